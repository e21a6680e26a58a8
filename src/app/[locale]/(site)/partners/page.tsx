import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { PartnersList } from "@/partners/listing/components/list-view";
import { areaNames, listedPartners } from "@/partners/listing/queries";
import { listPath } from "@/partners/listing/rules";
import { readQuery } from "@/partners/listing/schema";
import { requiredNumber } from "@/platform/settings";
import { Frame } from "@/ui/layout/frame";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const path = listPath(readQuery(await searchParams));
  const t = await getTranslations({ locale: language, namespace: "partners.list" });
  return metadataOf({
    language,
    path,
    title: t("title"),
    description: t("lead"),
    isIndexed: path === "/partners",
  });
}

export default async function Page({ params, searchParams }: Props) {
  const language = languageOf((await params).locale);
  const query = readQuery(await searchParams);
  const size = await requiredNumber("partners", "page-size");
  const [t, list, areas] = await Promise.all([
    getTranslations({ locale: language, namespace: "partners.list" }),
    listedPartners(query, size),
    areaNames(language),
  ]);
  const pages = Math.max(1, Math.ceil(list.total / size));
  if (query.page > pages) notFound();
  return (
    <Frame
      language={language}
      path={listPath(query)}
      tags={["partners", "places", "settings"]}
      crumbs={[{ name: t("title") }]}
    >
      <PartnersList
        language={language}
        query={query}
        total={list.total}
        pages={pages}
        partners={list.partners}
        areas={areas}
      />
    </Frame>
  );
}
