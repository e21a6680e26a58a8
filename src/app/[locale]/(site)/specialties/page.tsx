import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { TopicList } from "@/catalogue/topics/components/topic-list";
import { specialties } from "@/catalogue/topics/queries";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "catalogue.specialties" });
  return metadataOf({ language, path: "/specialties", title: t("title"), description: t("lead") });
}

export default async function Page({ params }: Props) {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "catalogue.specialties" });
  const all = await specialties(language);
  return (
    <Frame
      language={language}
      path="/specialties"
      tags={["topics", "facilities"]}
      crumbs={[{ name: t("title") }]}
    >
      <h1>{t("title")}</h1>
      <p className="mb-8 mt-3 max-w-prose text-lead leading-8">{t("lead")}</p>
      <TopicList language={language} topics={all} hasAbout />
    </Frame>
  );
}
