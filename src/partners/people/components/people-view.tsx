import { useTranslations } from "next-intl";
import { OpenInvitations } from "@/accounts/invitations/components/open-invitations";
import type { Colleague, OpenInvitation } from "@/accounts/invitations/queries";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { partnerRights } from "@/platform/roles";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Done, Fold, Form, Submit } from "@/ui/forms/form";
import { changeRightsAction, inviteColleagueAction } from "../actions";

type Props = {
  language: Language;
  formKey: string;
  done: string;
  ownId: string;
  colleagues: readonly Colleague[];
  invitations: readonly OpenInvitation[];
};

/** Who works for a partner with which rights, who is invited, and inviting. */
export function PartnerPeopleView(props: Props) {
  const { language, formKey, done, ownId, colleagues, invitations } = props;
  const t = useTranslations("partners");
  const people = useTranslations("accounts.association");
  const rights = partnerRights.map((one) => ({ value: one, label: t(`rights.${one}`) }));
  return (
    <>
      {done === "sent" && <Done>{t("people.sent")}</Done>}
      {done === "saved" && <Done>{t("own.saved")}</Done>}
      {done === "ended" && <Done>{people("ended")}</Done>}
      <ul>
        {colleagues.map((one) => (
          <li key={one.grantId} className="border-b border-line py-4">
            <p className="font-semibold">
              <bdi>{one.name}</bdi>
            </p>
            <p className="source">
              {one.partnerRights.map((right) => t(`rights.${right}`)).join(" · ")}
            </p>
            <Form
              action={changeRightsAction}
              id={`rights-${one.grantId}`}
              words="partners"
              labels={{ rights: t("people.rights") }}
            >
              <Fold
                summary={
                  <>
                    {t("people.change")}
                    <span className="sr-only">: {one.name}</span>
                  </>
                }
              >
                <input type="hidden" name="grantId" value={one.grantId} />
                <ChoiceField
                  name="rights"
                  label={t("people.rights")}
                  options={rights}
                  value={one.partnerRights}
                  isMany
                />
                <Submit tone="quiet">
                  {t("own.save")}
                  <span className="sr-only">: {one.name}</span>
                </Submit>
              </Fold>
            </Form>
            {one.personId !== ownId && (
              <a
                className="inline-flex min-h-11 items-center"
                href={`/${language}/partner/people/end?id=${one.grantId}`}
              >
                {people("endRole")}
                <span className="sr-only">: {one.name}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
      <section className="mt-10">
        <h2>{people("open")}</h2>
        <OpenInvitations invitations={invitations} />
      </section>
      <section className="mt-10">
        <h2 className="mb-4">{people("invite")}</h2>
        <Form
          action={inviteColleagueAction}
          id="invite"
          formKey={formKey}
          words="partners"
          labels={{
            email: people("email"),
            rights: t("people.rights"),
            language: people("language"),
          }}
          numbers={{ max: 254 }}
        >
          <TextField
            name="email"
            type="email"
            label={people("email")}
            autoComplete="off"
            maxLength={254}
          />
          <ChoiceField name="rights" label={t("people.rights")} options={rights} isMany />
          <SelectField
            name="language"
            label={people("language")}
            options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
            value={language}
          />
          <Submit>{people("submit")}</Submit>
        </Form>
      </section>
    </>
  );
}
