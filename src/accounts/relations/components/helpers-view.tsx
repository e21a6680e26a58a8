import { useFormatter, useTranslations } from "next-intl";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { relativeRights } from "@/platform/roles";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { changeRightsAction, endRelationAction, inviteHelperAction } from "../actions";
import type { Helper } from "../queries";

const useRights = () => {
  const said = useTranslations("accounts.rights");
  return relativeRights.map((right) => ({ value: right, label: said(right) }));
};

export function HelpersView({
  language,
  helpers,
  formKey,
}: {
  language: Language;
  helpers: readonly Helper[];
  formKey: string;
}) {
  const t = useTranslations("accounts.people");
  const rights = useRights();
  return (
    <>
      {helpers.length === 0 && <p>{t("none")}</p>}
      <ul>
        {helpers.map((one) => (
          <OneHelper key={one.id} helper={one} />
        ))}
      </ul>
      <section className="mt-10">
        <h2>{t("invite")}</h2>
        <div className="mt-4">
          <Form
            action={inviteHelperAction}
            id="invite"
            formKey={formKey}
            words="accounts"
            labels={{
              email: t("email"),
              kind: t("kind"),
              rights: t("rights"),
              language: t("language"),
            }}
            numbers={{ max: 254 }}
          >
            <TextField
              name="email"
              label={t("email")}
              type="email"
              autoComplete="off"
              maxLength={254}
            />
            <ChoiceField
              name="kind"
              label={t("kind")}
              options={[
                { value: "companion", label: t("kindCompanion") },
                { value: "representative", label: t("kindRepresentative") },
              ]}
              value="companion"
            />
            <ChoiceField
              name="rights"
              label={t("rights")}
              hint={t("rightsHint")}
              isMany
              options={rights}
            />
            <SelectField
              name="language"
              label={t("language")}
              options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
              value={language}
            />
            <Submit>{t("submit")}</Submit>
          </Form>
        </div>
      </section>
    </>
  );
}

function OneHelper({ helper }: { helper: Helper }) {
  const t = useTranslations("accounts.people");
  const said = useTranslations("accounts.roles");
  const format = useFormatter();
  const day = (date: Date | null) => (date ? format.dateTime(date, { dateStyle: "medium" }) : "");
  const rights = useRights();
  const proof = {
    none: t("proofNone"),
    waiting: t("proofWaiting"),
    confirmed: t("proofConfirmed", { date: day(helper.decidedAt) }),
    refused: t("proofRefused", { date: day(helper.decidedAt) }),
  }[helper.proofState];
  const name = helper.name ?? said(helper.kind);
  return (
    <li className="border-b border-line py-6">
      <h2 className="text-lead">
        <bdi>{name}</bdi>
      </h2>
      <p className="source mt-1">
        {said(helper.kind)} ·{" "}
        {helper.endedAt
          ? t("ended", { date: day(helper.endedAt) })
          : helper.acceptedAt
            ? t("since", { date: day(helper.acceptedAt) })
            : t("waiting", { date: day(helper.createdAt) })}
      </p>
      {!helper.endedAt && helper.kind === "representative" && <p className="mt-2">{proof}</p>}
      {!helper.endedAt && helper.kind === "companion" && (
        <Form
          action={changeRightsAction}
          id={`rights-${helper.id}`}
          words="accounts"
          className="mt-4"
        >
          <input type="hidden" name="relationId" value={helper.id} />
          <ChoiceField
            name="rights"
            label={t("rights")}
            isMany
            options={rights}
            value={helper.rights}
          />
          <Submit tone="quiet">
            {t("saveRights")}
            <span className="sr-only">: {name}</span>
          </Submit>
        </Form>
      )}
      {!helper.endedAt && (
        <Form action={endRelationAction} id={`end-${helper.id}`} words="accounts" className="mt-3">
          <input type="hidden" name="id" value={helper.id} />
          <Submit tone="quiet">
            {helper.acceptedAt ? t("end") : t("takeBack")}
            <span className="sr-only">: {name}</span>
          </Submit>
        </Form>
      )}
    </li>
  );
}
