import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { SearchView } from "@/catalogue/finding/components/search-view";
import { search } from "@/catalogue/finding/queries";
import { SearchText } from "@/catalogue/search/schema";
import { districts } from "@/catalogue/topics/queries";
import { numberSetting } from "@/platform/settings";
import { Frame } from "@/ui/layout/frame";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pathOf = (text: string) => `/search${text ? `?q=${encodeURIComponent(text)}` : ""}`;

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const text = SearchText.parse((await searchParams).q);
  const t = await getTranslations({ locale: language, namespace: "catalogue.search" });
  return metadataOf({
    language,
    path: pathOf(text),
    title: t("title"),
    description: t("lead"),
    isIndexed: false,
  });
}

export default async function Page({ params, searchParams }: Props) {
  const language = languageOf((await params).locale);
  const text = SearchText.parse((await searchParams).q);
  const t = await getTranslations({ locale: language, namespace: "catalogue.search" });
  const found = await search(text, language, await numberSetting("catalogue.search-limit", 20));
  const ways = found.total === 0 || !found.sure ? await districts(language) : [];
  return (
    <Frame
      language={language}
      path={pathOf(text)}
      tags={["facilities", "topics", "places", "settings", "search"]}
      crumbs={[{ name: t("title") }]}
      hasSearch={false}
    >
      <SearchView language={language} text={text} found={found} ways={ways} />
    </Frame>
  );
}
