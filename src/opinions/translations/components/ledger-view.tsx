import { useTranslations } from "next-intl";
import type { Paper } from "@/documents/papers/queries";
import { directionOf, languageNames, languages } from "@/platform/i18n/rules";
import { Time } from "@/ui/data/time";
import { SelectField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { orderTranslationAction } from "../actions";
import type { LedgerLine } from "../queries";

/** What is translated of a case, and of which quality each text is. */
export function LedgerView({ lines }: { lines: readonly LedgerLine[] }) {
  const t = useTranslations("opinions.ledger");
  const paper = useTranslations("documents.papers");
  if (lines.length === 0) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="ledger">
      <h2 id="ledger">{t("title")}</h2>
      <ul className="mt-3">
        {lines.map((line) => (
          <li key={line.id} className="border-b border-line py-3">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <span className="font-semibold">
                {line.kind === "opinion" ? t("opinion") : paper(line.kind as "identity")}
              </span>
              <span
                className={
                  line.state === "checked" || line.state === "sworn" ? "mark mark-green" : "mark"
                }
              >
                {t(`states.${line.state as "ordered"}`)}
              </span>
            </p>
            <p className="source">
              {t("pair", {
                from: line.fromLanguage ? languageNames[line.fromLanguage] : "",
                to: languageNames[line.toLanguage],
              })}{" "}
              · {t("pages", { count: line.pageCount })} ·{" "}
              <Time at={line.finishedAt ?? line.orderedAt} />
            </p>
            {line.text && (
              <details className="mt-2">
                <summary className="cursor-pointer text-green underline">{t("read")}</summary>
                <p
                  className="mt-2 whitespace-pre-wrap"
                  lang={line.toLanguage}
                  dir={directionOf(line.toLanguage)}
                >
                  {line.text}
                </p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The coordinator has a paper translated: which, between which languages, which pages. */
export function OrderForm({
  requestId,
  papers,
  language,
}: {
  requestId: string;
  papers: readonly Paper[];
  language: string;
}) {
  const t = useTranslations("opinions.ledger");
  const name = useTranslations("documents.papers");
  const options = languages.map((one) => ({ value: one, label: languageNames[one] }));
  const there = papers.filter((one) => one.name !== null && one.state !== "refused");
  if (there.length === 0) return null;
  return (
    <Form
      action={orderTranslationAction}
      id="order"
      acts={["orderTranslation"]}
      words="cases"
      labels={{ pages: t("onlyPages") }}
      numbers={{ max: 60 }}
      className="mt-4"
    >
      <Fold summary={t("order")}>
        <input type="hidden" name="requestId" value={requestId} />
        <SelectField
          name="paperId"
          label={t("paper")}
          options={there.map((one) => ({
            value: one.id,
            label: `${name(one.kind as "identity")}: ${one.name}`,
          }))}
        />
        <SelectField name="from" label={t("from")} options={options} value={language} />
        <SelectField name="to" label={t("to")} options={options} value="it" />
        <TextField
          name="pages"
          label={t("onlyPages")}
          hint={t("onlyPagesHint")}
          maxLength={60}
          isLatin
          isShort
        />
        <Submit tone="quiet">{t("orderSubmit")}</Submit>
      </Fold>
    </Form>
  );
}
