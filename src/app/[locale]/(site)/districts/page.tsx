import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { BodyMap } from "@/catalogue/districts/components/body-map";
import { TopicList } from "@/catalogue/topics/components/topic-list";
import { districts } from "@/catalogue/topics/queries";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "catalogue.districts" });
  return metadataOf({ language, path: "/districts", title: t("title"), description: t("lead") });
}

export default async function Page({ params }: Props) {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "catalogue.districts" });
  const all = await districts(language);
  return (
    <Frame
      language={language}
      path="/districts"
      tags={["topics", "facilities"]}
      crumbs={[{ name: t("title") }]}
    >
      <h1>{t("title")}</h1>
      <p className="mb-8 mt-3 max-w-prose text-lead leading-8">{t("lead")}</p>
      <BodyMap language={language} districts={all} />
      <div className="mt-12">
        <TopicList language={language} topics={all} hasAbout />
      </div>
    </Frame>
  );
}
