import { useTranslations } from "next-intl";
import { TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { acceptAction, acceptKnownAction, firstAdministratorAction } from "../actions";

export function AcceptForm({
  token,
  isKnown,
  needsSecond,
  length,
}: {
  token: string;
  isKnown: boolean;
  needsSecond: boolean;
  length: number;
}) {
  const t = useTranslations("accounts.door.invitation");
  const hint = useTranslations("accounts.security");
  if (isKnown)
    return (
      <Form action={acceptKnownAction} id="accept" words="accounts">
        <p className="mb-5">{t("have")}</p>
        <input type="hidden" name="token" value={token} />
        <Submit>{t("submit")}</Submit>
        <p className="source mt-4">{t("decline")}</p>
      </Form>
    );
  return (
    <Form
      action={acceptAction}
      id="accept"
      words="accounts"
      labels={{ name: t("name"), password: t("password") }}
      numbers={{ min: length, max: 120 }}
    >
      <input type="hidden" name="token" value={token} />
      <TextField name="name" label={t("name")} autoComplete="name" maxLength={120} />
      <TextField
        name="password"
        label={t("password")}
        hint={hint("passwordHint", { length })}
        type="password"
        autoComplete="new-password"
      />
      {needsSecond && <p className="mb-5">{t("second")}</p>}
      <Submit>{t("submit")}</Submit>
      <p className="source mt-4">{t("decline")}</p>
    </Form>
  );
}

export function FirstAdministratorForm({ token }: { token: string }) {
  const t = useTranslations("accounts.door.first");
  return (
    <Form
      action={firstAdministratorAction}
      id="first"
      words="accounts"
      labels={{ email: t("email") }}
      numbers={{ max: 254 }}
    >
      <input type="hidden" name="token" value={token} />
      <TextField
        name="email"
        label={t("email")}
        type="email"
        autoComplete="email"
        maxLength={254}
      />
      <Submit>{t("submit")}</Submit>
    </Form>
  );
}
