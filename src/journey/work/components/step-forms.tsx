import { useTranslations } from "next-intl";
import { TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { stepAction } from "../../orders/actions";
import { stepsFrom } from "../../orders/rules";
import type { WorkPage } from "../queries";

const day = 86_400_000;

/** The steps on the way, one big button each, for a thumb at the kerb. */
export function StepForms({ page, tap }: { page: WorkPage; tap: string }) {
  const t = useTranslations("journey.stepButtons");
  if (page.startsAt.getTime() - Date.now() > day) return null;
  const kinds = stepsFrom(page.state);
  if (kinds.length === 0) return null;
  const done = new Set(page.steps.map(({ kind }) => kind));
  const hidden = (kind: string) => (
    <>
      <input type="hidden" name="orderId" value={page.id} />
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="tap" value={`${tap}-${kind}`} />
    </>
  );
  return (
    <div className="mt-6 grid gap-3 [&_button]:min-h-16 [&_button]:w-full sm:max-w-field" data-taps>
      <p
        role="status"
        hidden
        data-taps-state
        className="border-s-4 border-warm bg-warm-soft px-4 py-3"
      >
        {t("kept")}
      </p>
      {kinds
        .filter((kind) => kind !== "late" && kind !== "no-show" && !done.has(kind))
        .map((kind) => (
          <Form key={kind} action={stepAction} id={`step-${kind}`} words="journey">
            {hidden(kind)}
            <Submit>{t(kind)}</Submit>
          </Form>
        ))}
      <Form action={stepAction} id="step-late" words="journey" labels={{ minutes: t("minutes") }}>
        <Fold summary={t("late")}>
          {hidden("late")}
          <TextField
            name="minutes"
            label={t("minutes")}
            inputMode="numeric"
            maxLength={4}
            isLatin
            isShort
          />
          <Submit tone="quiet">{t("late")}</Submit>
        </Fold>
      </Form>
      <Form action={stepAction} id="step-no-show" words="journey">
        <Fold summary={t("no-show")}>
          <p className="mb-3">{t("noShowText")}</p>
          {hidden("no-show")}
          <Submit tone="warm">{t("no-show")}</Submit>
        </Fold>
      </Form>
    </div>
  );
}
