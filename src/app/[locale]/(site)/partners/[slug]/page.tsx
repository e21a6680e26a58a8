import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { commissionsOf } from "@/partners/commissions/queries";
import { PartnerView } from "@/partners/listing/components/partner-view";
import { areaNames, partnerBySlug } from "@/partners/listing/queries";
import { partnerPath } from "@/partners/listing/rules";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const language = languageOf(locale);
  const partner = (await partnerBySlug(slug)) ?? notFound();
  const t = await getTranslations({ locale: language, namespace: "partners.page" });
  return metadataOf({
    language,
    path: partnerPath(slug),
    title: partner.name,
    description: t("description", { name: partner.name }),
    isIndexed: partner.state === "admitted",
  });
}

export default async function Page({ params }: Props) {
  const { locale, slug } = await params;
  const language = languageOf(locale);
  const partner = (await partnerBySlug(slug)) ?? notFound();
  const [t, commissions, areas] = await Promise.all([
    getTranslations({ locale: language, namespace: "partners.list" }),
    commissionsOf(partner.id),
    areaNames(language),
  ]);
  return (
    <Frame
      language={language}
      path={partnerPath(slug)}
      tags={[`partner:${slug}`, "places"]}
      crumbs={[{ name: t("title"), path: "/partners" }, { name: partner.name }]}
    >
      <PartnerView
        language={language}
        partner={partner}
        commissions={commissions}
        areas={new Map(areas.map(({ id, name }) => [id, name]))}
      />
    </Frame>
  );
}
