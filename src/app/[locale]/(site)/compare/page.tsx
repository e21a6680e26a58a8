import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { facilitiesBySlugs, offersOf } from "@/catalogue/facilities/queries";
import { readCompare } from "@/catalogue/facilities/schema";
import { CompareView } from "@/catalogue/facility-pages/components/compare-view";
import { statementsAbout } from "@/catalogue/statements/queries";
import { type TopicName, topicNames } from "@/catalogue/topics/queries";
import { readTopic } from "@/catalogue/topics/rules";
import { numberSetting } from "@/platform/settings";
import { Frame } from "@/ui/layout/frame";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const addressOf = (slugs: readonly string[], topic: TopicName | null = null) =>
  `/compare${slugs.length > 0 ? `?${slugs.map((slug) => `facility=${slug}`).join("&")}${topic ? `&topic=${topic.kind}:${topic.slug}` : ""}` : ""}`;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "catalogue.compare" });
  const limit = await numberSetting("catalogue.compare-limit", 4);
  return metadataOf({
    language,
    path: addressOf(readCompare(await searchParams, limit).slugs),
    title: t("title"),
    description: t("lead", { limit }),
    isIndexed: false,
  });
}

export default async function Page({ params, searchParams }: Props) {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "catalogue.compare" });
  const limit = await numberSetting("catalogue.compare-limit", 4);
  const query = await searchParams;
  const { slugs, tooMany } = readCompare(query, limit);
  const facilities = await facilitiesBySlugs(slugs);
  const named = readTopic(query.topic);
  const [topic = null] = named ? await topicNames(language, [named]) : [];
  const about = topic
    ? await statementsAbout(
        language,
        topic.id,
        facilities.map((one) => one.id),
      )
    : [];
  const columns = await Promise.all(
    facilities.map(async (facility) => ({
      facility,
      offers: await offersOf(language, facility.id),
      statements: about.filter((one) => one.facilityId === facility.id),
    })),
  );
  const unknown = slugs.filter((slug) => !facilities.some((facility) => facility.slug === slug));
  return (
    <Frame
      language={language}
      path={addressOf(slugs, topic)}
      tags={["settings", "topics", ...slugs.map((slug) => `facility:${slug}`)]}
      crumbs={[{ name: t("title") }]}
    >
      <CompareView
        language={language}
        columns={columns}
        unknown={unknown}
        limit={limit}
        hasTooMany={tooMany}
        topic={topic}
      />
    </Frame>
  );
}
