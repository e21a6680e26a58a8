import { useFormatter, useTranslations } from "next-intl";
import { isLanguage, languageNames } from "@/platform/i18n/rules";
import { TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { confirmTermsAction } from "../actions";
import type { Terms } from "../queries";

const yes = "✓";
const none = "–";

/** What facilities offer and nobody has confirmed yet, each value and where it can be read. */
export function WaitingTerms({
  waiting,
  inAYear,
  nameOf,
}: {
  waiting: readonly Terms[];
  inAYear: string;
  nameOf: (family: string) => string;
}) {
  const t = useTranslations("opinions.terms");
  const format = useFormatter();
  const euros = (cents: number | null, currency: string) =>
    cents === null ? none : format.number(cents / 100, { style: "currency", currency });
  if (waiting.length === 0) return <p>{t("none")}</p>;
  return waiting.map((one) => {
    const values = [
      [t("isOffered"), one.isOffered ? yes : none],
      [t("pausedUntil"), one.pausedUntil ?? none],
      [t("capacity"), one.capacity],
      [t("fee"), euros(one.feeCents, one.currency)],
      [t("teamFee"), euros(one.teamFeeCents, one.currency)],
      [t("days"), one.days],
      [t("teamDays"), one.teamDays],
      [t("minAge"), one.minAge],
      [t("maxAge"), one.maxAge],
      [t("families"), one.families.map(nameOf).join(", ") || none],
      [
        t("languages"),
        one.languages.map((code) => (isLanguage(code) ? languageNames[code] : code)).join(", ") ||
          none,
      ],
      [t("withInterpreter"), one.withInterpreter ? yes : none],
      [t("countries"), one.countriesNotServed.join(", ") || none],
    ] as const;
    return (
      <section
        key={one.facilityId}
        className="rule mt-8 pt-6"
        aria-labelledby={`facility-${one.facilityId}`}
      >
        <h2 id={`facility-${one.facilityId}`}>
          <bdi>{one.facility}</bdi>
        </h2>
        <dl className="mt-3 grid gap-x-6 gap-y-1 sm:grid-cols-[2fr_3fr]">
          {values.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="source">{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
          <div className="contents">
            <dt className="source">{t("source")}</dt>
            <dd>
              {one.sourceUrl ? (
                <a href={one.sourceUrl} rel="noreferrer" dir="ltr" className="break-all">
                  {one.sourceUrl}
                </a>
              ) : (
                none
              )}
            </dd>
          </div>
        </dl>
        <Form
          action={confirmTermsAction}
          id={`confirm-${one.facilityId}`}
          words="cases"
          labels={{ nextCheckOn: t("nextCheck") }}
          className="mt-4"
        >
          <input type="hidden" name="facilityId" value={one.facilityId} />
          <input type="hidden" name="version" value={one.version} />
          <TextField
            name="nextCheckOn"
            label={t("nextCheck")}
            type="date"
            value={inAYear}
            isShort
          />
          <Submit>
            {t("confirm")}
            <span className="sr-only">: {one.facility}</span>
          </Submit>
        </Form>
      </section>
    );
  });
}
