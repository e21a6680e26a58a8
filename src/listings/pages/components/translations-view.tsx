import { useFormatter, useTranslations } from "next-intl";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { Time } from "@/ui/data/time";
import { Form, Submit } from "@/ui/forms/form";
import { useFieldName } from "../../desks/components/use-field-name";
import { WordChanges } from "../../desks/components/word-changes";
import type { DeskRecord, UndoableAct } from "../../desks/queries";
import { deskPath } from "../../desks/rules";
import { translationAction, undoTranslationAction } from "../../editor/actions";
import type { Unit } from "../../releases/queries";

type Props = {
  language: Language;
  desk: DeskRecord;
  units: readonly Unit[];
  acts: readonly UndoableAct[];
};

/** How far each language is, what is behind and why, and what can be said of it without changing a text. */
export function TranslationsView({ language, desk, units, acts }: Props) {
  const t = useTranslations("listings.translations");
  const nameOf = useFieldName();
  const format = useFormatter();
  const others = languages.filter((one) => one !== desk.record.sourceLanguage);
  const behind = [
    ...new Set(
      units
        .filter((unit) => unit.state === "outdated" && unit.method !== "machine")
        .map((unit) => unit.field),
    ),
  ];
  return (
    <>
      {behind.map((field) => (
        <section key={field} className="mb-8 border-s-4 border-warm ps-4">
          <p className="max-w-prose">
            {nameOf(field)}: {t("meaningLead")}
          </p>
          <UnitForm desk={desk} field={field} language="" label={t("meaning")} />
        </section>
      ))}
      {others.map((one) => {
        const own = units.filter((unit) => unit.language === one);
        return (
          <section key={one} className="rule mt-6 pt-4" aria-labelledby={`language-${one}`}>
            <h2 id={`language-${one}`}>
              <bdi lang={one}>{languageNames[one]}</bdi>
            </h2>
            <p className="source">
              {t("of", {
                done: own.filter((unit) => unit.state === "checked").length,
                all: own.length,
              })}
            </p>
            <ul>
              {own.map((unit) => (
                <li key={unit.field} className="mt-3">
                  <p>
                    {nameOf(unit.field)}{" "}
                    <span className={unit.state === "checked" ? "mark" : "mark mark-warm"}>
                      {t(`states.${unit.state}`)}
                    </span>{" "}
                    {unit.state === "checked" && unit.checkedAt && (
                      <span className="source">
                        <Time at={unit.checkedAt} isDay />
                      </span>
                    )}
                  </p>
                  {unit.state === "outdated" && unit.acceptedText !== null && (
                    <details className="mt-1">
                      <summary className="cursor-pointer text-green underline">
                        {t("since")}
                      </summary>
                      <WordChanges
                        before={unit.acceptedText}
                        after={unit.sourceText}
                        language={desk.record.sourceLanguage}
                      />
                    </details>
                  )}
                  <p className="mt-2">
                    <a
                      href={deskPath(language, "/edit", {
                        section: unit.field === "about" ? "text" : "captions",
                        in: one,
                        of: desk.of,
                      })}
                    >
                      {t("edit")}
                      <span className="sr-only">
                        : {languageNames[one]}, {nameOf(unit.field)}
                      </span>
                    </a>
                  </p>
                  {(unit.state === "outdated" || unit.state === "machine") && (
                    <UnitForm
                      desk={desk}
                      field={unit.field}
                      language={one}
                      label={t("stillRight")}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {acts.length > 0 && (
        <section className="rule mt-10 pt-4" aria-labelledby="acts">
          <h2 id="acts">{t("acts")}</h2>
          {acts.map((act) => (
            <Form
              key={act.id}
              action={undoTranslationAction}
              id={`undo-${act.id}`}
              words="listings"
              className="mt-3"
            >
              <p>
                {t(`kinds.${act.kind as "still-right"}`)}: {nameOf(act.field)} (
                {format.list(act.languages.map((one) => languageNames[one as Language]))}){" "}
                <Time at={act.at} />
              </p>
              <input type="hidden" name="actId" value={act.id} />
              <input type="hidden" name="of" value={desk.of} />
              <Submit tone="quiet">{t("undo")}</Submit>
            </Form>
          ))}
        </section>
      )}
    </>
  );
}

function UnitForm({
  desk,
  field,
  language,
  label,
}: {
  desk: DeskRecord;
  field: string;
  language: Language | "";
  label: string;
}) {
  return (
    <Form
      action={translationAction}
      id={`unit-${language || "all"}-${field.replaceAll("/", "-")}`}
      words="listings"
      className="mt-2"
    >
      <input type="hidden" name="recordId" value={desk.record.id} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="field" value={field} />
      <input type="hidden" name="of" value={desk.of} />
      <Submit tone="quiet">
        {label}
        <span className="sr-only">: {language ? languageNames[language] : field}</span>
      </Submit>
    </Form>
  );
}
