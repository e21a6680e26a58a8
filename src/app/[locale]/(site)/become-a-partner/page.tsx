import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { BecomeView } from "@/partners/applications/components/become-view";
import { currentChecklist } from "@/partners/categories/queries";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "partners.become" });
  return metadataOf({
    language,
    path: "/become-a-partner",
    title: t("title"),
    description: t("lead"),
  });
}

export default async function Page({ params }: Props) {
  const language = languageOf((await params).locale);
  const t = await getTranslations({ locale: language, namespace: "partners" });
  return (
    <Frame
      language={language}
      path="/become-a-partner"
      tags={["partner-checklists"]}
      crumbs={[{ name: t("list.title"), path: "/partners" }, { name: t("become.title") }]}
    >
      <BecomeView language={language} checklist={await currentChecklist()} />
    </Frame>
  );
}
