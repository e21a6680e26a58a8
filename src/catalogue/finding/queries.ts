import "server-only";
import { createTranslator } from "use-intl/core";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";
import { facilityPath } from "../facilities/rules";
import { countsOfPlaces, type FoundKind, facilitiesAt, facilitiesFor } from "../search/queries";
import { simplified } from "../search-entries/rules";
import type { Shown } from "../search-index/rules";
import { type Matched, match } from "../search-matching/rules";
import { type SearchIndex, searchIndex } from "../search-memory/queries";
import { pages } from "../search-pages/rules";
import { topicPath } from "../topics/rules";
import { type Urgent, urgentOf } from "../urgency/rules";
import { type Candidate, isTopicKind, judge, type NotHere } from "./rules";

type Result = { kind: FoundKind; id: string; slug: string; name: string; url: string; why: string };
export type Found = {
  total: number;
  results: Result[];
  /** False where nothing found is likely to be what was meant. */
  sure: boolean;
  urgent?: Urgent;
  /** What was asked for and is known, and not in this catalogue. */
  notHere?: NotHere;
};

const translator = (language: Language, messages: ReturnType<typeof messagesOf>) =>
  createTranslator({ locale: language, messages, namespace: "catalogue.search" });
const translators = new Map<
  Language,
  { messages: ReturnType<typeof messagesOf>; t: ReturnType<typeof translator> }
>();

/** The words of a language, which take longer to make ready than a search. */
function wordsOf(language: Language) {
  const messages = messagesOf(language);
  const known = translators.get(language);
  if (known?.messages === messages) return known.t;
  const t = translator(language, messages);
  translators.set(language, { messages, t });
  return t;
}

/** Entries looked at before the answer is cut to what was asked for. */
const mostHits = 60;

/**
 * Everything that a person's words may mean, best first. Where they name a condition and a place, the facilities
 * there that look after it come right behind them.
 */
export async function search(
  text: string,
  language: Language,
  limit: number,
  isTyping = false,
): Promise<Found> {
  if (!text) return { total: 0, results: [], sure: true };
  const index = await searchIndex();
  const spoken = simplified(text);
  const matched = match(index.segments, spoken, language, isTyping, mostHits, index.meaning.isWord);
  const understood = index.meaning.read(matched.words, spoken);
  const judged = judge(matched, understood, index);
  const all = await withFacilities(index, judged.candidates, matched);
  // A few more than are asked for, in case one was withdrawn since.
  const candidates = all.slice(0, limit + 3);
  const t = wordsOf(language);
  const known = candidates.flatMap((candidate) => {
    const name = candidate.page
      ? pageName(candidate.ref, t(`pages.${candidate.page}`))
      : index.cardOf(candidate.kind, candidate.ref, language);
    return name ? [{ candidate, name }] : [];
  });
  const counts = await facilityCounts(index, candidates);
  const nameOf = (key: string | undefined) => {
    const { kind, ref } = refOf(key ?? ":");
    return index.cardOf(kind, ref, language)?.name;
  };
  const results = known.slice(0, limit).map(({ candidate, name }) => ({
    kind: candidate.kind as FoundKind,
    id: candidate.ref,
    slug: name.slug,
    name: name.name,
    url: addressOf(language, candidate, name, counts),
    why: why(candidate, name),
  }));
  const urgent = urgentOf(language, judged.dangers);
  return {
    total: Math.max(all.length - candidates.length + known.length, 0),
    results,
    sure: known.length > 0 && judged.sure,
    ...(urgent ? { urgent } : {}),
    ...(judged.notHere
      ? { notHere: { ...judged.notHere, word: asWritten(text, judged.notHere.word) } }
      : {}),
  };

  function why(candidate: Candidate, name: Shown): string {
    const { hit, kind, for: topic, at, drug } = candidate;
    if (kind === "page") return t("why.page");
    const place = name.comune
      ? t("why.in", { comune: name.comune, province: name.province ?? "" })
      : "";
    const treated = nameOf(topic);
    if (kind === "facility") {
      if (candidate.distance !== null && candidate.distance !== undefined)
        return t("why.distance", { place, distance: Math.round(candidate.distance) });
      return treated
        ? t("why.treats", { topic: treated, place })
        : hit && !hit.isName && hit.phrase !== name.name
          ? t("why.alsoCalled", { word: hit.phrase, place })
          : place;
    }
    if (kind === "place") {
      const count = counts.get(candidate.ref) ?? 0;
      return count > 0 ? t("why.facilities", { count }) : t("why.nearest");
    }
    if (drug)
      return t("why.drug", {
        drug: hit?.phrase ?? drug.name,
        substance: drug.substance,
        source: productInformation[drug.source],
      });
    if (candidate.isStory) return t("why.story");
    const part = name.district ? (nameOf(`district:${name.district}`) ?? "") : "";
    if (hit && (hit.language !== language || !hit.isName) && hit.phrase !== name.name)
      return part
        ? t("why.wordIn", { word: hit.phrase, district: part })
        : t("why.word", { word: hit.phrase });
    return at ? "" : part;
  }
}

