import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import type { JourneyLine } from "../queries";

type Props = {
  language: string;
  lines: readonly JourneyLine[];
  /** The page of one journey, below the language. */
  basis: "/journey" | "/facility/journey";
  side: "patient" | "facility";
};

/** Journeys by what they wait for, those that run first. */
export function JourneyList({ language, lines, basis, side }: Props) {
  const t = useTranslations("journey");
  if (lines.length === 0) return <p>{t(side === "patient" ? "none" : "noneExpected")}</p>;
  return (
    <ul>
      {lines.map((line) => {
        const mine = line.waiting[side] ?? 0;
        return (
          <li key={line.id} className="border-b border-line py-4">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <a href={`/${language}${basis}/${line.code}`} className="font-semibold">
                <bdi>{side === "patient" ? line.facility : line.patient}</bdi>
              </a>
              <span className="source">
                <bdi className="uppercase">{line.code}</bdi>
              </span>
              <span className="mark">
                {line.state === "open" ? t(`phases.${line.phase}`) : t(`states.${line.state}`)}
              </span>
              {mine > 0 && (
                <span className="mark mark-warm">{t("turn.title", { count: mine })}</span>
              )}
            </p>
            <p className="text-small">
              {line.admission ? (
                <>
                  {t("milestones.admission")}: <Time at={line.admission} />
                </>
              ) : (
                line.dueAt && (
                  <>
                    {t("asked.until")} <Time at={line.dueAt} />
                  </>
                )
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
