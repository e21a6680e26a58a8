import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { siteJsonLd } from "@/app/json-ld";
import { HomeView } from "@/catalogue/districts/components/home-view";
import { catalogueCounts } from "@/catalogue/facilities/queries";
import { districts } from "@/catalogue/topics/queries";
import { JsonLd } from "@/ui/json-ld";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "catalogue.home" });
  return metadataOf({
    language,
    path: "",
    title: "Health Lombardy",
    description: t("description"),
  });
}

export default async function Page({ params }: Props) {
  const language = languageOf((await params).locale);
  const [all, counts] = await Promise.all([districts(language), catalogueCounts()]);
  return (
    <Frame language={language} path="" tags={["facilities", "topics"]} hasSearch={false}>
      <JsonLd data={siteJsonLd(language)} />
      <HomeView language={language} districts={all} counts={counts} />
    </Frame>
  );
}
