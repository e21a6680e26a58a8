import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import type { Urgent } from "../../urgency/rules";

/** What to do now, above everything else on the page. */
export function UrgentBox({ language, urgent }: { language: Language; urgent: Urgent }) {
  const t = useTranslations("content.emergency");
  const search = useTranslations("catalogue.search");
  return (
    <section
      role="alert"
      className="mt-6 max-w-3xl border-s-4 border-warm bg-warm-soft px-4 py-4 text-warm"
    >
      <h2 className="text-title">{urgent.title}</h2>
      <p className="mt-2">{urgent.text}</p>
      <p className="mt-3 font-semibold">{urgent.call}</p>
      <p className="mt-3">
        <a href={`tel:${urgent.number}`} className="button">
          {search("call", { number: urgent.number })}
        </a>
      </p>
      {urgent.lines.length > 0 && (
        <>
          <p className="mt-4">{t("lines")}</p>
          <dl className="mt-2 grid gap-x-8 sm:grid-cols-2">
            {urgent.lines.map(({ country, number }) => (
              <div key={country} className="flex justify-between gap-4 py-1">
                <dt>{country}</dt>
                <dd>
                  <a href={`tel:${number.replaceAll(/[^\d+]/g, "")}`}>
                    <bdi>{number}</bdi>
                  </a>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <p className="mt-4">
        <a href={`/${language}/second-opinion/start/emergency`}>{t("numbers")}</a>
      </p>
    </section>
  );
}
