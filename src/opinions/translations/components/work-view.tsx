import { useTranslations } from "next-intl";
import { directionOf, languageNames } from "@/platform/i18n/rules";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { takeTranslationAction, workOnTranslationAction } from "../actions";
import type { Work, WorkLine } from "../queries";

/** What waits for translators: of each case its number, what it is, and the languages. */
export function WorkList({ language, lines }: { language: string; lines: readonly WorkLine[] }) {
  const t = useTranslations();
  return (
    <>
      <span hidden data-stamp={lines.map((line) => `${line.id}${line.state}`).join("-")} />
      {lines.length === 0 ? (
        <p>{t("opinions.work.none")}</p>
      ) : (
        <Table
          caption={t("opinions.work.title")}
          heads={[
            t("cases.cases.number"),
            t("opinions.work.kind"),
            t("opinions.work.language"),
            t("opinions.work.due"),
            "",
          ]}
        >
          {lines.map((line) => (
            <tr key={line.id}>
              <td>
                <bdi dir="ltr">{line.number}</bdi>
              </td>
              <td>
                {line.kind === "opinion"
                  ? t("opinions.ledger.opinion")
                  : t(`documents.papers.${line.kind as "identity"}`)}
                <div className="source">
                  {t("opinions.ledger.pages", { count: line.pageCount })}
                </div>
              </td>
              <td>
                {t("opinions.ledger.pair", {
                  from: line.fromLanguage ? languageNames[line.fromLanguage] : "",
                  to: languageNames[line.toLanguage],
                })}
              </td>
              <td>{line.dueAt && <Time at={line.dueAt} />}</td>
              <td>
                {line.isMine ? (
                  <a href={`/${language}/work/translations/${line.id}`}>
                    {t("opinions.work.open")}
                  </a>
                ) : (
                  <Form
                    action={takeTranslationAction}
                    id={`take-${line.id}`}
                    acts={["takeTranslation"]}
                    words="cases"
                  >
                    <input type="hidden" name="translationId" value={line.id} />
                    <Submit tone="quiet">{t("opinions.work.take")}</Submit>
                  </Form>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}

type Props = { work: Work; labels: Readonly<Record<string, string>> };

/** The pages assigned on one side, the translation on the other. */
export function WorkForm({ work, labels }: Props) {
  const t = useTranslations("opinions.work");
  const saved = useTranslations("opinions.opinion");
  const named = Object.fromEntries(
    Object.keys(work.source).map((name) => [`text-${name}`, labels[name] ?? t("yours")]),
  );
  return (
    <>
      {work.hasMachine && (
        <p className="mb-4 border-s-4 border-warm bg-warm-soft px-4 py-3">{t("machine")}</p>
      )}
      {work.paperId && (
        <p className="mb-4">
          <a className="button button-quiet" href={`/api/translations/${work.id}`}>
            {t("source")}
          </a>
        </p>
      )}
      <div data-autosave={saved("saved", { time: "{time}" })}>
        <Form
          action={workOnTranslationAction}
          id="work"
          acts={["finishTranslation"]}
          words="cases"
          labels={{ ...named, read: t("read") }}
          numbers={{ max: 20_000 }}
        >
          <input type="hidden" name="translationId" value={work.id} />
          <input type="hidden" name="revision" value={work.revision} />
          {Object.entries(work.source).map(([name, original]) => (
            <div key={name} className="grid gap-x-8 border-b border-line py-4 md:grid-cols-2">
              {original && (
                <div
                  lang={work.fromLanguage ?? undefined}
                  dir={work.fromLanguage ? directionOf(work.fromLanguage) : "auto"}
                >
                  <p className="source">{labels[name] ?? t("original")}</p>
                  <p className="whitespace-pre-wrap">{original}</p>
                </div>
              )}
              <div className={original ? "" : "md:col-span-2"}>
                <AreaField
                  name={`text-${name}`}
                  label={labels[name] ?? t("yours")}
                  maxLength={20_000}
                  rows={original ? 4 : 16}
                  value={work.texts[name] ?? ""}
                />
              </div>
            </div>
          ))}
          <div className="mt-4">
            <TickField name="read" label={t("read")} />
          </div>
          <p className="source mb-4" role="status" data-saved />
          <div className="flex flex-wrap gap-3">
            <Submit tone="quiet" name="does" value="save">
              {t("save")}
            </Submit>
            <Submit name="does" value="checked">
              {t("checked")}
            </Submit>
            <Submit tone="quiet" name="does" value="sworn">
              {t("sworn")}
            </Submit>
          </div>
        </Form>
      </div>
    </>
  );
}
