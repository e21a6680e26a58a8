import { useFormatter, useTranslations } from "next-intl";
import { SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { endAbsenceAction, setAbsenceAction } from "../actions";
import type { Absence, Deputy } from "../queries";

type Props = { absences: readonly Absence[]; deputies: readonly Deputy[]; formKey: string };

/** When somebody is away and who stands in; and a form to enter it. */
export function AbsencesView({ absences, deputies, formKey }: Props) {
  const t = useTranslations("cases.absence");
  const format = useFormatter();
  const day = (on: string) =>
    format.dateTime(new Date(on), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <>
      {absences.length === 0 && <p className="mb-6">{t("none")}</p>}
      <ul className="mb-8">
        {absences.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-center justify-between gap-x-6 border-b border-line py-2"
          >
            <span>
              {t("line", { from: day(one.fromOn), until: day(one.untilOn), deputy: one.deputy })}
            </span>
            <Form action={endAbsenceAction} id={`end-${one.id}`} words="cases">
              <input type="hidden" name="absenceId" value={one.id} />
              <Submit tone="quiet">
                {t("end")}
                <span className="sr-only">: {day(one.fromOn)}</span>
              </Submit>
            </Form>
          </li>
        ))}
      </ul>
      {deputies.length === 0 ? (
        <p>{t("noDeputy")}</p>
      ) : (
        <Form
          action={setAbsenceAction}
          id="absence"
          formKey={formKey}
          words="cases"
          labels={{ fromOn: t("from"), untilOn: t("until"), deputyId: t("deputy") }}
        >
          <TextField name="fromOn" label={t("from")} type="date" isShort />
          <TextField name="untilOn" label={t("until")} type="date" isShort />
          <SelectField
            name="deputyId"
            label={t("deputy")}
            empty=""
            options={deputies.map((one) => ({ value: one.personId, label: one.name }))}
          />
          <Submit>{t("submit")}</Submit>
        </Form>
      )}
    </>
  );
}
