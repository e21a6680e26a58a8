import { useTranslations } from "next-intl";
import { TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { askForLinkAction, signInAction, signInByLinkAction } from "../actions";

export function SignInForms({
  language,
  next,
  minutes,
}: {
  language: string;
  next: string;
  minutes: number;
}) {
  const t = useTranslations("accounts.door.signIn");
  const labels = { email: t("email"), password: t("password") };
  return (
    <>
      <Form
        action={signInAction}
        id="sign-in"
        words="accounts"
        labels={labels}
        numbers={{ max: 254 }}
      >
        <input type="hidden" name="next" value={next} />
        <TextField
          name="email"
          label={t("email")}
          type="email"
          autoComplete="username"
          maxLength={254}
        />
        <TextField
          name="password"
          label={t("password")}
          type="password"
          autoComplete="current-password"
        />
        <Submit>{t("submit")}</Submit>
        <p className="source mt-3">{t("forgotten")}</p>
      </Form>
      <section className="rule mt-10 pt-6">
        <h2>{t("byLink")}</h2>
        <p className="mb-4 mt-2">{t("byLinkHint", { minutes })}</p>
        <Form
          action={askForLinkAction}
          id="link"
          words="accounts"
          labels={labels}
          numbers={{ max: 254 }}
        >
          <TextField
            name="email"
            label={t("email")}
            type="email"
            autoComplete="email"
            maxLength={254}
          />
          <Submit tone="quiet">{t("sendLink")}</Submit>
        </Form>
      </section>
      <p className="rule mt-10 pt-6">
        {t("new")} <a href={`/${language}/register`}>{t("register")}</a>
      </p>
    </>
  );
}

export function LinkForm({ token }: { token: string }) {
  const t = useTranslations("accounts.door.linkOpen");
  return (
    <Form action={signInByLinkAction} id="open" words="accounts">
      <p className="mb-5">{t("text")}</p>
      <input type="hidden" name="token" value={token} />
      <Submit>{t("submit")}</Submit>
    </Form>
  );
}
