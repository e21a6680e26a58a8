import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { type ListQuery, listAddress, readListQuery } from "@/catalogue/facilities/schema";
import { ListView } from "@/catalogue/listing/components/list-view";
import { listedFacilities } from "@/catalogue/listing/queries";
import { airports, placeById, placesToStartFrom } from "@/catalogue/places/queries";
import { districts, itemsOf, specialties, topicBySlug } from "@/catalogue/topics/queries";
import { numberSetting } from "@/platform/settings";
import { Frame } from "@/ui/layout/frame";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const { query } = readListQuery(await searchParams);
  const t = await getTranslations({ locale: language, namespace: "catalogue.list" });
  const address = listAddress(query);
  return metadataOf({
    language,
    path: address,
    title: t("title"),
    description: t("lead"),
    isIndexed: address === "/facilities",
  });
}

/** What names nothing we have is no filter: the reader is told, and gets the list. */
function without(query: ListQuery, names: readonly string[]): ListQuery {
  return Object.fromEntries(
    Object.entries(query).filter(([name]) => !names.includes(name)),
  ) as ListQuery;
}

export default async function Page({ params, searchParams }: Props) {
  const language = languageOf((await params).locale);
  const { query: asked, wrong } = readListQuery(await searchParams);
  const t = await getTranslations({ locale: language, namespace: "catalogue.list" });
  const pageSize = await numberSetting("catalogue.page-size", 20);
  const [near, district, specialty, condition, treatment] = await Promise.all([
    asked.near ? placeById(language, asked.near) : null,
    asked.district ? topicBySlug(language, "district", asked.district) : null,
    asked.specialty ? topicBySlug(language, "specialty", asked.specialty) : null,
    asked.condition ? topicBySlug(language, "condition", asked.condition) : null,
    asked.treatment ? topicBySlug(language, "treatment", asked.treatment) : null,
  ]);
  const unknown = Object.entries({ near, district, specialty, condition, treatment }).flatMap(
    ([name, found]) => (asked[name as "near"] && !found ? [name] : []),
  );
  const query = without(asked, unknown);
  const scope = specialty ?? district ?? condition?.district ?? treatment?.district ?? null;
  const [list, allDistricts, allSpecialties, conditions, treatments, places, fields] =
    await Promise.all([
      listedFacilities(query, near, pageSize),
      districts(language),
      specialties(language),
      scope ? itemsOf(language, "condition", scope) : [],
      scope ? itemsOf(language, "treatment", scope) : [],
      placesToStartFrom(language),
      airports(language),
    ]);
  const pages = Math.max(1, Math.ceil(list.total / pageSize));
  if (query.page > pages) notFound();
  return (
    <Frame
      language={language}
      path={listAddress(query)}
      tags={["facilities", "topics", "places", "settings"]}
      crumbs={[{ name: t("title") }]}
    >
      <ListView
        language={language}
        query={query}
        wrong={[...wrong, ...unknown]}
        list={list}
        pages={pages}
        near={near}
        choices={{
          districts: allDistricts,
          specialties: allSpecialties,
          conditions,
          treatments,
          places,
        }}
        airports={fields}
      />
    </Frame>
  );
}
