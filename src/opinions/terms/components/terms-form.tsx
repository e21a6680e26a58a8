import { useFormatter, useTranslations } from "next-intl";
import { languageNames, languages } from "@/platform/i18n/rules";
import { ChoiceField, TextField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { changeTermsAction } from "../actions";
import type { Terms } from "../queries";

const money = (cents: number | null) =>
  cents === null ? "" : (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2);

/** What the facility offers, to be changed by its coordinator, and whether the association has confirmed it. */
export function TermsForm({
  terms,
  families,
}: {
  terms: Terms | null;
  families: readonly { key: string; name: string }[];
}) {
  const t = useTranslations("opinions.terms");
  const format = useFormatter();
  const numbers = [
    ["capacity", terms?.capacity ?? 10],
    ["days", terms?.days ?? 5],
    ["teamDays", terms?.teamDays ?? 7],
    ["minAge", terms?.minAge ?? 0],
    ["maxAge", terms?.maxAge ?? 120],
  ] as const;
  const labels = {
    pausedUntil: t("pausedUntil"),
    feeCents: t("fee"),
    teamFeeCents: t("teamFee"),
    countriesNotServed: t("countries"),
    sourceUrl: t("source"),
    ...Object.fromEntries(numbers.map(([name]) => [name, t(name)])),
  };
  return (
    <>
      {terms && (
        <p className="mb-6">
          {terms.confirmedAt ? (
            <span className="mark mark-green">
              {t("confirmed", {
                date: format.dateTime(terms.confirmedAt, {
                  dateStyle: "medium",
                  timeZone: "Europe/Rome",
                }),
              })}
            </span>
          ) : (
            <span className="mark mark-warm">{t("waiting")}</span>
          )}
        </p>
      )}
      <Form
        action={changeTermsAction}
        id="terms"
        words="cases"
        labels={labels}
        numbers={{ max: 500 }}
      >
        <input type="hidden" name="version" value={terms?.version ?? 0} />
        <TickField name="isOffered" label={t("isOffered")} isTicked={terms?.isOffered ?? false} />
        <TextField
          name="pausedUntil"
          label={t("pausedUntil")}
          type="date"
          value={terms?.pausedUntil ?? ""}
          isShort
        />
        <TextField
          name="feeCents"
          label={t("fee")}
          value={money(terms?.feeCents ?? null)}
          maxLength={9}
          isLatin
          isShort
        />
        <TextField
          name="teamFeeCents"
          label={t("teamFee")}
          value={money(terms?.teamFeeCents ?? null)}
          maxLength={9}
          isLatin
          isShort
        />
        {numbers.map(([name, value]) => (
          <TextField
            key={name}
            name={name}
            label={t(name)}
            inputMode="numeric"
            maxLength={4}
            value={String(value)}
            isLatin
            isShort
          />
        ))}
        <ChoiceField
          name="families"
          label={t("families")}
          hint={t("familiesHint")}
          options={families.map(({ key, name }) => ({ value: key, label: name }))}
          value={terms?.families ?? []}
          isMany
        />
        <ChoiceField
          name="languages"
          label={t("languages")}
          options={languages.map((one) => ({
            value: one,
            label: <bdi lang={one}>{languageNames[one]}</bdi>,
          }))}
          value={terms?.languages ?? []}
          isMany
        />
        <TickField
          name="withInterpreter"
          label={t("withInterpreter")}
          isTicked={terms?.withInterpreter ?? true}
        />
        <TextField
          name="countriesNotServed"
          label={t("countries")}
          value={terms?.countriesNotServed.join(", ") ?? ""}
          maxLength={800}
          isLatin
        />
        <TextField
          name="sourceUrl"
          label={t("source")}
          value={terms?.sourceUrl ?? ""}
          maxLength={500}
          isLatin
        />
        <Submit>{t("submit")}</Submit>
      </Form>
    </>
  );
}
