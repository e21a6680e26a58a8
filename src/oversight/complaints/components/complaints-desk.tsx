import { useTranslations } from "next-intl";
import type { Colour } from "@/cases/calendar/rules";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { acknowledgeComplaintAction, answerComplaintAction } from "../actions";
import type { DeskComplaint } from "../queries";
import { Words } from "./words";

const marks: Record<Colour, string> = {
  green: "mark mark-green",
  yellow: "mark",
  orange: "mark mark-warm",
  red: "mark mark-warm font-semibold",
};

/** The complaints for whoever answers them: what waits first, with the time that is left. */
export function ComplaintsDesk({ complaints }: { complaints: readonly DeskComplaint[] }) {
  const t = useTranslations("oversight.complaint");
  const states = useTranslations("cases.states");
  const desk = useTranslations("cases.desk");
  if (complaints.length === 0) return <p>{t("none")}</p>;
  return (
    <ul>
      {complaints.map((one) => (
        <li key={one.id} className="border-b border-line py-5">
          <h2 className="text-lead">
            <bdi>{t("number", { number: one.number })}</bdi>
          </h2>
          <p className="source flex flex-wrap gap-x-4">
            <Time at={one.createdAt} />
            <span>
              {t("case", { number: one.caseNumber })}, {states(one.caseState)}
            </span>
            <span className="mark">{t(`states.${one.state}`)}</span>
            {one.due && (
              <span>
                {t(one.state === "open" ? "acknowledge" : "answer")}: {desk("due")}{" "}
                <Time at={one.due.by} />{" "}
                <span className={marks[one.due.colour]}>{desk(`colours.${one.due.colour}`)}</span>
              </span>
            )}
          </p>
          <Words text={one.body} />
          {one.answer && <Words head={t("answer")} text={one.answer} />}
          {one.state === "open" && (
            <Form
              action={acknowledgeComplaintAction}
              id={`acknowledge-${one.id}`}
              words="cases"
              className="mt-3"
            >
              <input type="hidden" name="complaintId" value={one.id} />
              <Submit tone="quiet">
                {t("acknowledge")}
                <span className="sr-only">: {one.number}</span>
              </Submit>
            </Form>
          )}
          {one.state !== "answered" && (
            <Form
              action={answerComplaintAction}
              id={`answer-${one.id}`}
              words="cases"
              labels={{ answer: t("answer") }}
              numbers={{ max: 4000 }}
            >
              <Fold
                summary={
                  <>
                    {t("answer")}
                    <span className="sr-only">: {one.number}</span>
                  </>
                }
              >
                <input type="hidden" name="complaintId" value={one.id} />
                <AreaField name="answer" label={t("answer")} maxLength={4000} rows={6} />
                <Submit>{t("answerSubmit")}</Submit>
              </Fold>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
