import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import type { LegView, MilestoneView, Overview } from "../queries";
import { Dot, Held, LegMark, When } from "./marks";

type Props = {
  language: string;
  overview: Overview;
  /** Whether legs lead to their pages. */
  isOwn: boolean;
};
type Row = { at: number; stone: MilestoneView } | { at: number; leg: LegView };

const isShown = ({ state }: LegView) => state !== "not-needed" && state !== "cancelled";

/** The journey as one line in time: what it turns on, and what has to be there for it. */
export function Timeline({ language, overview, isOwn }: Props) {
  const t = useTranslations("journey");
  const rows: Row[] = [
    ...overview.milestones.map((stone) => ({ at: stone.startsAt.getTime(), stone })),
    ...overview.legs.filter(isShown).map((leg) => ({ at: leg.startsAt?.getTime() ?? 0, leg })),
  ].sort((a, b) => a.at - b.at);
  const hidden = overview.legs.filter((leg) => leg.state === "not-needed");
  return (
    <section aria-labelledby="plan" className="mt-10">
      <h2 id="plan" className="text-title">
        {t("plan")}
      </h2>
      <p className="source mb-4">{t("milanTime")}</p>
      <ol className="ms-2 border-s-2 border-line">
        {rows.map((row) =>
          "stone" in row ? (
            <Stone key={row.stone.kind} stone={row.stone} />
          ) : (
            <Leg
              key={row.leg.id}
              leg={row.leg}
              isOwn={isOwn}
              href={isOwn ? `/${language}/journey/${overview.code}/${row.leg.key}` : null}
            />
          ),
        )}
      </ol>
      {isOwn && hidden.length > 0 && (
        <details className="mt-4">
          <summary className="cursor-pointer text-green underline">{t("notNeeded")}</summary>
          <ul className="mt-2">
            {hidden.map((leg) => (
              <li key={leg.id} className="py-1">
                <a href={`/${language}/journey/${overview.code}/${leg.key}`}>
                  {t(`legs.${leg.key}`)}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Stone({ stone }: { stone: MilestoneView }) {
  const t = useTranslations("journey");
  return (
    <li className="relative py-3 ps-6">
      <Dot certainty={stone.certainty} />
      <p className="font-semibold">{t(`milestones.${stone.kind}`)}</p>
      <p>
        <Time at={stone.startsAt} />{" "}
        <span className="source">{t(`certainties.${stone.certainty}`)}</span>
      </p>
    </li>
  );
}

function Leg({ leg, href, isOwn }: { leg: LegView; href: string | null; isOwn: boolean }) {
  const t = useTranslations("journey");
  const name = t(`legs.${leg.key}`);
  return (
    <li className="relative py-3 ps-6">
      <span aria-hidden="true" className="absolute start-0 top-6 h-0.5 w-4 bg-line" />
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {href ? <a href={href}>{name}</a> : <span>{name}</span>}
        <LegMark state={leg.state} />
        {leg.change && leg.state !== "changing" && (
          <span className="mark mark-warm">{t("changeWaits")}</span>
        )}
        {leg.lateMinutes > 0 && (
          <span className="mark mark-warm">{t("late", { minutes: leg.lateMinutes })}</span>
        )}
      </p>
      {leg.startsAt && leg.endsAt && (
        <p className="text-small">
          <When startsAt={leg.startsAt} endsAt={leg.endsAt} />
          {leg.partner && (
            <>
              {" · "}
              <bdi>{leg.partner}</bdi>
            </>
          )}
        </p>
      )}
      {leg.holder && leg.state !== "agreed" && (
        <p>
          <Held holder={leg.holder} dueAt={leg.dueAt} isOwn={isOwn} />
        </p>
      )}
    </li>
  );
}
