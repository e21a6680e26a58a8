import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Pager } from "@/ui/data/pager";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Done, Fold, Form, Submit } from "@/ui/forms/form";
import { complainAboutAction, replyAction, takeStepAction } from "../actions";
import type { Choice, Complaint } from "../queries";
import { dueBy, stepsAt } from "../rules";

/** The form by which anyone complains about a partner or a listing. */
export function ComplainForm(props: {
  formKey: string;
  sent: string;
  choices: readonly Choice[];
  about: string;
}) {
  const { formKey, sent, choices, about } = props;
  const t = useTranslations("partners.complaints");
  const labels = { about: t("about"), body: t("body"), email: t("email") };
  return (
    <>
      {sent && <Done>{t("sent", { number: sent })}</Done>}
      <Form
        action={complainAboutAction}
        id="complain"
        formKey={formKey}
        words="partners"
        labels={labels}
        numbers={{ max: 4000 }}
      >
        <SelectField
          name="about"
          label={labels.about}
          options={choices.map(({ value, name }) => ({ value, label: name }))}
          value={choices.some(({ value }) => value === about) ? about : undefined}
          empty={t("choose")}
        />
        <AreaField name="body" label={labels.body} maxLength={4000} rows={8} />
        <TextField
          name="email"
          type="email"
          label={labels.email}
          hint={t("emailHint")}
          autoComplete="email"
          maxLength={254}
        />
        <Submit>{t("submit")}</Submit>
      </Form>
    </>
  );
}

function Said({ head, text }: { head: string; text: string | null }) {
  return text ? (
    <div className="mt-3">
      <p className="font-semibold">{head}</p>
      <p className="whitespace-pre-wrap" dir="auto">
        {text}
      </p>
    </div>
  ) : null;
}

function Standing({ one }: { one: Complaint }) {
  const t = useTranslations("partners");
  const due = dueBy(one);
  return (
    <>
      <p className="source flex flex-wrap gap-x-4">
        <span className={one.state === "answered" ? "mark mark-green" : "mark"}>
          {t(`complaintStates.${one.state}`)}
        </span>
        <bdi>{one.number}</bdi>
        <Time at={one.createdAt} />
        {due && (
          <span>
            {t(one.state === "open" ? "complaints.acknowledgeBy" : "complaints.answerBy")}{" "}
            <Time at={due} isDay />
          </span>
        )}
      </p>
      <p className="mt-2 whitespace-pre-wrap" dir="auto">
        {one.body}
      </p>
      <Said head={t("complaints.proposal")} text={one.proposal} />
      <Said head={t("complaints.reply")} text={one.reply} />
      <Said head={t("complaints.answer")} text={one.answer} />
    </>
  );
}

/** Where a complaint stands, for whoever holds the link in the letter. */
export function ComplaintStands({ complaint }: { complaint: Complaint }) {
  return <Standing one={complaint} />;
}

/** The complaints for whoever answers them, what waits first. */
export function ComplaintsDesk({
  language,
  complaints,
  page,
  pages,
}: {
  language: Language;
  complaints: readonly Complaint[];
  page: number;
  pages: number;
}) {
  const t = useTranslations("partners.complaints");
  if (complaints.length === 0) return <p>{t("none")}</p>;
  return (
    <>
      <ul>
        {complaints.map((one) => (
          <li key={one.id} className="border-b border-line py-5">
            <h2 className="text-lead">
              <bdi>{one.about}</bdi>
            </h2>
            <Standing one={one} />
            {stepsAt(one.state).length > 0 && (
              <Form
                action={takeStepAction}
                id={`complaint-${one.id}`}
                words="partners"
                labels={{ step: t("step"), text: t("text") }}
                numbers={{ max: 4000 }}
              >
                <Fold
                  summary={
                    <>
                      {t("step")}
                      <span className="sr-only">: {one.number}</span>
                    </>
                  }
                >
                  <input type="hidden" name="complaintId" value={one.id} />
                  <ChoiceField
                    name="step"
                    label={t("step")}
                    options={stepsAt(one.state).map((step) => ({
                      value: step,
                      label: t(`steps.${step}`),
                    }))}
                  />
                  <AreaField name="text" label={t("text")} maxLength={4000} rows={5} />
                  <Submit tone="quiet">
                    {t("stepSubmit")}
                    <span className="sr-only">: {one.number}</span>
                  </Submit>
                </Fold>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Pager
        page={page}
        pages={pages}
        href={(number) => `/${language}/association/partner-complaints?page=${number}`}
      />
    </>
  );
}

type InMediation = Pick<Complaint, "id" | "number" | "proposal" | "reply" | "answerBy">;

/** What is proposed to a partner in mediation, with a form for its word on it. */
export function MediationView({ complaints }: { complaints: readonly InMediation[] }) {
  const t = useTranslations("partners.complaints");
  if (complaints.length === 0) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="mediation">
      <h2 id="mediation">{t("mediation")}</h2>
      <ul>
        {complaints.map((one) => (
          <li key={one.id} className="border-b border-line py-4">
            <p className="source flex flex-wrap gap-x-4">
              <bdi>{one.number}</bdi>
              <span>
                {t("answerBy")} <Time at={one.answerBy} isDay />
              </span>
            </p>
            <Said head={t("proposal")} text={one.proposal} />
            <Form
              action={replyAction}
              id={`reply-${one.id}`}
              words="partners"
              labels={{ reply: t("reply") }}
              numbers={{ max: 4000 }}
              className="mt-3"
            >
              <input type="hidden" name="complaintId" value={one.id} />
              <AreaField
                name="reply"
                label={t("reply")}
                value={one.reply ?? ""}
                maxLength={4000}
                rows={4}
              />
              <Submit tone="quiet">{t("replySubmit")}</Submit>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
