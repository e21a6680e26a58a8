import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { languageNames, languages } from "@/platform/i18n/rules";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { judgeFirstAction, saveOpinionAction } from "../actions";
import type { Opinion } from "../queries";
import { type Field, mostSigns, nameOfField, sections } from "../rules";

/** The first judgement: before it is kept, nothing of the earlier doctor's advice is on the page. */
export function JudgeForm({ request }: { request: RequestCase }) {
  const t = useTranslations("opinions.opinion");
  return (
    <Form
      action={judgeFirstAction}
      id="judge"
      acts={["judgeFirst"]}
      words="cases"
      labels={{ judgement: t("judge"), language: t("language") }}
      numbers={{ max: 500 }}
    >
      <h2>{t("judgeTitle")}</h2>
      <p className="mb-4">{t("judgeText")}</p>
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="caseId" value={request.id} />
      <input type="hidden" name="version" value={request.version} />
      <SelectField
        name="language"
        label={t("language")}
        options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        value="it"
      />
      <AreaField name="judgement" label={t("judge")} maxLength={500} rows={3} />
      <Submit>{t("judgeSubmit")}</Submit>
    </Form>
  );
}

/** The name of a field for its reader; rows of steps carry their number. */
export function useFieldName(): (name: string) => string {
  const t = useTranslations("opinions.opinion");
  return (name) => {
    const { base, at } = nameOfField(name);
    const label = t(`fields.${base as "summary"}`);
    return at ? `${t("stepNumber", { number: at })}: ${label}` : label;
  };
}

/** The form of the opinion. It saves by itself where scripts run, and by its button everywhere. */
export function DraftForm({ request, opinion }: { request: RequestCase; opinion: Opinion }) {
  const t = useTranslations("opinions.opinion");
  const nameOf = useFieldName();
  const labels = Object.fromEntries(
    sections.flatMap(({ fields }) => fields.map(({ name }) => [name, nameOf(name)])),
  );
  return (
    <div data-autosave={t("saved", { time: "{time}" })}>
      <Form
        action={saveOpinionAction}
        id="draft"
        acts={["saveDraft", "handIn"]}
        words="cases"
        labels={labels}
        numbers={{ max: mostSigns }}
      >
        <input type="hidden" name="opinionId" value={opinion.id} />
        <input type="hidden" name="caseId" value={request.id} />
        <input type="hidden" name="version" value={request.version} />
        <input type="hidden" name="revision" value={opinion.revision} />
        {sections.map(({ key, fields }) => (
          <fieldset key={key} className="border-b border-line py-5" id={`section-${key}`}>
            <legend className="font-serif text-title font-medium">
              {t(`sections.${key as "summary"}`)}
            </legend>
            {key === "judgement" && (
              <p className="border-s-4 border-green bg-green-soft px-4 py-2">
                <span dir="auto">{opinion.firstJudgement}</span>
                {opinion.firstJudgementAt && (
                  <span className="source block">
                    <Time at={opinion.firstJudgementAt} />
                  </span>
                )}
              </p>
            )}
            {fields.map((field) => (
              <OneField
                key={field.name}
                field={field}
                label={nameOf(field.name)}
                value={opinion.content[field.name] ?? ""}
              />
            ))}
          </fieldset>
        ))}
        <p className="source my-4" role="status" data-saved>
          <Time at={opinion.savedAt} />
        </p>
        <div className="flex flex-wrap gap-3">
          <Submit tone="quiet" name="does" value="save">
            {t("save")}
          </Submit>
          <Submit name="does" value="hand-in">
            {t("handIn")}
          </Submit>
        </div>
        <p className="source mt-3">{t("handInText")}</p>
      </Form>
    </div>
  );
}

function OneField({ field, label, value }: { field: Field; label: string; value: string }) {
  const t = useTranslations("opinions.opinion");
  if (field.kind === "choice")
    return (
      <ChoiceField
        name={field.name}
        label={label}
        options={field.options.map((one) => ({ value: one, label: t(`options.${one as "yes"}`) }))}
        value={value}
      />
    );
  if (field.rows === 1)
    return <TextField name={field.name} label={label} value={value} maxLength={mostSigns} />;
  return (
    <AreaField
      name={field.name}
      label={label}
      rows={field.rows}
      maxLength={mostSigns}
      value={value}
    />
  );
}
