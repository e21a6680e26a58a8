import { useTranslations } from "next-intl";
import { TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { askForLinkAction, proveByCodeAction, proveByPasswordAction } from "../actions";

type Props = { next: string; email: string; hasPassword: boolean; hasSecondFactor: boolean };

/** A fresh proof of who is there: by code where there is an app, by password, or by a link to the address. */
export function ConfirmForms({ next, email, hasPassword, hasSecondFactor }: Props) {
  const t = useTranslations("accounts.account");
  if (hasSecondFactor)
    return (
      <Form
        action={proveByCodeAction}
        id="code"
        words="accounts"
        labels={{ code: t("confirmCode") }}
      >
        <input type="hidden" name="next" value={next} />
        <TextField
          name="code"
          label={t("confirmCode")}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          isLatin
          isShort
        />
        <Submit>{t("confirmSubmit")}</Submit>
      </Form>
    );
  if (hasPassword)
    return (
      <Form
        action={proveByPasswordAction}
        id="password"
        words="accounts"
        labels={{ password: t("confirmPassword") }}
        numbers={{ max: 400 }}
      >
        <input type="hidden" name="next" value={next} />
        <TextField
          name="password"
          label={t("confirmPassword")}
          type="password"
          autoComplete="current-password"
        />
        <Submit>{t("confirmSubmit")}</Submit>
      </Form>
    );
  return (
    <Form action={askForLinkAction} id="link" words="accounts">
      <p className="mb-5">{t("confirmByLink")}</p>
      <input type="hidden" name="email" value={email} />
      <Submit>{t("confirmSend")}</Submit>
    </Form>
  );
}
