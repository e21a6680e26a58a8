import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { facilityJsonLd } from "@/app/json-ld";
import { facilityBySlug } from "@/catalogue/facilities/queries";
import { facilityPath } from "@/catalogue/facilities/rules";
import { FacilityView } from "@/catalogue/facility-pages/components/facility-view";
import { facilityPage } from "@/catalogue/facility-pages/queries";
import { JsonLd } from "@/ui/json-ld";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const language = languageOf(locale);
  const facility = await facilityBySlug(language, slug);
  if (!facility) notFound();
  if (facility.mergedInto) permanentRedirect(`/${language}${facilityPath(facility.mergedInto)}`);
  const t = await getTranslations({ locale: language, namespace: "catalogue.facility" });
  return metadataOf({
    language,
    path: facilityPath(slug),
    title: facility.name,
    description:
      facility.about ?? t("description", { name: facility.name, comune: facility.comune }),
    picture: `/og/${language}/facility/${slug}`,
  });
}

export default async function Page({ params }: Props) {
  const { locale, slug } = await params;
  const language = languageOf(locale);
  const facility = await facilityBySlug(language, slug);
  if (!facility) notFound();
  if (facility.mergedInto) permanentRedirect(`/${language}${facilityPath(facility.mergedInto)}`);
  const [t, shown] = await Promise.all([
    getTranslations({ locale: language, namespace: "ui.frame" }),
    facilityPage(language, facility),
  ]);
  const { offers } = shown;
  const crumbs = [{ name: t("facilities"), path: "/facilities" }, { name: facility.name }];
  const tags = [`facility:${slug}`, "settings", ...offers.map((offer) => `topic:${offer.id}`)];
  return (
    <Frame language={language} path={facilityPath(slug)} tags={tags} crumbs={crumbs}>
      <JsonLd
        data={facilityJsonLd(
          language,
          facility,
          offers
            .filter((offer) => offer.kind === "specialty" && offer.isSourced)
            .map((offer) => offer.name),
          crumbs,
        )}
      />
      <FacilityView {...shown} />
    </Frame>
  );
}
