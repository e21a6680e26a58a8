import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { CalendarView } from "../../calendars/components/calendar-view";
import { OwnVisa } from "../../visas/components/visa-view";
import type { VisaFileLine } from "../../visas/queries";
import type { LegView, Overview } from "../queries";
import { CheckInsView, ClearanceView } from "./after-view";
import { CancelForm } from "./cancel-form";
import { ChangesView } from "./changes-view";
import { Held } from "./marks";
import { HappenedForm, MoveLinks } from "./milestone-forms";
import { Timeline } from "./timeline";

type Props = { language: string; overview: Overview };
type Calendar = { token: string | null; origin: string };

const isTheirs = ({ holder }: LegView) => holder === "patient";

/** The page of a journey for whoever plans it: what needs them first, then the whole plan. */
export function OwnJourney({
  language,
  overview,
  calendar,
  visaFiles,
}: Props & { calendar: Calendar; visaFiles: readonly VisaFileLine[] }) {
  const t = useTranslations("journey");
  const { state, code } = overview;
  if (state === "asked")
    return (
      <>
        <div className="border-s-4 border-green bg-green-soft px-4 py-3">
          <p className="font-semibold">{t("asked.title", { facility: overview.facility })}</p>
          <p>{t("asked.text")}</p>
          {overview.dueAt && (
            <p>
              {t("asked.until")} <Time at={overview.dueAt} />
            </p>
          )}
        </div>
        <CancelForm overview={overview} />
      </>
    );
  if (state === "declined")
    return (
      <div className="border-s-4 border-warm bg-warm-soft px-4 py-3">
        <p className="font-semibold">{t("declined", { facility: overview.facility })}</p>
        <p className="whitespace-pre-wrap" dir="auto">
          {overview.reason}
        </p>
      </div>
    );
  if (state !== "open") return <p className="mark">{t(`states.${state}`)}</p>;
  return (
    <>
      <Turn language={language} overview={overview} />
      <div className="grid gap-x-12 lg:grid-cols-[3fr_2fr]">
        <Timeline language={language} overview={overview} isOwn />
        <div>
          <MoveLinks language={language} overview={overview} owner="patient" />
          {overview.facts.includes("visa") && <OwnVisa files={visaFiles} />}
          <ClearanceView overview={overview} />
          <CheckInsView language={language} overview={overview} isOwn />
          <p className="mt-10">
            <a href={`/${language}/journey/${code}/pocket`}>{t("pocket.link")}</a>
          </p>
          <CalendarView journey={overview} {...calendar} />
          <ChangesView changes={overview.changes} />
          <p className="mt-8">
            <a href={`/${language}/account/access`}>{t("seen")}</a> ·{" "}
            <a href={`/${language}/account/consents`}>{t("agreements")}</a>
          </p>
          <CancelForm overview={overview} />
        </div>
      </div>
      <span hidden data-stamp={`${code}-${overview.version}`} />
    </>
  );
}

/** What needs the reader now, each with its limit; what comes next where nothing does. */
function Turn({ language, overview }: Props) {
  const t = useTranslations("journey");
  const mine = overview.legs
    .filter(isTheirs)
    .sort((a, b) => (a.dueAt?.getTime() ?? 9e15) - (b.dueAt?.getTime() ?? 9e15));
  const [first, ...rest] = mine;
  return (
    <section aria-labelledby="turn" className="border-s-4 border-green bg-green-soft px-4 py-4">
      <h2 id="turn" className="text-lead">
        {first ? t("turn.title", { count: mine.length }) : t("turn.none")}
      </h2>
      {overview.wrong.map(([a, b]) => (
        <p key={`${a}-${b}`} className="mt-2 text-warm">
          {t("wrong", { first: t(`milestones.${a}`), second: t(`milestones.${b}`) })}
        </p>
      ))}
      {first && (
        <ul className="mt-2">
          <TurnLine language={language} code={overview.code} leg={first} />
        </ul>
      )}
      {rest.length > 0 && (
        <details className="mt-2">
          <summary className="cursor-pointer text-green underline">
            {t("turn.more", { count: rest.length })}
          </summary>
          <ul className="mt-2">
            {rest.map((leg) => (
              <TurnLine key={leg.id} language={language} code={overview.code} leg={leg} />
            ))}
          </ul>
        </details>
      )}
      {overview.checkIns
        .filter(({ answeredAt, doneAt }) => !answeredAt && !doneAt)
        .map(({ day }) => (
          <p key={day} className="mt-3">
            <a className="button" href={`/${language}/journey/${overview.code}/check-in/${day}`}>
              {t(`milestones.check-${day}` as "milestones.check-2")}
            </a>
          </p>
        ))}
      {overview.next?.by === "patient" && (
        <HappenedForm overview={overview} kind={overview.next.kind} />
      )}
    </section>
  );
}

function TurnLine({ language, code, leg }: { language: string; code: string; leg: LegView }) {
  const t = useTranslations("journey");
  return (
    <li className="py-2">
      <a href={`/${language}/journey/${code}/${leg.key}`} className="font-semibold">
        {t(`does.${leg.change ? "change" : leg.isTask ? "task" : leg.state}` as "does.open", {
          leg: t(`legs.${leg.key}`),
        })}
      </a>
      <span className="block">
        <Held holder={leg.holder} dueAt={leg.dueAt} isOwn />
      </span>
    </li>
  );
}
