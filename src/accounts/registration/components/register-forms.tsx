import { useTranslations } from "next-intl";
import { SelectField, TextField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { confirmAction, registerAction } from "../actions";

export function RegisterForm({ language }: { language: string }) {
  const t = useTranslations("accounts.door.register");
  return (
    <>
      <Form
        action={registerAction}
        id="register"
        words="accounts"
        labels={{ email: t("email") }}
        numbers={{ max: 254 }}
      >
        <TextField
          name="email"
          label={t("email")}
          type="email"
          autoComplete="email"
          maxLength={254}
        />
        <Submit>{t("submit")}</Submit>
      </Form>
      <p className="rule mt-10 pt-6">
        {t("have")}{" "}
        <a href={`/${language}/sign-in`}>{useTranslations("accounts.door.signIn")("title")}</a>
      </p>
      <p className="source mt-3">{t("staff")}</p>
    </>
  );
}

type Terms = { title: string; body: readonly string[]; version: number };

export function ConfirmForm({
  token,
  countries,
  terms,
  length,
}: {
  token: string;
  countries: readonly { value: string; label: string }[];
  terms: Terms;
  length: number;
}) {
  const t = useTranslations("accounts.door.confirm");
  const choose = useTranslations("ui.form")("choose");
  return (
    <Form
      action={confirmAction}
      id="confirm"
      words="accounts"
      labels={{
        name: t("name"),
        country: t("country"),
        password: t("password"),
        terms: terms.title,
      }}
      numbers={{ min: length, max: 120 }}
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="termsVersion" value={terms.version} />
      <TextField
        name="name"
        label={t("name")}
        hint={t("nameHint")}
        autoComplete="name"
        maxLength={120}
      />
      <SelectField name="country" label={t("country")} options={countries} empty={choose} />
      <TextField
        name="password"
        label={t("password")}
        hint={t("passwordHint", { length })}
        type="password"
        autoComplete="new-password"
      />
      <details className="mb-3 border-s-4 border-line ps-4" open>
        <summary className="cursor-pointer font-semibold">{terms.title}</summary>
        {terms.body.map((text) => (
          <p key={text} className="mt-2">
            {text}
          </p>
        ))}
      </details>
      <TickField name="terms" label={t("terms")} />
      <Submit>{t("submit")}</Submit>
    </Form>
  );
}
