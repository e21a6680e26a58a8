import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import type { PastMemberMove } from "../queries";
import type { MemberState } from "../rules";

const tones: Partial<Record<MemberState, string>> = {
  admitted: "mark mark-green",
  suspended: "mark mark-warm",
  refused: "mark mark-warm",
};

export function StateMark({ state }: { state: MemberState }) {
  const t = useTranslations("listings.members.states");
  return <span className={tones[state] ?? "mark"}>{t(state)}</span>;
}

/** What was done with a facility and why, the newest first. */
export function MemberMovesView({ moves }: { moves: readonly PastMemberMove[] }) {
  const t = useTranslations("listings.members");
  const items = useTranslations("listings.members.items");
  const found = useTranslations("listings.members.checkStates");
  const role = useTranslations("accounts.roles");
  if (moves.length === 0) return <p className="mt-2">{t("noHistory")}</p>;
  /** The move that a check makes has what was found as its reason, in codes. */
  const said = ({ after, reason }: PastMemberMove) => {
    const [item = "", verdict = ""] = after === "checking" ? reason.split(":") : [];
    return item && verdict
      ? `${items(item as "authorisation")}: ${found(verdict as "checked")}`
      : reason;
  };
  return (
    <ol className="mt-2">
      {moves.map((move) => (
        <li key={move.id} className="border-b border-line py-3">
          <p className="source flex flex-wrap items-center gap-x-3">
            <StateMark state={move.after} />
            <Time at={move.at} />
            <span>
              {role(move.role as "administrator")}
              {move.name && (
                <>
                  {": "}
                  <bdi>{move.name}</bdi>
                </>
              )}
            </span>
          </p>
          <p className="mt-1 whitespace-pre-wrap" dir="auto">
            {said(move)}
          </p>
        </li>
      ))}
    </ol>
  );
}

export function MemberHistory({ moves }: { moves: readonly PastMemberMove[] }) {
  const t = useTranslations("listings.members");
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="history">
      <h2 id="history">{t("history")}</h2>
      <MemberMovesView moves={moves} />
    </section>
  );
}
