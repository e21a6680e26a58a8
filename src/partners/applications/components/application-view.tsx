import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, TextField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { categories } from "../../categories/rules";
import { PaperFields, PaperLines } from "../../checks/components/paper-fields";
import type { Check } from "../../checks/queries";
import type { PastMove } from "../../moves/queries";
import {
  addPaperByLinkAction,
  removePaperByLinkAction,
  saveContactAction,
  saveFirmAction,
  saveWorkAction,
  submitApplicationAction,
} from "../actions";
import type { Application } from "../queries";
import { questions, type Step, steps } from "../rules";

type Props = {
  language: Language;
  token: string;
  application: Application;
  checks: readonly Check[];
  moves: readonly PastMove[];
  step: Step;
  open: readonly Step[];
  megabytes: number;
};

/** An application in the hands of its firm: where it stands, and its steps while it can be written in. */
export function ApplicationView(props: Props) {
  const t = useTranslations("partners.apply");
  const { application, step, token } = props;
  const canWrite = application.state === "draft" || application.state === "returned";
  const last = props.moves[0];
  return (
    <>
      {application.state !== "draft" && (
        <section className="mb-8 border-s-4 border-green bg-green-soft px-4 py-3">
          <p className="font-semibold">
            {t(`stands.${application.state as "submitted" | "returned" | "refused"}`, {
              number: application.number,
            })}
          </p>
          {last?.reason && <p className="mt-1 whitespace-pre-wrap">{last.reason}</p>}
          {last && (
            <p className="source mt-1">
              <Time at={last.at} />
            </p>
          )}
        </section>
      )}
      {canWrite && (
        <>
          <Steps {...props} />
          <h2 className="mb-4 mt-8">{t(`steps.${step}`)}</h2>
          {step === "firm" && <FirmForm token={token} application={application} />}
          {step === "contact" && <ContactForm token={token} application={application} />}
          {step === "work" && <WorkForm token={token} application={application} />}
          {step === "papers" && <Papers {...props} />}
          {step === "send" && <SendForm {...props} />}
        </>
      )}
    </>
  );
}

