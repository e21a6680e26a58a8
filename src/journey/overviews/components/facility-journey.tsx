import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { closeJourneyAction, declineJourneyAction, setDatesAction } from "../../journeys/actions";
import { NeedsList } from "../../needs/components/needs-list";
import type { Overview } from "../queries";
import { CheckInsView, ClearanceView } from "./after-view";
import { ChangesView } from "./changes-view";
import { DatesFields, HappenedForm, MoveLinks } from "./milestone-forms";
import { Timeline } from "./timeline";

/** The page of a journey for the facility that expects the patient: its dates, and the way there without any price. */
export function FacilityJourney({ language, overview }: { language: string; overview: Overview }) {
  const t = useTranslations("journey");
  const { state } = overview;
  const hidden = (
    <>
      <input type="hidden" name="journeyId" value={overview.id} />
      <input type="hidden" name="code" value={overview.code} />
      <input type="hidden" name="version" value={overview.version} />
    </>
  );
  return (
    <>
      <span hidden data-stamp={`${overview.code}-${overview.version}`} />
      {overview.details && <NeedsList needs={overview.details.needs} people={overview.people} />}
      {state === "asked" && (
        <>
          {overview.dueAt && (
            <p className="mt-6 border-s-4 border-green bg-green-soft px-4 py-3">
              {t("answerUntil")} <Time at={overview.dueAt} />
            </p>
          )}
          <Form
            action={setDatesAction}
            id="dates"
            words="journey"
            labels={{
              admission: t("milestones.admission"),
              operation: t("milestones.operation"),
              discharge: t("milestones.discharge"),
              "fit-to-fly": t("milestones.fit-to-fly"),
            }}
            className="mt-6"
          >
            <h2 className="text-title">{t("whenTitle")}</h2>
            <p className="source mb-4">{t("milanTime")}</p>
            {hidden}
            <DatesFields />
            <Submit>{t("whenSubmit")}</Submit>
          </Form>
          <Form
            action={declineJourneyAction}
            id="decline"
            words="journey"
            labels={{ reason: t("declineReason") }}
            numbers={{ max: 1000 }}
            className="mt-6"
          >
            <Fold summary={t("declineOpen")}>
              {hidden}
              <AreaField name="reason" label={t("declineReason")} maxLength={1000} rows={3} />
              <Submit tone="warm">{t("declineSubmit")}</Submit>
            </Fold>
          </Form>
        </>
      )}
      {state === "declined" && (
        <p className="mt-6 whitespace-pre-wrap" dir="auto">
          {overview.reason}
        </p>
      )}
      {state === "open" && (
        <>
          {overview.facts.includes("visa") && (
            <p className="mt-4">
              <a href={`/${language}/facility/journey/${overview.code}/visa`}>{t("visa.title")}</a>
            </p>
          )}
          {overview.next?.by === "facility" && (
            <HappenedForm overview={overview} kind={overview.next.kind} />
          )}
          <div className="grid gap-x-12 lg:grid-cols-[3fr_2fr]">
            <Timeline language={language} overview={overview} isOwn={false} />
            <div>
              <MoveLinks language={language} overview={overview} owner="facility" />
              <ClearanceView overview={overview} />
              <CheckInsView language={language} overview={overview} isOwn={false} />
              <ChangesView changes={overview.changes} />
              {overview.phase === "home" && (
                <Form action={closeJourneyAction} id="close" words="journey" className="mt-10">
                  <p className="mb-3">{t("closeText")}</p>
                  {hidden}
                  <Submit>{t("close")}</Submit>
                </Form>
              )}
            </div>
          </div>
        </>
      )}
    </>
  );
}
