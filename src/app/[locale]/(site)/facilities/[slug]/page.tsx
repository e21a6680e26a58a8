import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { languageOf, metadataOf } from "@/app/address";
import { facilityJsonLd } from "@/app/json-ld";
import {
  facilityBySlug,
  highlightsOf,
  languagesOf,
  offersOf,
  recognitionsOf,
} from "@/catalogue/facilities/queries";
import { facilityPath } from "@/catalogue/facilities/rules";
import { FacilityView } from "@/catalogue/facility-pages/components/facility-view";
import { airports } from "@/catalogue/places/queries";
import { figuresOf, spreadOf } from "@/catalogue/quality/queries";
import { statementsOf } from "@/catalogue/statements/queries";
import { districtNames } from "@/catalogue/topics/queries";
import { numberSetting } from "@/platform/settings";
import { JsonLd } from "@/ui/json-ld";
import { Frame } from "@/ui/layout/frame";

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, slug } = await params;
  const language = languageOf(locale);
  const facility = await facilityBySlug(language, slug);
  if (!facility) notFound();
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
  const [
    t,
    highlights,
    recognitions,
    spoken,
    offers,
    statements,
    parts,
    fields,
    figures,
    spread,
    oldAfterYears,
  ] = await Promise.all([
    getTranslations({ locale: language, namespace: "ui.frame" }),
    highlightsOf(language, facility.id),
    recognitionsOf(facility.id),
    languagesOf(facility.id),
    offersOf(language, facility.id),
    statementsOf(language, facility.id),
    districtNames(language),
    airports(language),
    figuresOf(facility.id),
    spreadOf(),
    numberSetting("catalogue.old-after-years", 3),
  ]);
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
      <FacilityView
        language={language}
        facility={facility}
        highlights={highlights}
        recognitions={recognitions}
        spoken={spoken}
        offers={offers}
        statements={statements}
        districts={parts}
        airports={fields}
        figures={figures}
        spread={spread}
        now={new Date()}
        oldAfterYears={oldAfterYears}
      />
    </Frame>
  );
}
