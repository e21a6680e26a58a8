import { useTranslations } from "next-intl";
import { Day } from "@/ui/data/day";
import { Time } from "@/ui/data/time";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { refuseCheckInsAction } from "../../check-ins/actions";
import type { Overview } from "../queries";

/** From which day the patient may fly, as it was signed, with what sources say beside it. */
export function ClearanceView({ overview }: { overview: Overview }) {
  const t = useTranslations("journey.clearance");
  const { clearance } = overview;
  if (!clearance) return null;
  const { rule } = clearance;
  return (
    <section aria-labelledby="clearance" className="mt-10">
      <h2 id="clearance" className="text-title">
        {t("title")}
      </h2>
      <p className="font-semibold">
        {t("from")} <Day on={clearance.fitOn} />
      </p>
      <p className="source">
        {t("signedAt")} <Time at={clearance.signedAt} />
      </p>
      <p className="source mt-2">
        {t("sources", {
          kind: t(`kinds.${rule.key}` as "kinds.other"),
          min: rule.minDays,
          max: rule.maxDays,
        })}{" "}
        <bdi>{rule.source}</bdi>, <Day on={rule.readOn} />.{rule.needsForm && ` ${t("askForm")}`}
      </p>
    </section>
  );
}

/** The days on which the patient is asked how they are: what is open, what was answered, and the way to say no. */
export function CheckInsView({
  language,
  overview,
  isOwn,
}: {
  language: string;
  overview: Overview;
  isOwn: boolean;
}) {
  const t = useTranslations("journey.checkIn");
  const m = useTranslations("journey.milestones");
  const { checkIns, code } = overview;
  const isDischarged = overview.milestones.some(
    ({ kind, certainty }) => kind === "discharge" && certainty === "done",
  );
  if (!isDischarged) return null;
  return (
    <section aria-labelledby="check-ins" className="mt-10">
      <h2 id="check-ins" className="text-title">
        {t("title")}
      </h2>
      {!overview.isAsked && <p>{t("unasked")}</p>}
      <ul>
        {checkIns.map((one) => (
          <li key={one.day} className="border-b border-line py-3">
            {isOwn ? (
              <a href={`/${language}/journey/${code}/check-in/${one.day}`}>
                {m(`check-${one.day}` as "check-2")}
              </a>
            ) : (
              m(`check-${one.day}` as "check-2")
            )}{" "}
            <span className={one.answeredAt || one.doneAt ? "mark" : "mark mark-warm"}>
              {one.answeredAt ? t("answered") : one.doneAt ? t("spoken") : t("open")}
            </span>
            {one.hasWarning && (
              <span className={one.doneAt ? "mark mark-green ms-2" : "mark mark-warm ms-2"}>
                {one.doneAt ? t("isDone") : t("waits")}
              </span>
            )}
          </li>
        ))}
      </ul>
      {isOwn && overview.isAsked && (
        <Form action={refuseCheckInsAction} id="unasked" words="journey" className="mt-3">
          <Fold summary={t("refuse")}>
            <p className="mb-3">{t("refuseText")}</p>
            <input type="hidden" name="journeyId" value={overview.id} />
            <input type="hidden" name="code" value={code} />
            <input type="hidden" name="version" value={overview.version} />
            <Submit tone="quiet">{t("refuseSubmit")}</Submit>
          </Fold>
        </Form>
      )}
    </section>
  );
}
