import type { Facility } from "@/catalogue/facilities/queries";
import { facilityPath } from "@/catalogue/facilities/rules";
import type { Topic } from "@/catalogue/topics/queries";
import { topicPath } from "@/catalogue/topics/rules";
import type { Language } from "@/platform/i18n/rules";
import { absolute } from "./address";

type Crumb = { name: string; path?: string };

const breadcrumbs = (language: Language, crumbs: readonly Crumb[]) => ({
  "@type": "BreadcrumbList",
  itemListElement: crumbs.map((crumb, at) => ({
    "@type": "ListItem",
    position: at + 1,
    name: crumb.name,
    ...(crumb.path === undefined ? {} : { item: absolute(`/${language}${crumb.path}`) }),
  })),
});

const graph = (...things: object[]) => ({ "@context": "https://schema.org", "@graph": things });

export function siteJsonLd(language: Language) {
  return graph({
    "@type": "WebSite",
    name: "Health Lombardy",
    url: absolute(`/${language}`),
    inLanguage: language,
    potentialAction: {
      "@type": "SearchAction",
      target: {
        "@type": "EntryPoint",
        urlTemplate: `${absolute(`/${language}/search`)}?q={search_term_string}`,
      },
      "query-input": "required name=search_term_string",
    },
  });
}

const codingSystems: Record<string, string> = {
  "icd-10": "ICD-10",
  "icd-9-cm-dx": "ICD-9-CM",
  "icd-9-cm-px": "ICD-9-CM",
  snomed: "SNOMED CT",
};

export function topicJsonLd(language: Language, topic: Topic, crumbs: readonly Crumb[]) {
  const type = {
    district: "AnatomicalStructure",
    specialty: "MedicalWebPage",
    condition: "MedicalCondition",
    treatment: "MedicalProcedure",
  }[topic.kind];
  const codes = topic.codes
    .filter((code) => codingSystems[code.system])
    .map((code) => ({
      "@type": "MedicalCode",
      codeValue: code.code,
      codingSystem: codingSystems[code.system],
    }));
  const about =
    topic.kind === "specialty"
      ? { about: { "@type": "MedicalSpecialty", name: topic.name } }
      : { alternateName: topic.words, ...(codes.length > 0 ? { code: codes } : {}) };
  return graph(
    {
      "@type": type,
      name: topic.name,
      description: topic.about,
      url: absolute(`/${language}${topicPath(topic.kind, topic.slug)}`),
      ...about,
    },
    breadcrumbs(language, crumbs),
  );
}

export function facilityJsonLd(
  language: Language,
  facility: Facility,
  specialties: readonly string[],
  crumbs: readonly Crumb[],
) {
  return graph(
    {
      "@type": facility.isHospital ? "Hospital" : "ResearchOrganization",
      name: facility.name,
      ...(facility.otherNames.length > 0 ? { alternateName: facility.otherNames } : {}),
      ...(facility.about ? { description: facility.about } : {}),
      url: absolute(`/${language}${facilityPath(facility.slug)}`),
      ...(facility.website && facility.facts.website?.isSourced
        ? { sameAs: facility.website }
        : {}),
      ...(facility.phone ? { telephone: facility.phone } : {}),
      address: {
        "@type": "PostalAddress",
        addressCountry: "IT",
        addressRegion: "Lombardia",
        addressLocality: facility.comune,
        ...(facility.postcode ? { postalCode: facility.postcode } : {}),
        ...(facility.street ? { streetAddress: facility.street } : {}),
      },
      ...(facility.lat !== null
        ? { geo: { "@type": "GeoCoordinates", latitude: facility.lat, longitude: facility.lon } }
        : {}),
      ...(facility.ministryCode
        ? {
            identifier: {
              "@type": "PropertyValue",
              propertyID: "HSP",
              value: facility.ministryCode,
            },
          }
        : {}),
      ...(specialties.length > 0 ? { medicalSpecialty: specialties } : {}),
    },
    breadcrumbs(language, crumbs),
  );
}
