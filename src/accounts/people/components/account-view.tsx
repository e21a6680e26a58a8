import { useFormatter, useTranslations } from "next-intl";
import type { Held } from "@/accounts/sessions/queries";
import { languageNames, languages } from "@/platform/i18n/rules";
import { SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { chooseRoleAction } from "../../sessions/actions";
import { askToChangeEmailAction, correctProfileAction } from "../actions";
import type { Profile } from "../queries";

type Countries = readonly { value: string; label: string }[];

export function ProfileForms({ profile, countries }: { profile: Profile; countries: Countries }) {
  const t = useTranslations("accounts.account");
  const choose = useTranslations("ui.form")("choose");
  return (
    <>
      <section>
        <h2>{t("edit")}</h2>
        <div className="mt-4">
          <Form
            action={correctProfileAction}
            id="profile"
            words="accounts"
            labels={{ name: t("name"), country: t("country"), language: t("language") }}
            numbers={{ max: 120 }}
          >
            <TextField
              name="name"
              label={t("name")}
              value={profile.name}
              autoComplete="name"
              maxLength={120}
            />
            <SelectField
              name="country"
              label={t("country")}
              options={countries}
              value={profile.country ?? undefined}
              empty={choose}
            />
            <SelectField
              name="language"
              label={t("language")}
              options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
              value={profile.language}
            />
            <Submit>{t("save")}</Submit>
          </Form>
        </div>
      </section>
      <section className="rule mt-10 pt-6">
        <h2>{t("emailChange")}</h2>
        <p className="mt-2">
          <bdi dir="ltr">{profile.email}</bdi>
        </p>
        <p className="source mb-4 mt-1">{t("emailChangeHint")}</p>
        <Form
          action={askToChangeEmailAction}
          id="email"
          words="accounts"
          labels={{ email: t("emailNew") }}
          numbers={{ max: 254 }}
        >
          <TextField
            name="email"
            label={t("emailNew")}
            type="email"
            autoComplete="email"
            maxLength={254}
          />
          <Submit tone="quiet">{t("emailSubmit")}</Submit>
        </Form>
      </section>
    </>
  );
}

type Roles = { roles: readonly Held[]; acting: string | null; names: ReadonlyMap<string, string> };

/** The roles of somebody who holds more than one, and which of them acts. */
export function RoleChoice({ roles, acting, names }: Roles) {
  const t = useTranslations("accounts.account");
  const said = useTranslations("accounts.roles");
  const format = useFormatter();
  const title = (one: Held) => {
    const role = said(one.role);
    if (one.facility) return t("roleAt", { role, facility: one.facility });
    if (one.partner) return t("roleAt", { role, facility: one.partner });
    const name = one.relationId ? names.get(one.relationId) : undefined;
    return name ? t("roleFor", { role, name }) : role;
  };
  if (roles.length === 0) return <p className="mb-8">{t("noRoles")}</p>;
  return (
    <section className="mb-10">
      <h2>{t("actTitle")}</h2>
      {roles.length > 1 && <p className="mt-2">{t("actLead")}</p>}
      <ul className="mt-3">
        {roles.map((one) => (
          <li
            key={one.grantId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <span>
              <bdi className="font-semibold">{title(one)}</bdi>{" "}
              <span className="source">
                {t("since", { date: format.dateTime(one.since, { dateStyle: "medium" }) })}
              </span>
            </span>
            {one.grantId === acting ? (
              <span className="mark mark-green">{t("acting")}</span>
            ) : (
              <Form action={chooseRoleAction} id={`act-${one.grantId}`} words="accounts">
                <input type="hidden" name="id" value={one.grantId} />
                <Submit tone="quiet">
                  {t("act")}
                  <span className="sr-only">: {title(one)}</span>
                </Submit>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ConfirmEmailForm({
  token,
  action,
}: {
  token: string;
  action: Parameters<typeof Form>[0]["action"];
}) {
  const t = useTranslations("accounts.account");
  return (
    <Form action={action} id="email" words="accounts">
      <p className="mb-5">{t("emailConfirmText")}</p>
      <input type="hidden" name="token" value={token} />
      <Submit>{t("emailConfirmSubmit")}</Submit>
    </Form>
  );
}
