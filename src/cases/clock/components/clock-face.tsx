import { useFormatter, useTranslations } from "next-intl";
import { Icon } from "@/ui/icon";
import type { Colour } from "../../calendar/rules";
import type { StateKey } from "../../care-path/rules";
import type { CareState } from "../../care-path/schema";
import type { HolderRole } from "../../course/rules";

type Props = {
  state: CareState;
  holder: HolderRole | "nobody";
  /** Whether time counts now. */
  isRunning: boolean;
  due: Date | null;
  enteredAt: Date;
  colour: Colour;
  timeZone: string;
  times: {
    running: number;
    paused: number;
  } /** Whether the patient's side reads it: only they are spoken to. */;
  isOwn?: boolean;
};

const look: Record<Colour, string> = {
  green: "border-green bg-green-soft",
  yellow: "border-green bg-green-soft",
  orange: "border-warm bg-warm-soft",
  red: "border-warm bg-warm-soft",
};

/** Who has the ball, until when in the reader's own time, and what comes next. The first thing on a case's page. */
export function ClockFace({
  state,
  holder,
  isRunning,
  due,
  enteredAt,
  colour,
  timeZone,
  times,
  isOwn = false,
}: Props) {
  const t = useTranslations();
  const format = useFormatter();
  const time = (date: Date, zone: string) =>
    format.dateTime(date, {
      weekday: "long",
      day: "numeric",
      month: "long",
      hour: "2-digit",
      minute: "2-digit",
      timeZone: zone,
    });
  const isTurn = holder === "patient" && !isRunning && state.clock !== "ended";
  return (
    <section
      aria-labelledby="clock"
      className={`border-s-8 px-5 py-5 ${isTurn ? look.orange : look[colour]}`}
    >
      <p id="clock" className="source">
        {t("cases.clock.ball")}
      </p>
      <p className="font-serif text-head font-medium leading-tight">
        {!isOwn && holder === "patient" ? t("cases.desk.patient") : t(`cases.holders.${holder}`)}
      </p>
      <p className="mt-1 text-lead">{t(`cases.states.${state.key}`)}</p>
      {due && (
        <p className="mt-4 flex gap-2">
          <Icon name="clock" className="mt-0.5 size-6" />
          <span>
            {t("cases.clock.until")}{" "}
            <time dateTime={due.toISOString()} className="font-semibold">
              {time(due, timeZone)}
            </time>
            {timeZone !== "Europe/Rome" && (
              <span className="source block">
                {t("cases.clock.milan", { time: time(due, "Europe/Rome") })}
              </span>
            )}
          </span>
        </p>
      )}
      {(isOwn || !isTurn) && (
        <p className="mt-3">
          {isTurn
            ? t("cases.clock.paused")
            : t(
                `cases.clock.${isRunning ? "running" : state.clock === "running" || state.clock === "paused" ? "stopped" : state.clock}`,
              )}
        </p>
      )}
      {colour === "red" && isRunning && (
        <p className="mt-2 font-semibold text-warm">{t("cases.clock.late")}</p>
      )}
      {isOwn && (
        <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-1 border-t border-line pt-3">
          <div>
            <dt className="source">{t("cases.clock.next")}</dt>
            <dd>{t(`cases.next.${state.key as StateKey}`)}</dd>
          </div>
        </dl>
      )}
      <p className="source mt-3">
        {t("cases.clock.entered", { date: time(enteredAt, timeZone) })} ·{" "}
        <Span name="runningTime" milliseconds={times.running} /> ·{" "}
        <Span name="pausedTime" milliseconds={times.paused} />
      </p>
    </section>
  );
}

/** A length of time in days, or in hours where it is shorter than two days. */
function Span({
  name,
  milliseconds,
}: {
  name: "runningTime" | "pausedTime";
  milliseconds: number;
}) {
  const t = useTranslations("cases.clock");
  const hours = Math.round(milliseconds / 3_600_000);
  return (
    <>
      {t(name, {
        time: hours < 48 ? t("hours", { hours }) : t("days", { days: Math.round(hours / 24) }),
      })}
    </>
  );
}
