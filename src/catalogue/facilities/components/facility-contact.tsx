import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Language } from "@/platform/i18n/rules";
import type { Facility } from "../queries";
import { sourceName } from "../rules";

/** Address, names, web addresses: each says so where nobody has shown a source for it. */
export function FacilityContact({ facility }: { language: Language; facility: Facility }) {
  const t = useTranslations("catalogue.facility");
  const c = useTranslations("catalogue");
  const unsure = (field: string) =>
    facility.facts[field]?.isSourced === false && (
      <span className="source text-warm"> ({t("unconfirmed")})</span>
    );
  const address = [
    facility.street,
    [facility.postcode, facility.comune].filter(Boolean).join(" "),
    `${facility.province}, Italia`,
  ].filter(Boolean);
  return (
    <section aria-labelledby="contact">
      <h2 id="contact" className="text-lead">
        {t("contact")}
      </h2>
      <dl className="mt-2">
        <Line name={t("address")}>
          <address className="not-italic" lang="it" dir="ltr">
            {address.map((line) => (
              <span key={line} className="block rtl:text-end">
                {line}
              </span>
            ))}
          </address>
          {unsure("street")}
        </Line>
        <Line name={t("officialName")}>
          <span lang="it" dir="ltr">
            {facility.officialName}
          </span>
          {unsure("officialName")}
        </Line>
        {facility.operator && (
          <Line name={t("operator")}>
            <span lang="it" dir="ltr">
              {facility.operator}
            </span>
            {unsure("operator")}
          </Line>
        )}
        <Line name={t("ownership")}>{c(`ownership.${facility.ownership}`)}</Line>
        {facility.otherNames.length > 0 && (
          <Line name={t("otherNames")}>
            <bdi>{facility.otherNames.join(" · ")}</bdi>
          </Line>
        )}
        {facility.foundedYear && (
          <Line name={t("founded")}>
            {String(facility.foundedYear)}
            {unsure("foundedYear")}
          </Line>
        )}
        {facility.website && (
          <Line name={t("website")}>
            <a href={facility.website} rel="noopener" dir="ltr">
              {sourceName(facility.website)}
            </a>
            {unsure("website")}
          </Line>
        )}
        {facility.internationalOfficeUrl && (
          <Line name={t("international")}>
            <a href={facility.internationalOfficeUrl} rel="noopener" dir="ltr">
              {sourceName(facility.internationalOfficeUrl)}
            </a>
            {unsure("internationalOffice")}
          </Line>
        )}
        {facility.phone && (
          <Line name={t("phone")}>
            <a href={`tel:${facility.phone.replaceAll(" ", "")}`} dir="ltr">
              {facility.phone}
            </a>
            {unsure("phone")}
          </Line>
        )}
        {facility.ministryCode && (
          <Line name={t("ministryCode")}>
            <span dir="ltr">{facility.ministryCode}</span>
          </Line>
        )}
      </dl>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="rule py-2">
      <dt className="source">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
