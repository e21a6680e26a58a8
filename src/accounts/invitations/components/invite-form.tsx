import { useTranslations } from "next-intl";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { isFacilityRole, type Role } from "@/platform/roles";
import { SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { inviteAction } from "../actions";

export type Invitable = {
  language: Language;
  formKey: string;
  roles: readonly Role[];
  /** To choose from, or the one that all invitations here are for. */
  facilities: readonly { slug: string; name: string }[] | string;
  partners?: readonly { slug: string; name: string }[];
};

export function InviteForm({ language, formKey, roles, facilities, partners = [] }: Invitable) {
  const t = useTranslations("accounts.association");
  const role = useTranslations("accounts.roles");
  const choose = useTranslations("ui.form")("choose");
  const labels = {
    email: t("email"),
    role: t("role"),
    facility: t("facility"),
    partner: t("partner"),
    language: t("language"),
  };
  const isFixed = typeof facilities === "string";
  return (
    <Form
      action={inviteAction}
      id="invite"
      formKey={formKey}
      words="accounts"
      labels={labels}
      numbers={{ max: 254 }}
    >
      <TextField name="email" label={t("email")} type="email" autoComplete="off" maxLength={254} />
      <SelectField
        name="role"
        label={t("role")}
        options={roles.map((one) => ({ value: one, label: role(one) }))}
        empty={choose}
      />
      {isFixed && <input type="hidden" name="facility" value={facilities} />}
      {!isFixed && roles.some(isFacilityRole) && (
        <TextField
          name="facility"
          label={t("facility")}
          hint={t("facilityHint")}
          autoComplete="off"
          maxLength={120}
          isLatin
          suggestions={facilities.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      )}
      {roles.includes("partner") && (
        <TextField
          name="partner"
          label={t("partner")}
          hint={t("partnerHint")}
          autoComplete="off"
          maxLength={120}
          isLatin
          suggestions={partners.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
      )}
      <SelectField
        name="language"
        label={t("language")}
        options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        value={language}
      />
      <Submit>{t("submit")}</Submit>
    </Form>
  );
}