function Steps({ language, token, step, open }: Props) {
  const t = useTranslations("partners.apply");
  return (
    <nav aria-label={t("stepsLabel")}>
      <ol className="flex flex-wrap gap-x-6 gap-y-1">
        {steps.map((one) => (
          <li key={one}>
            <a
              href={`/${language}/become-a-partner/application?token=${token}&step=${one}`}
              aria-current={one === step ? "step" : undefined}
              className="inline-flex min-h-11 items-center aria-[current=step]:font-semibold"
            >
              {t(`steps.${one}`)}
              {open.includes(one) && <span className="mark mark-warm ms-2">{t("missing")}</span>}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

type StepProps = Pick<Props, "token" | "application">;
function Hidden({ token, application }: StepProps) {
  return (
    <>
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="version" value={application.version} />
    </>
  );
}

function FirmForm({ token, application }: StepProps) {
  const t = useTranslations("partners.apply");
  const labels = {
    name: t("name"),
    legalName: t("legalName"),
    country: t("country"),
    vat: t("vat"),
    website: t("website"),
  };
  return (
    <Form action={saveFirmAction} id="firm" words="partners" labels={labels} numbers={{ max: 160 }}>
      <Hidden token={token} application={application} />
      <TextField name="name" label={labels.name} value={application.name} maxLength={120} />
      <TextField
        name="legalName"
        label={labels.legalName}
        value={application.legalName}
        maxLength={160}
      />
      <TextField
        name="country"
        label={labels.country}
        hint={t("countryHint")}
        value={application.country}
        maxLength={2}
        isLatin
        isShort
      />
      <TextField
        name="vat"
        label={labels.vat}
        hint={t("vatHint")}
        value={application.vat}
        maxLength={30}
        isLatin
      />
      <TextField
        name="website"
        label={labels.website}
        hint={t("websiteHint")}
        value={application.website}
        maxLength={300}
        isLatin
      />
      <Submit>{t("save")}</Submit>
    </Form>
  );
}

function ContactForm({ token, application }: StepProps) {
  const t = useTranslations("partners.apply");
  return (
    <Form
      action={saveContactAction}
      id="contact"
      words="partners"
      labels={{ contactName: t("contactName"), phone: t("phone") }}
      numbers={{ max: 120 }}
    >
      <Hidden token={token} application={application} />
      <p className="mb-5">
        {t("email")}: <bdi dir="ltr">{application.contact.email}</bdi>
      </p>
      <TextField
        name="contactName"
        label={t("contactName")}
        value={application.contact.name}
        autoComplete="name"
        maxLength={120}
      />
      <TextField
        name="phone"
        label={t("phone")}
        hint={t("phoneHint")}
        value={application.contact.phone}
        autoComplete="tel"
        maxLength={30}
        isLatin
      />
      <Submit>{t("save")}</Submit>
    </Form>
  );
}

function WorkForm({ token, application }: StepProps) {
  const t = useTranslations("partners");
  return (
    <Form
      action={saveWorkAction}
      id="work"
      words="partners"
      labels={{
        categories: t("apply.categories"),
        ...Object.fromEntries(questions.map((one) => [one, t(`questions.${one}`)])),
      }}
      numbers={{ max: 2000 }}
    >
      <Hidden token={token} application={application} />
      <ChoiceField
        name="categories"
        label={t("apply.categories")}
        options={categories.map((one) => ({ value: one, label: t(`categories.${one}`) }))}
        value={application.categories}
        isMany
      />
      {questions.map((one) => (
        <AreaField
          key={one}
          name={one}
          label={t(`questions.${one}`)}
          value={application.answers[one] ?? ""}
          maxLength={2000}
          rows={3}
        />
      ))}
      <Submit>{t("apply.save")}</Submit>
    </Form>
  );
}

function Papers({ language, token, application, checks, megabytes }: Props) {
  const t = useTranslations("partners");
  if (application.categories.length === 0) return <p>{t("apply.chooseFirst")}</p>;
  return (
    <>
      <p className="mb-4">{t("papers.lead", { max: megabytes })}</p>
      <ul>
        {checks
          .filter(({ item }) => item.paper)
          .map((check) => (
            <li
              key={check.item.key}
              id={`item-${check.item.key}`}
              className="border-b border-line py-4"
            >
              <h3>{t(`items.${check.item.key}` as "items.insurance")}</h3>
              {check.item.optional && <p className="source">{t("become.optional")}</p>}
              <PaperLines
                papers={check.papers}
                remove={removePaperByLinkAction}
                hidden={{ token }}
              />
              <Form
                action={addPaperByLinkAction}
                id={`add-${check.item.key}`}
                words="partners"
                labels={{ file: t("papers.file"), endsOn: t("papers.endsOn") }}
                numbers={{ max: megabytes }}
              >
                <PaperFields check={check} hidden={{ token }} isOpen={check.papers.length === 0} />
              </Form>
            </li>
          ))}
      </ul>
      <p className="mt-6">
        <a
          className="button"
          href={`/${language}/become-a-partner/application?token=${token}&step=send`}
        >
          {t("apply.on")}
        </a>
      </p>
    </>
  );
}

function SendForm({ token, application, open }: Props) {
  const t = useTranslations("partners.apply");
  return (
    <>
      {open.length > 0 ? (
        <p className="mb-4">
          {t("stillMissing", { steps: open.map((one) => t(`steps.${one}`)).join(" · ") })}
        </p>
      ) : (
        <p className="mb-4">{t("allThere")}</p>
      )}
      <Form
        action={submitApplicationAction}
        id="send"
        words="partners"
        labels={{ isTrue: t("isTrue") }}
      >
        <Hidden token={token} application={application} />
        <TickField name="isTrue" label={t("isTrue")} />
        <Submit>{t("send")}</Submit>
      </Form>
    </>
  );
}
