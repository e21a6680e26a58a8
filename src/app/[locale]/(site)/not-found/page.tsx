import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { languageOf } from "@/app/address";
import { NotFoundView } from "@/content/pages/components/not-found-view";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({
    locale: languageOf((await params).locale),
    namespace: "ui.errors",
  });
  return { title: t("notFoundTitle"), robots: { index: false } };
}

/** What the front shows for an address that cannot be a page of ours; it answers 404 with it. */
export default async function Page({ params }: Props) {
  const language = languageOf((await params).locale);
  return (
    <Frame language={language} path="" tags={[]} hasSearch={false}>
      <NotFoundView language={language} />
    </Frame>
  );
}
