import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { Pager } from "@/ui/data/pager";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, TextField } from "@/ui/forms/fields";
import { Done, Fold, Form, Submit } from "@/ui/forms/form";
import { handleReportAction, reportBrokerAction } from "../actions";
import type { Named, Report } from "../queries";
import { nextStates } from "../rules";

/** The form by which anyone reports a broker. */
export function ReportForm({ formKey, sent }: { formKey: string; sent: string }) {
  const t = useTranslations("partners.brokers");
  const labels = { broker: t("broker"), body: t("body"), email: t("email") };
  return (
    <>
      {sent && <Done>{t("sent", { number: sent })}</Done>}
      <Form
        action={reportBrokerAction}
        id="report"
        formKey={formKey}
        words="partners"
        labels={labels}
        numbers={{ max: 4000 }}
      >
        <TextField name="broker" label={labels.broker} autoComplete="off" maxLength={200} />
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

/** The answer to a report, for whoever holds the link in the letter. */
export function ReportAnswer({ report }: { report: Pick<Report, "number" | "state" | "answer"> }) {
  const t = useTranslations("partners");
  return (
    <>
      <p>
        <span className="mark">{t(`reportStates.${report.state}`)}</span>
      </p>
      {report.answer && (
        <p className="mt-4 whitespace-pre-wrap" dir="auto">
          {report.answer}
        </p>
      )}
    </>
  );
}

/** The reports for the association, each with its next step. */
export function ReportsDesk({
  language,
  reports,
  page,
  pages,
}: {
  language: Language;
  reports: readonly Report[];
  page: number;
  pages: number;
}) {
  const t = useTranslations("partners");
  if (reports.length === 0) return <p>{t("brokers.none")}</p>;
  return (
    <>
      <ul>
        {reports.map((one) => (
          <li key={one.id} className="border-b border-line py-5">
            <h2 className="text-lead">
              <bdi>{one.broker}</bdi>
            </h2>
            <p className="source flex flex-wrap gap-x-4">
              <span className="mark">{t(`reportStates.${one.state}`)}</span>
              <bdi>{one.number}</bdi>
              <Time at={one.createdAt} />
              {one.hasEmail && <span>{t("brokers.getsLetter")}</span>}
            </p>
            <p className="mt-2 whitespace-pre-wrap" dir="auto">
              {one.body}
            </p>
            {one.answer && (
              <p className="source mt-2 whitespace-pre-wrap" dir="auto">
                {t("brokers.answer")}: {one.answer}
              </p>
            )}
            {nextStates(one.state).length > 0 && (
              <Form
                action={handleReportAction}
                id={`report-${one.id}`}
                words="partners"
                labels={{ state: t("brokers.next"), answer: t("brokers.answer") }}
                numbers={{ max: 4000 }}
              >
                <Fold
                  summary={
                    <>
                      {t("brokers.next")}
                      <span className="sr-only">: {one.number}</span>
                    </>
                  }
                >
                  <input type="hidden" name="reportId" value={one.id} />
                  <ChoiceField
                    name="state"
                    label={t("brokers.next")}
                    options={nextStates(one.state).map((state) => ({
                      value: state,
                      label: t(`reportStates.${state}`),
                    }))}
                  />
                  <AreaField name="answer" label={t("brokers.answer")} maxLength={4000} rows={5} />
                  <Submit tone="quiet">
                    {t("own.save")}
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
        href={(number) => `/${language}/association/brokers?page=${number}`}
      />
    </>
  );
}

/** Whether a name is one of those admitted. What is not found is said as plainly as what is. */
export function NamesView({
  language,
  asked,
  found,
}: {
  language: Language;
  asked: string;
  found: readonly Named[];
}) {
  const t = useTranslations("partners");
  return (
    <div className="max-w-prose">
      <h1>{t("names.title")}</h1>
      <p className="mt-4">{t("names.lead")}</p>
      <form action={`/${language}/check-a-name`} className="mt-6">
        <label htmlFor="asked" className="block font-semibold">
          {t("names.name")}
        </label>
        <input
          id="asked"
          name="name"
          defaultValue={asked}
          maxLength={200}
          autoComplete="off"
          dir="auto"
          className="field max-w-field"
        />
        <p className="mt-3">
          <button type="submit" className="button">
            {t("names.submit")}
          </button>
        </p>
      </form>
      {asked && (
        <section className="rule mt-8 pt-6" aria-labelledby="found" role="status">
          <h2 id="found">
            <bdi>{asked}</bdi>
          </h2>
          {found.length === 0 ? (
            <>
              <p className="mt-2">{t("names.none")}</p>
              <p className="mt-2">
                <a href={`/${language}/report-a-broker`}>{t("brokers.title")}</a>
              </p>
            </>
          ) : (
            <ul className="mt-2">
              {found.map((one) => (
                <li key={`${one.kind}-${one.slug}`} className="border-b border-line py-3">
                  <a
                    href={`/${language}/${one.kind === "partner" ? "partners" : "facilities"}/${one.slug}`}
                  >
                    <bdi>{one.name}</bdi>
                  </a>
                  <span
                    className={`ms-3 mark ${one.kind === "partner" && one.state !== "admitted" ? "mark-warm" : "mark-green"}`}
                  >
                    {one.kind === "partner" ? t(`states.${one.state}`) : t("names.facility")}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}
