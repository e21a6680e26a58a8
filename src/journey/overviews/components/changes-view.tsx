import { useFormatter, useTranslations } from "next-intl";
import { moment, Time } from "@/ui/data/time";
import type { StoredEffect, StoredMove } from "../../changes/rules";
import type { ChangeView } from "../queries";

/** What moved, why, and what it asked again, move by move. */
export function ChangesView({ changes }: { changes: readonly ChangeView[] }) {
  const t = useTranslations("journey");
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes" className="mt-10">
      <h2 id="changes" className="text-title">
        {t("changes")}
      </h2>
      <ul>
        {changes.map((change) => (
          <li key={change.id} className="border-b border-line py-3">
            <p>
              {t(
                change.role === "facility-coordinator" || change.role === "specialist"
                  ? "changedBy.facility"
                  : "changedBy.patient",
                { what: t(`milestones.${change.cause}`) },
              )}{" "}
              <span className="source">
                <Time at={change.at} />
              </span>
            </p>
            <Effects moves={change.moves} effects={change.effects} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The days on which somebody asks how the patient is follow of themselves: nobody has to hear of those. */
const isTold = ({ kind }: StoredMove) => !kind.startsWith("check-");

/** What a move brings about: which milestones move along, and which parts are asked again. */
export function Effects({
  moves,
  effects,
}: {
  moves: readonly StoredMove[];
  effects: readonly StoredEffect[];
}) {
  const t = useTranslations("journey");
  const format = useFormatter();
  const said = (iso: string | null) => (iso ? format.dateTime(new Date(iso), moment) : t("unset"));
  return (
    <ul className="ms-5 list-disc text-small">
      {moves.filter(isTold).map((move) => (
        <li key={move.kind}>
          {t(`milestones.${move.kind}`)}: <bdi>{said(move.before)}</bdi>{" "}
          <span aria-hidden="true" className="inline-block rtl:-scale-x-100">
            →
          </span>{" "}
          <bdi>{said(move.after)}</bdi>
        </li>
      ))}
      {effects.map((effect) => (
        <li key={effect.leg} className="font-semibold">
          {t(`effects.${effect.does}` as "effects.propose", {
            leg: t(`legs.${effect.leg}` as "legs.return"),
            at: format.dateTimeRange(new Date(effect.after[0]), new Date(effect.after[1]), moment),
          })}
        </li>
      ))}
      {effects.length === 0 && <li>{t("effects.none")}</li>}
    </ul>
  );
}
