import { useFormatter, useTranslations } from "next-intl";
import { milan } from "@/platform/zones";
import { Time } from "@/ui/data/time";
import type { LegHolder, LegStateName } from "../../legs/rules";
import type { Certainty } from "../../windows/rules";

const tones: Partial<Record<LegStateName, string>> = {
  done: "mark mark-green",
  agreed: "mark mark-green",
  "under-way": "mark mark-green",
  stuck: "mark mark-warm",
  misfit: "mark mark-warm",
  "not-done": "mark mark-warm",
  disputed: "mark mark-warm",
  offered: "mark mark-warm",
};

export function LegMark({ state }: { state: LegStateName }) {
  const t = useTranslations("journey.legStates");
  return <span className={tones[state] ?? "mark"}>{t(state)}</span>;
}

/** Who has a leg, and until when: read from the leg itself. */
export function Held({
  holder,
  dueAt,
  isOwn = false,
}: {
  holder: LegHolder | null;
  dueAt: Date | null;
  isOwn?: boolean;
}) {
  const t = useTranslations("journey");
  if (!holder) return null;
  return (
    <span className="source">
      {t(`held.${holder === "patient" && isOwn ? "you" : holder}`)}
      {dueAt && (
        <>
          {" · "}
          {t("until")} <Time at={dueAt} />
        </>
      )}
    </span>
  );
}

/** When a leg begins and ends, shortly: the day once where it is the same. */
export function When({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) {
  const format = useFormatter();
  const said = { dateStyle: "medium", timeStyle: "short", timeZone: milan } as const;
  return (
    <time dateTime={startsAt.toISOString()}>
      <bdi>{format.dateTimeRange(startsAt, endsAt, said)}</bdi>
    </time>
  );
}

/** How sure a milestone is, as a dot on the line and a word beside it. */
export function Dot({ certainty }: { certainty: Certainty }) {
  const look = {
    done: "border-green bg-green",
    fixed: "border-green bg-surface",
    planned: "border-green bg-surface",
    estimated: "border-edge border-dashed bg-surface",
  }[certainty];
  return (
    <span
      aria-hidden="true"
      className={`absolute -start-[9px] top-4 size-4 rounded-full border-3 ${look}`}
    />
  );
}
