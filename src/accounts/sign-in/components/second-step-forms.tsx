import { useTranslations } from "next-intl";
import { TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { recoveryCodeAction, secondStepAction } from "../actions";

export function SecondStepForms({ next }: { next: string }) {
  const t = useTranslations("accounts.door.secondFactor");
  return (
    <>
      <Form action={secondStepAction} id="code" words="accounts" labels={{ code: t("code") }}>
        <input type="hidden" name="next" value={next} />
        <TextField
          name="code"
          label={t("code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          isLatin
          isShort
        />
        <Submit>{t("submit")}</Submit>
      </Form>
      <details className="rule mt-10 pt-6">
        <summary className="cursor-pointer text-green underline">{t("recovery")}</summary>
        <div className="mt-4">
          <Form
            action={recoveryCodeAction}
            id="recovery"
            words="accounts"
            labels={{ code: t("recoveryCode") }}
            numbers={{ max: 60 }}
          >
            <TextField
              name="code"
              label={t("recoveryCode")}
              hint={t("recoveryHint")}
              autoComplete="off"
              maxLength={60}
              isLatin
              isShort
            />
            <Submit tone="quiet">{t("submit")}</Submit>
          </Form>
        </div>
      </details>
    </>
  );
}
