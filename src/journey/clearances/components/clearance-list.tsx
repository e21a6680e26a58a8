import { useTranslations } from "next-intl";
import { Day } from "@/ui/data/day";
import { Table } from "@/ui/data/table";
import { Time } from "@/ui/data/time";
import { SelectField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { families } from "../../check-ins/rules";
import { signClearanceAction } from "../actions";
import type { FlyRule, ToClear } from "../queries";

/** Patients after their operation, and for each the form that signs from which day they may fly. */
export function ClearanceList({
  patients,
  rules,
}: {
  patients: readonly ToClear[];
  rules: readonly FlyRule[];
}) {
  const t = useTranslations("journey.clearance");
  return (
    <>
      {patients.length === 0 && <p>{t("none")}</p>}
      <ul>
        {patients.map((one) => (
          <li key={one.id} className="border-b border-line py-4">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <bdi className="font-semibold">{one.patient}</bdi>
              <bdi className="source uppercase">{one.code}</bdi>
              {one.isSigned && <span className="mark mark-green">{t("signed")}</span>}
            </p>
            <p className="text-small">
              {one.operation && (
                <>
                  {t("operated")} <Time at={one.operation} isDay />
                </>
              )}
              {one.planned && (
                <>
                  {" · "}
                  {t("planned")} <Time at={one.planned} isDay />
                </>
              )}
            </p>
            {!one.isSigned && <SignForm one={one} rules={rules} />}
          </li>
        ))}
      </ul>
      <h2 className="mb-2 mt-12 text-title">{t("rules")}</h2>
      <p className="source mb-3 max-w-prose">{t("rulesLead")}</p>
      <Table caption={t("rules")} heads={[t("rule"), t("days"), t("form"), t("source")]}>
        {rules.map((rule) => (
          <tr key={rule.key}>
            <td>{t(`kinds.${rule.key}` as "kinds.other")}</td>
            <td>
              {rule.minDays === rule.maxDays
                ? rule.minDays
                : t("range", { min: rule.minDays, max: rule.maxDays })}
            </td>
            <td>{rule.needsForm ? t("yes") : t("no")}</td>
            <td>
              <bdi>{rule.source}</bdi>, <Day on={rule.readOn} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function SignForm({ one, rules }: { one: ToClear; rules: readonly FlyRule[] }) {
  const t = useTranslations("journey.clearance");
  const f = useTranslations("journey.families");
  return (
    <Form
      action={signClearanceAction}
      id={`clear-${one.id}`}
      words="journey"
      labels={{ rule: t("rule"), fitOn: t("fitOn"), family: t("family") }}
    >
      <Fold summary={t("sign")}>
        <input type="hidden" name="journeyId" value={one.id} />
        <input type="hidden" name="version" value={one.version} />
        <SelectField
          name="rule"
          label={t("rule")}
          options={rules.map(({ key }) => ({
            value: key,
            label: t(`kinds.${key}` as "kinds.other"),
          }))}
          empty={t("choose")}
        />
        <TextField
          name="fitOn"
          label={t("fitOn")}
          hint={t("fitOnHint")}
          type="date"
          value={one.planned?.toISOString().slice(0, 10) ?? ""}
          isLatin
          isShort
        />
        <SelectField
          name="family"
          label={t("family")}
          hint={t("familyHint")}
          options={families.map((key) => ({ value: key, label: f(key) }))}
          value="general"
        />
        <Submit>{t("submit")}</Submit>
      </Fold>
    </Form>
  );
}
