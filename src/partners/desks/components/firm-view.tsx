import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import type { Application } from "../../applications/queries";
import { questions } from "../../applications/rules";

/** What a firm said of itself when it applied, for the association. */
export function FirmView({ language, firm }: { language: Language; firm: Application }) {
  const t = useTranslations("partners");
  const facts = [
    [t("apply.legalName"), firm.legalName],
    [t("apply.vat"), `${firm.country} ${firm.vat}`],
    [t("apply.website"), firm.website],
    [t("apply.contactName"), firm.contact.name],
    [t("apply.email"), firm.contact.email],
    [t("apply.phone"), firm.contact.phone],
    ...questions.map((one) => [t(`questions.${one}`), firm.answers[one] ?? ""]),
  ].filter(([, said]) => said?.trim());
  return (
    <section aria-labelledby="firm">
      <h2 id="firm" className="sr-only">
        {t("apply.steps.firm")}
      </h2>
      <p className="flex flex-wrap items-center gap-x-4">
        <span className="mark">{t(`states.${firm.state}`)}</span>
        <span>
          {firm.categories.map((one) => t(`categories.${one as "transfer"}`)).join(" · ")}
        </span>
        {firm.slug && <a href={`/${language}/partners/${firm.slug}`}>{t("desk.publicPage")}</a>}
      </p>
      <dl className="mt-4">
        {facts.map(([name, said]) => (
          <div key={name} className="border-b border-line py-2">
            <dt className="source">{name}</dt>
            <dd className="whitespace-pre-wrap" dir="auto">
              {said}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
