import { useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { publishRulesAction } from "../actions";
import { familyName, limitUnits, paperKinds } from "../rules";
import type { CarePath } from "../schema";

/** The rules that stand, to be changed and published as the next version. */
export function RulesForm({ path }: { path: CarePath }) {
  const t = useTranslations("cases.rules");
  const state = useTranslations("cases.states");
  const paper = useTranslations("documents.papers");
  const family = useTranslations("opinions.terms.familyNames");
  const limited = path.states.flatMap(({ key, limit, teamLimit, halves }) =>
    limit ? [{ key, limit, teamLimit, halves, name: state(key) }] : [],
  );
  const reminded = path.states
    .filter((one) => one.holder === "patient" && one.clock !== "ended")
    .map((one) => ({ ...one, name: state(one.key) }));
  const checklists = [
    ["all", path.documents.all] as const,
    ...Object.entries(path.documents.families),
  ].map(([key, kinds]) => ({
    key,
    kinds,
    name: t("checklists", { family: key === "all" ? t("all") : familyName(key, family) }),
  }));
  const labels = {
    note: t("note"),
    from: t("from"),
    to: t("to"),
    holidays: t("holidays"),
    countriesNotServed: t("notServed"),
    ...Object.fromEntries(
      limited.flatMap(({ key, name }) => [
        [`amount-${key}`, t("amount", { state: name })],
        [`team-${key}`, t("teamAmount", { state: name })],
      ]),
    ),
    ...Object.fromEntries(
      reminded.map(({ key, name }) => [`reminders-${key}`, t("reminders", { state: name })]),
    ),
    ...Object.fromEntries(checklists.map(({ key, name }) => [`papers-${key}`, name])),
  };
  return (
    <Form
      action={publishRulesAction}
      id="rules"
      words="cases"
      labels={labels}
      numbers={{ max: 6000 }}
    >
      <input type="hidden" name="version" value={path.version} />
      <h2 className="mt-8">{t("limits")}</h2>
      {limited.map(({ key, limit, teamLimit, name }) => (
        <fieldset key={key} className="grid gap-x-6 sm:grid-cols-3">
          <legend className="sr-only">{name}</legend>
          <TextField
            name={`amount-${key}`}
            label={t("amount", { state: name })}
            value={String(limit.amount)}
            maxLength={7}
            isLatin
            isShort
          />
          <SelectField
            name={`unit-${key}`}
            label={t("unit")}
            value={limit.unit}
            options={limitUnits.map((unit) => ({ value: unit, label: t(`units.${unit}`) }))}
          />
          {teamLimit && (
            <TextField
              name={`team-${key}`}
              label={t("teamAmount", { state: name })}
              value={String(teamLimit.amount)}
              maxLength={7}
              isLatin
              isShort
            />
          )}
        </fieldset>
      ))}
      <ChoiceField
        name="halves"
        label={t("halves")}
        options={limited.map(({ key, name }) => ({ value: key, label: name }))}
        value={limited.filter((one) => one.halves).map((one) => one.key)}
        isMany
      />
      {reminded.map(({ key, name, reminders }) => (
        <TextField
          key={key}
          name={`reminders-${key}`}
          label={t("reminders", { state: name })}
          value={reminders.join(", ")}
          maxLength={100}
          isLatin
          isShort
        />
      ))}
      <h2 className="mt-8">{t("hours")}</h2>
      <div className="flex flex-wrap gap-x-6">
        <TextField
          name="from"
          label={t("from")}
          value={path.calendar.from}
          maxLength={5}
          isLatin
          isShort
        />
        <TextField
          name="to"
          label={t("to")}
          value={path.calendar.to}
          maxLength={5}
          isLatin
          isShort
        />
      </div>
      <AreaField
        name="holidays"
        label={t("holidays")}
        value={path.calendar.holidays.join("\n")}
        maxLength={6000}
        rows={8}
      />
      <TextField
        name="countriesNotServed"
        label={t("notServed")}
        value={path.countriesNotServed.join(", ")}
        maxLength={800}
        isLatin
      />
      <dl className="source mb-4 columns-2xs gap-x-8">
        {paperKinds.map((kind) => (
          <div key={kind} className="break-inside-avoid">
            <dt className="inline" dir="ltr">
              {kind}
            </dt>
            <dd className="inline">: {paper(kind)}</dd>
          </div>
        ))}
      </dl>
      {checklists.map(({ key, kinds, name }) => (
        <AreaField
          key={key}
          name={`papers-${key}`}
          label={name}
          value={kinds.join("\n")}
          maxLength={1000}
          rows={Math.max(3, kinds.length)}
        />
      ))}
      <AreaField name="note" label={t("note")} maxLength={1000} rows={3} />
      <Submit>{t("publish")}</Submit>
    </Form>
  );
}
