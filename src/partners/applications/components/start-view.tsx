import { useTranslations } from "next-intl";
import { TextField } from "@/ui/forms/fields";
import { Done, Form, Submit } from "@/ui/forms/form";
import { beginApplicationAction, sendLinksAgainAction } from "../actions";

/** Beginning an application, or getting the link to one again. Both answer with a letter. */
export function StartView({ formKey, wasSent }: { formKey: string; wasSent: boolean }) {
  const t = useTranslations("partners.apply");
  const email = (hint: string) => (
    <TextField
      name="email"
      type="email"
      label={t("email")}
      hint={hint}
      autoComplete="email"
      maxLength={254}
    />
  );
  return (
    <>
      {wasSent && <Done>{t("sentLink")}</Done>}
      <Form
        action={beginApplicationAction}
        id="begin"
        formKey={formKey}
        words="partners"
        labels={{ name: t("name"), email: t("email") }}
        numbers={{ max: 254 }}
      >
        <TextField name="name" label={t("name")} autoComplete="organization" maxLength={120} />
        {email(t("emailHint"))}
        <Submit>{t("begin")}</Submit>
      </Form>
      <section className="rule mt-10 pt-6" aria-labelledby="again">
        <h2 id="again">{t("again")}</h2>
        <Form
          action={sendLinksAgainAction}
          id="again-form"
          words="partners"
          labels={{ email: t("email") }}
          numbers={{ max: 254 }}
          className="mt-3"
        >
          {email(t("againHint"))}
          <Submit tone="quiet">{t("againSubmit")}</Submit>
        </Form>
      </section>
    </>
  );
}
