import { useTranslations } from "next-intl";
import { Day } from "@/ui/data/day";
import { Time } from "@/ui/data/time";
import { ChoiceField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { setCheckAction } from "../actions";
import type { Check } from "../queries";
import { type CheckState, verdicts } from "../rules";
import { PaperLines } from "./paper-fields";

const marks: Record<CheckState, string> = {
  open: "mark",
  checked: "mark mark-green",
  waived: "mark mark-green",
  failed: "mark mark-warm",
  expired: "mark mark-warm",
};

/** How one item was found, until when that holds, and why. */
export function CheckLine({ check }: { check: Check }) {
  const t = useTranslations("partners");
  return (
    <>
      <p className="source flex flex-wrap items-center gap-x-3">
        <span className={marks[check.state]}>{t(`checkStates.${check.state}`)}</span>
        {check.checkedAt && <Time at={check.checkedAt} isDay />}
        {check.endsOn && (
          <span>
            {t("papers.ends")} <Day on={check.endsOn} />
          </span>
        )}
        {check.isNew && <span className="mark mark-warm">{t("desk.newPaper")}</span>}
      </p>
      {check.reason && <p className="mt-1">{check.reason}</p>}
    </>
  );
}

/** The checklist of a firm for whoever checks or decides; only who checks gets the forms. */
export function ChecklistView({
  partnerId,
  checks,
  mayCheck,
}: {
  partnerId: string;
  checks: readonly Check[];
  mayCheck: boolean;
}) {
  const t = useTranslations("partners");
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="checklist">
      <h2 id="checklist">{t("desk.checklist")}</h2>
      <ul>
        {checks.map((check) => (
          <li
            key={check.item.key}
            id={`item-${check.item.key}`}
            className="border-b border-line py-4"
          >
            <h3>
              {t(`items.${check.item.key}` as "items.insurance")}
              {check.item.optional && <span className="source ms-2">{t("become.optional")}</span>}
            </h3>
            <CheckLine check={check} />
            <PaperLines papers={check.papers} open={({ scan }) => scan === "clean"} />
            {mayCheck && <CheckForm partnerId={partnerId} check={check} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CheckForm({ partnerId, check }: { partnerId: string; check: Check }) {
  const t = useTranslations("partners");
  const labels = {
    verdict: t("desk.verdict"),
    reason: t("desk.checkReason"),
    endsOn: t("papers.endsOn"),
  };
  const name = t(`items.${check.item.key}` as "items.insurance");
  const suggested = check.papers.find(({ endsOn }) => endsOn !== null)?.endsOn ?? "";
  return (
    <Form
      action={setCheckAction}
      id={`check-${check.item.key}`}
      words="partners"
      labels={labels}
      numbers={{ max: 500 }}
    >
      <Fold
        summary={
          <>
            {t("desk.check")}
            <span className="sr-only">: {name}</span>
          </>
        }
      >
        <input type="hidden" name="partnerId" value={partnerId} />
        <input type="hidden" name="item" value={check.item.key} />
        <input type="hidden" name="seen" value={check.checkedAt?.toISOString() ?? ""} />
        <ChoiceField
          name="verdict"
          label={labels.verdict}
          options={verdicts.map((one) => ({ value: one, label: t(`verdicts.${one}`) }))}
        />
        <TextField
          name="endsOn"
          type="date"
          label={labels.endsOn}
          hint={t(check.item.ends === "needed" ? "papers.endNeeded" : "desk.endHint")}
          value={suggested}
          isShort
        />
        <TextField
          name="reason"
          label={labels.reason}
          hint={t("desk.checkReasonHint")}
          maxLength={500}
        />
        <Submit tone="quiet">
          {t("desk.checkSubmit")}
          <span className="sr-only">: {name}</span>
        </Submit>
      </Fold>
    </Form>
  );
}
