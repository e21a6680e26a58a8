import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { topicJsonLd } from "@/app/json-ld";
import { facilitiesOffering } from "@/catalogue/facilities/queries";
import { statementsAbout } from "@/catalogue/statements/queries";
import { TopicView } from "@/catalogue/topic-pages/components/topic-view";
import {
  districtsOf,
  itemsOf,
  relatedItems,
  specialtiesOf,
  topicBySlug,
} from "@/catalogue/topics/queries";
import { type TopicKind, topicPath } from "@/catalogue/topics/rules";
import { numberSetting } from "@/platform/settings";
import { JsonLd } from "@/ui/json-ld";
import { Frame } from "@/ui/layout/frame";

export type TopicProps = { params: Promise<{ locale: string; slug: string }> };

const shown = 24;

export async function topicMetadata(kind: TopicKind, { params }: TopicProps): Promise<Metadata> {
  const { locale, slug } = await params;
  const language = languageOf(locale);
  const topic = await topicBySlug(language, kind, slug);
  if (!topic) notFound();
  return metadataOf({
    language,
    path: topicPath(kind, slug),
    title: topic.name,
    description: topic.about,
    picture: `/og/${language}/${kind}/${slug}`,
  });
}

export async function TopicPage(kind: TopicKind, { params }: TopicProps) {
  const { locale, slug } = await params;
  const language = languageOf(locale);
  const topic = await topicBySlug(language, kind, slug);
  if (!topic) notFound();
  const hasItems = kind === "district" || kind === "specialty";
  const [t, offering, specialties, conditions, treatments, related, districts, oldAfterYears] =
    await Promise.all([
      getTranslations({ locale: language, namespace: "ui.frame" }),
      facilitiesOffering(language, topic.id, shown),
      kind === "specialty" ? [] : specialtiesOf(language, topic.id),
      hasItems ? itemsOf(language, "condition", topic) : [],
      hasItems ? itemsOf(language, "treatment", topic) : [],
      hasItems ? [] : relatedItems(language, topic),
      kind === "specialty" ? districtsOf(language, topic.id) : [],
      numberSetting("catalogue.old-after-years", 3),
    ]);
  const statements = await statementsAbout(
    language,
    topic.id,
    offering.facilities.filter((one) => one.isDirect).map((one) => one.id),
  );
  const path = topicPath(kind, slug);
  const parent = topic.district
    ? [{ name: topic.district.name, path: topicPath("district", topic.district.slug) }]
    : [];
  const crumbs = [
    kind === "specialty"
      ? { name: t("specialties"), path: "/specialties" }
      : { name: t("districts"), path: "/districts" },
    ...parent,
    { name: topic.name },
  ];
  const tags = [
    `topic:${topic.id}`,
    "settings",
    ...[...specialties, ...conditions, ...treatments, ...related, ...districts].map(
      (one) => `topic:${one.id}`,
    ),
    ...offering.facilities.map((one) => `facility:${one.slug}`),
  ];
  return (
    <Frame language={language} path={path} tags={tags} crumbs={crumbs}>
      <JsonLd data={topicJsonLd(language, topic, crumbs)} />
      <TopicView
        language={language}
        topic={topic}
        specialties={specialties}
        conditions={conditions}
        treatments={treatments}
        related={related}
        districts={districts}
        offering={offering}
        statements={statements}
        now={new Date()}
        oldAfterYears={oldAfterYears}
      />
    </Frame>
  );
}
