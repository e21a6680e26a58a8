import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { TextField, TickField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { askVisitAction, cancelVisitAction, holdVisitAction, planVisitAction } from "../actions";
import type { Visit } from "../queries";

const Which = ({ request }: { request: RequestCase }) => (
  <>
    <input type="hidden" name="requestId" value={request.id} />
    <input type="hidden" name="version" value={request.version} />
  </>
);

/** When the visit is, for whoever may read the case. */
export function VisitLine({ visit }: { visit: Visit | null }) {
  const t = useTranslations("visits.visit");
  if (visit?.state !== "planned" || !visit.at) return null;
  return (
    <p className="mt-6 border-s-4 border-green bg-green-soft px-4 py-3">
      {t("title")}: <Time at={visit.at} />
      <span className="source block">{t("noLink")}</span>
    </p>
  );
}

/** What somebody of the facility does for a video visit, where the case stands. */
export function VisitMoves({ request, visit }: { request: RequestCase; visit: Visit | null }) {
  const t = useTranslations("visits.visit");
  return (
    <>
      <VisitLine visit={visit} />
      {visit?.notes && (
        <section className="mt-6 border-s-4 border-edge ps-4">
          <h2 className="text-lead">{t("title")}</h2>
          <p className="source">{visit.present}</p>
          <p className="whitespace-pre-wrap" dir="auto">
            {visit.notes}
          </p>
        </section>
      )}
      {request.acts.includes("askForVisit") && (
        <Form
          action={askVisitAction}
          id="visit"
          acts={["askForVisit"]}
          words="cases"
          className="mt-4"
        >
          <Fold summary={t("ask")}>
            <p className="mb-3">{t("askText")}</p>
            <Which request={request} />
            <Submit tone="quiet">{t("ask")}</Submit>
          </Fold>
        </Form>
      )}
      {request.acts.includes("planVisit") && (
        <Form
          action={planVisitAction}
          id="visit"
          acts={["planVisit"]}
          words="cases"
          labels={{ at: t("at") }}
          className="mt-8"
        >
          <h2>{t("plan")}</h2>
          <Which request={request} />
          <TextField name="at" label={t("at")} type="datetime-local" isShort />
          <TickField name="interpreter" label={t("interpreter")} />
          <Submit>{t("plan")}</Submit>
        </Form>
      )}
      {request.acts.includes("cancelVisit") && (
        <>
          {request.acts.includes("holdVisit") && (
            <Form
              action={holdVisitAction}
              id="held"
              acts={["holdVisit"]}
              words="cases"
              labels={{ present: t("present"), notes: t("notes") }}
              numbers={{ max: 6000 }}
              className="mt-8"
            >
              <h2>{t("held")}</h2>
              <Which request={request} />
              <TextField name="present" label={t("present")} maxLength={500} />
              <AreaField name="notes" label={t("notes")} maxLength={6000} rows={6} />
              <Submit>{t("submit")}</Submit>
            </Form>
          )}
          <Form
            action={cancelVisitAction}
            id="cancel"
            acts={["cancelVisit"]}
            words="cases"
            className="mt-4"
          >
            <Which request={request} />
            <Submit tone="quiet">{t("cancel")}</Submit>
          </Form>
        </>
      )}
    </>
  );
}