const pageName = (slug: string, name: string): Shown => ({
  slug,
  name,
  comune: null,
  province: null,
  district: null,
});

/** How many facilities the places among the candidates have. */
async function facilityCounts(index: SearchIndex, candidates: readonly Candidate[]) {
  const places = candidates.filter((one) => one.kind === "place").map((one) => one.ref);
  if (places.length === 0) return new Map<string, number>();
  const counts = await index.remember("counts", countsOfPlaces);
  return counts;
}

/** Where the product information of a medicine is published. */
const productInformation = { ema: "ema.europa.eu", aifa: "medicinali.aifa.gov.it" } as const;

/** A word of the index as the reader wrote it. */
function asWritten(text: string, word: string): string {
  const at = text.toLowerCase().indexOf(word);
  return at < 0 ? word : text.slice(at, at + word.length);
}

const refOf = (key: string) => ({
  kind: key.slice(0, key.indexOf(":")),
  ref: key.slice(key.indexOf(":") + 1),
});

function addressOf(
  language: Language,
  { kind, page, ref }: Candidate,
  name: Shown,
  counts: ReadonlyMap<string, number>,
) {
  if (page) return `/${language}/${pages[page].join("")}`;
  if (kind === "facility") return `/${language}${facilityPath(name.slug)}`;
  if (kind === "place")
    return ref.startsWith("province-")
      ? `/${language}/facilities?province=${name.province}`
      : `/${language}/facilities?near=${ref}&within=${counts.get(ref) ? 10 : 50}&sort=distance`;
  return `/${language}${topicPath(kind as "condition", name.slug)}`;
}

const plain = (kind: string, ref: string): Candidate => ({
  kind,
  ref,
  score: 0,
  hit: null,
  met: [],
});

/** Asks beforehand which facilities look after each topic, so that no reader waits for it. */
export async function rememberFacilities(): Promise<void> {
  const index = await searchIndex();
  for (const ref of index.topics())
    await index.remember(ref, () => facilitiesFor(ref, null, 5)).catch(() => undefined);
}

async function withFacilities(
  index: SearchIndex,
  candidates: readonly Candidate[],
  { weights }: Matched,
): Promise<Candidate[]> {
  const best = candidates[0];
  if (!best) return [];
  const weightOf = (words: readonly number[]) =>
    words.reduce((sum, word) => sum + (weights[word] ?? 0), 0);
  const topic = candidates.find(
    (one) => isTopicKind(one.kind) && one.score >= best.score * 0.6 && one.score > 0.3,
  );
  const place = candidates.find(
    (one) =>
      one.kind === "place" &&
      (!topic || one.met.some((word) => !topic.met.includes(word))) &&
      weightOf(one.met) > 0 &&
      (one.hit?.covered ?? 0) > 0.95 &&
      one.hit?.isExact,
  );
  const has = new Set(candidates.filter((one) => one.kind === "facility").map((one) => one.ref));
  const leads = candidates.slice(0, 3).includes(topic ?? best);
  if (topic && place && topic.kind !== "district") {
    const there = await index.remember(`${topic.ref} ${place.ref}`, () =>
      facilitiesFor(topic.ref, place.ref, 6),
    );
    const added = there.map(({ ref }) => ({
      ...plain("facility", ref),
      for: `${topic.kind}:${topic.ref}`,
      at: place.ref,
    }));
    const rest = candidates.filter(
      (one) => !(one.kind === "facility" && there.some(({ ref }) => ref === one.ref)),
    );
    const first = [topic, place];
    const others = rest.filter((one) => !first.includes(one));
    const pagesFound = others.filter((one) => one.kind === "page").slice(0, 1);
    return [
      topic,
      ...pagesFound,
      ...added.slice(0, 2),
      place,
      ...others.filter((one) => !pagesFound.includes(one)),
      ...added.slice(2),
    ];
  }
  if (topic && leads && topic.kind !== "district") {
    const more = (await index.remember(topic.ref, () => facilitiesFor(topic.ref, null, 5))).filter(
      ({ ref }) => !has.has(ref),
    );
    return [
      ...candidates,
      ...more.map(({ ref }) => ({ ...plain("facility", ref), for: `${topic.kind}:${topic.ref}` })),
    ];
  }
  if (place && candidates.slice(0, 3).includes(place)) {
    const more = (
      await index.remember(`at ${place.ref}`, () => facilitiesAt(place.ref, 10))
    ).filter(({ ref }) => !has.has(ref));
    return [
      ...candidates,
      ...more.map(({ ref, distance }) => ({ ...plain("facility", ref), distance })),
    ];
  }
  return [...candidates];
}
