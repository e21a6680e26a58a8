import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { NamesView } from "@/partners/brokers/components/broker-views";
import { namesLike } from "@/partners/brokers/queries";
import { NameAsked } from "@/partners/brokers/schema";
import { Frame } from "@/ui/layout/frame";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "partners.names" });
  return metadataOf({
    language,
    path: "/check-a-name",
    title: t("title"),
    description: t("lead"),
    isIndexed: NameAsked.parse((await searchParams).name) === "",
  });
}

export default async function Page({ params, searchParams }: Props) {
  const language = languageOf((await params).locale);
  const asked = NameAsked.parse((await searchParams).name);
  const t = await getTranslations({ locale: language, namespace: "partners" });
  return (
    <Frame
      language={language}
      path={`/check-a-name${asked ? `?name=${encodeURIComponent(asked)}` : ""}`}
      tags={["partners", "facilities"]}
      crumbs={[{ name: t("list.title"), path: "/partners" }, { name: t("names.title") }]}
    >
      <NamesView language={language} asked={asked} found={await namesLike(asked)} />
    </Frame>
  );
}
