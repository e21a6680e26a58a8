import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { Form, Submit } from "@/ui/forms/form";
import { replyToCheckInAction } from "../actions";
import type { CheckInLine, CheckInView } from "../queries";
import { AnsweredView } from "./check-in-form";

type Lists = {
  warnings: readonly CheckInLine[];
  toCall: readonly CheckInLine[];
  others: readonly CheckInLine[];
};

/** What comes back from patients at home: what has to be answered within hours first. */
export function CheckInLists({ language, lists }: { language: string; lists: Lists }) {
  const t = useTranslations("journey.checkIn");
  return (
    <>
      <Group language={language} id="warnings" lines={lists.warnings} none={t("noWarnings")} />
      <Group language={language} id="toCall" lines={lists.toCall} none={t("noCalls")} />
      {lists.others.length > 0 && (
        <Group language={language} id="others" lines={lists.others} none="" />
      )}
    </>
  );
}

function Group({
  language,
  id,
  lines,
  none,
}: {
  language: string;
  id: "warnings" | "toCall" | "others";
  lines: readonly CheckInLine[];
  none: string;
}) {
  const t = useTranslations("journey.checkIn");
  const j = useTranslations("journey.milestones");
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="text-title">
        {t(id, { count: lines.length })}
      </h2>
      {lines.length === 0 && <p>{none}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="border-b border-line py-3">
            <p className="flex flex-wrap items-baseline gap-x-3">
              {line.answeredAt ? (
                <a href={`/${language}/facility/check-ins/${line.id}`} className="font-semibold">
                  <bdi>{line.patient}</bdi>
                </a>
              ) : (
                <bdi className="font-semibold">{line.patient}</bdi>
              )}
              <span className="source">
                <bdi className="uppercase">{line.code}</bdi> · {j(`check-${line.day}` as "check-2")}
              </span>
              {line.hasWarning && !line.doneAt && line.answerBy && (
                <span className="mark mark-warm">
                  {t("answerBy")} <Time at={line.answerBy} />
                </span>
              )}
              {line.doneAt && <span className="mark mark-green">{t("isDone")}</span>}
            </p>
            {!line.answeredAt && (
              <>
                <p className="text-small">
                  {t("silentSince")} <Time at={line.askedAt} />
                </p>
                <ReplyForm id={line.id} isCall />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One day's answers for the facility, and what was done about them. */
export function FacilityCheckIn({ asked }: { asked: CheckInView }) {
  const t = useTranslations("journey.checkIn");
  return (
    <>
      {asked.hasWarning && !asked.doneAt && asked.answerBy && (
        <p className="border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("answerBy")} <Time at={asked.answerBy} />
        </p>
      )}
      {asked.phone && (
        <p className="mt-4">
          {t("callAt")}{" "}
          <a href={`tel:${asked.phone.replaceAll(/[^+\d]/g, "")}`} dir="ltr">
            {asked.phone}
          </a>
        </p>
      )}
      <AnsweredView asked={asked} isOwn={false} />
      {!asked.doneAt && <ReplyForm id={asked.id} isCall={false} />}
    </>
  );
}

function ReplyForm({ id, isCall }: { id: string; isCall: boolean }) {
  const t = useTranslations("journey.checkIn");
  return (
    <Form
      action={replyToCheckInAction}
      id={`reply-${id}`}
      words="journey"
      labels={{ reply: t("reply") }}
      numbers={{ max: 2000 }}
      className="mt-6"
    >
      <input type="hidden" name="checkInId" value={id} />
      <AreaField
        name="reply"
        label={t(isCall ? "called" : "reply")}
        hint={t("replyHint")}
        maxLength={2000}
        rows={3}
      />
      <Submit>{t("replySubmit")}</Submit>
    </Form>
  );
}
