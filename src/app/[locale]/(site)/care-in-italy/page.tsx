import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { CareView } from "@/content/care-in-italy/components/care-view";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "content.care" });
  return metadataOf({
    language,
    path: "/care-in-italy",
    title: t("title"),
    description: t("lead"),
  });
}

export default async function Page({ params }: Props) {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "content.care" });
  return (
    <Frame language={language} path="/care-in-italy" tags={[]} crumbs={[{ name: t("title") }]}>
      <CareView />
    </Frame>
  );
}
