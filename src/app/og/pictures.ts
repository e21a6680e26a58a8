import "server-only";
import { createTranslator } from "use-intl/core";
import { facilitiesOffering, facilityBySlug } from "@/catalogue/facilities/queries";
import { ListQuery } from "@/catalogue/facilities/schema";
import { listedFacilities } from "@/catalogue/listing/queries";
import { topicBySlug } from "@/catalogue/topics/queries";
import { type TopicKind, topicKinds } from "@/catalogue/topics/rules";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";
import type { Picture } from "@/ui/pictures/draw";
import { mapOf } from "./map";

type Made = { picture: Picture; tags: readonly string[] };

/** More dots than this could not be told apart. */
const mostDots = 400;

const wordsOf = (language: Language) =>
  createTranslator({ locale: language, messages: messagesOf(language), namespace: "catalogue" });
const isTopicKind = (kind: string | undefined): kind is TopicKind =>
  topicKinds.includes(kind as TopicKind);

/** The picture at an address below the language; null where nothing is. */
export async function pictureAt(language: Language, path: readonly string[]): Promise<Made | null> {
  const [kind, slug] = path;
  if (kind === "home" && path.length === 1) return home(language);
  if (!slug || path.length !== 2) return null;
  if (kind === "facility") return facilityPicture(language, slug);
  return isTopicKind(kind) ? topicPicture(language, kind, slug) : null;
}

async function home(language: Language): Promise<Made> {
  const t = wordsOf(language);
  const { total, points } = await listedFacilities(ListQuery.parse({}), null, 1);
  const drawing = mapOf(points, t("topics.facilities", { count: total }));
  return {
    picture: { language, title: t("home.title"), text: t("home.lead"), drawing },
    tags: ["facilities"],
  };
}

async function facilityPicture(language: Language, slug: string): Promise<Made | null> {
  const facility = await facilityBySlug(language, slug);
  if (!facility) return null;
  const t = wordsOf(language);
  const { comune, kind, beds, bedsYear, discharges, dischargesYear } = facility;
  const province = t(`provinces.${facility.province}`);
  // Of these kinds the name says already whose they are.
  const isOwnerNamed =
    kind === "asst-hospital" || kind === "private" || kind === "private-accredited";
  const facts = [
    beds === null
      ? ""
      : bedsYear
        ? t("row.beds", { count: beds, year: String(bedsYear) })
        : t("row.bedsUndated", { count: beds }),
    discharges === null
      ? ""
      : t("row.discharges", { count: discharges, year: String(dischargesYear) }),
  ];
  const recognitions = [
    facility.isIrccs && kind !== "irccs" ? t("kinds.irccs") : "",
    ...facility.recognitions.map((one) => t(`recognitions.${one}`)),
  ];
  const hasFigures = facts.some(Boolean) || recognitions.some(Boolean);
  const picture: Picture = {
    language,
    kind: isOwnerNamed
      ? t(`kinds.${kind}`)
      : `${t(`kinds.${kind}`)} · ${t(`ownership.${facility.ownership}`)}`,
    title: facility.name,
    isLatin: true,
    ...(!hasFigures && facility.about && facility.aboutLanguage === language
      ? { text: facility.about }
      : {}),
    facts: facts.filter(Boolean),
    notes: recognitions.filter(Boolean),
    drawing: mapOf([facility], comune === province ? comune : `${comune} · ${province}`),
  };
  return { picture, tags: [`facility:${slug}`] };
}

async function topicPicture(
  language: Language,
  kind: TopicKind,
  slug: string,
): Promise<Made | null> {
  const topic = await topicBySlug(language, kind, slug);
  if (!topic) return null;
  const t = wordsOf(language);
  const { facilities, total } = await facilitiesOffering(language, topic.id, mostDots);
  const picture: Picture = {
    language,
    kind: topic.district
      ? `${t(`topic.kind.${kind}`)} · ${topic.district.name}`
      : t(`topic.kind.${kind}`),
    title: topic.name,
    text: topic.about,
    drawing: mapOf(facilities, t("topics.facilities", { count: total })),
  };
  return {
    picture,
    tags: [
      `topic:${topic.id}`,
      ...(topic.district ? [`topic:${topic.district.id}`] : []),
      "facilities",
    ],
  };
}
