import "server-only";
import { createTranslator } from "use-intl/core";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";
import { facilityPath } from "../facilities/rules";
import {
  type FoundKind,
  type FoundName,
  facilitiesAt,
  facilitiesFor,
  type Hit,
  hits,
  namesOf,
} from "../search/queries";
import { topicPath } from "../topics/rules";

type Result = { kind: FoundKind; id: string; slug: string; name: string; url: string; why: string };
export type Found = { total: number; results: Result[] };

type Candidate = {
  kind: FoundKind;
  ref: string;
  score: number;
  hit: Hit | null;
  for?: string;
  at?: string;
};

const isTopic = (hit: Hit) => hit.kind !== "facility" && hit.kind !== "place";
/** Documents looked at before the answer is cut to what was asked for. */
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
  if (!text) return { total: 0, results: [] };
  const { hits: found, weights } = await hits(text, language, isTyping, mostHits);
  const candidates = await withFacilities(found, weights);
  const names = await namesOf(language, [
    ...candidates,
    ...candidates.flatMap((one) => [
      ...(one.for ? [refOf(one.for)] : []),
      ...(one.at ? [{ kind: "place" as const, ref: one.at }] : []),
    ]),
  ]);
  const t = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "catalogue.search.why",
  });
  const known = candidates.flatMap((candidate) => {
    const name = names.get(`${candidate.kind}:${candidate.ref}`);
    return name ? [{ candidate, name }] : [];
  });
  const nameOf = (key: string | undefined) => (key ? names.get(key)?.name : undefined);
  const results = known.slice(0, limit).map(({ candidate, name }) => ({
    kind: candidate.kind,
    id: name.id,
    slug: name.slug,
    name: name.name,
    url: addressOf(language, candidate.kind, name),
    why: why(candidate, name),
  }));
  return { total: known.length, results };

  function why({ hit, kind, for: topic, at }: Candidate, name: FoundName): string {
    const place = name.comune
      ? t("in", { comune: name.comune, province: name.province ?? "" })
      : "";
    const treated = nameOf(topic);
    if (kind === "facility")
      return treated
        ? t("treats", { topic: treated, place })
        : hit && !hit.isName && hit.phrase !== name.name
          ? t("alsoCalled", { word: hit.phrase, place })
          : place;
    if (kind === "place") return t("facilities", { count: name.facilities });
    const part = name.district ?? "";
    if (hit && (hit.language !== language || !hit.isName) && hit.phrase !== name.name)
      return part
        ? t("wordIn", { word: hit.phrase, district: part })
        : t("word", { word: hit.phrase });
    return at ? "" : part;
  }
}

const refOf = (key: string) => ({
  kind: key.slice(0, key.indexOf(":")) as FoundKind,
  ref: key.slice(key.indexOf(":") + 1),
});

function addressOf(language: Language, kind: FoundKind, name: FoundName) {
  if (kind === "facility") return `/${language}${facilityPath(name.slug)}`;
  if (kind === "place")
    return name.id.startsWith("province-")
      ? `/${language}/facilities?province=${name.province}`
      : `/${language}/facilities?near=${name.id}&within=10&sort=distance`;
  return `/${language}${topicPath(kind, name.slug)}`;
}

async function withFacilities(
  found: readonly Hit[],
  weights: readonly number[],
): Promise<Candidate[]> {
  const candidates: Candidate[] = found.map((hit) => ({
    kind: hit.kind,
    ref: hit.ref,
    score: hit.score,
    hit,
  }));
  const best = found[0];
  if (!best) return candidates;
  const weightOf = (words: readonly number[]) =>
    words.reduce((sum, word) => sum + (weights[word] ?? 0), 0);
  const topic = found.find(
    (hit) => isTopic(hit) && hit.score >= best.score * 0.6 && hit.score > 0.3,
  );
  const place = found.find(
    (hit) =>
      hit.kind === "place" &&
      (!topic || hit.met.some((word) => !topic.met.includes(word))) &&
      weightOf(hit.met) > 0 &&
      hit.covered > 0.95,
  );
  const key = topic && `${topic.kind}:${topic.ref}`;
  const has = new Set(candidates.filter((one) => one.kind === "facility").map((one) => one.ref));
  if (topic && place && topic.kind !== "district") {
    const there = await facilitiesFor(topic.ref, place.ref, 6);
    const added: Candidate[] = there.map(({ ref }) => ({
      kind: "facility",
      ref,
      score: topic.score,
      hit: null,
      ...(key ? { for: key } : {}),
      at: place.ref,
    }));
    const rest = candidates.filter(
      (one) => !(one.kind === "facility" && there.some(({ ref }) => ref === one.ref)),
    );
    const first = rest
      .filter((one) => one.hit === topic || one.hit === place)
      .sort((a) => (a.hit === topic ? -1 : 1));
    return [
      ...first.slice(0, 1),
      ...added.slice(0, 3),
      ...first.slice(1),
      ...rest.filter((one) => !first.includes(one)),
      ...added.slice(3),
    ];
  }
  if (topic && topic === best && topic.kind !== "district") {
    const more = (await facilitiesFor(topic.ref, null, 5)).filter(({ ref }) => !has.has(ref));
    return [
      ...candidates,
      ...more.map(
        ({ ref }): Candidate => ({
          kind: "facility",
          ref,
          score: 0,
          hit: null,
          ...(key ? { for: key } : {}),
        }),
      ),
    ];
  }
  if (place && place === best) {
    const more = (await facilitiesAt(place.ref, 10)).filter((ref) => !has.has(ref));
    return [
      ...candidates,
      ...more.map((ref): Candidate => ({ kind: "facility", ref, score: 0, hit: null })),
    ];
  }
  return candidates;
}
