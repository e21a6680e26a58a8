import { useFormatter, useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { When } from "../../overviews/components/marks";
import type { PastChange } from "../queries";

/** Changes asked of an order: who asked, what changes field by field, what it costs, what became of it. */
export function ChangeList({
  changes,
  currency,
}: {
  changes: readonly PastChange[];
  currency: string;
}) {
  const t = useTranslations("journey.change");
  const format = useFormatter();
  const money = (cents: number) => format.number(cents / 100, { style: "currency", currency });
  if (changes.length === 0) return null;
  return (
    <section className="mt-4">
      <h2 className="text-base font-semibold">{t("title")}</h2>
      <ol>
        {changes.map((change) => {
          const { before, after } = change;
          const hasMoved = before.startsAt !== after.startsAt || before.endsAt !== after.endsAt;
          return (
            <li key={change.no} className="border-b border-line py-2">
              <p>
                {t(`lines.${change.proposedAs}`, { no: change.no })}{" "}
                <span className={change.state === "proposed" ? "mark mark-warm" : "mark"}>
                  {t(`states.${change.state}`)}
                </span>
              </p>
              {hasMoved && (
                <p className="text-small">
                  <del>
                    <When startsAt={new Date(before.startsAt)} endsAt={new Date(before.endsAt)} />
                  </del>{" "}
                  <ins className="font-semibold no-underline">
                    <When startsAt={new Date(after.startsAt)} endsAt={new Date(after.endsAt)} />
                  </ins>
                </p>
              )}
              {before.cents !== after.cents && (
                <p className="text-small">
                  <del>{money(before.cents)}</del>{" "}
                  <ins className="font-semibold no-underline">{money(after.cents)}</ins>
                </p>
              )}
              {change.state === "proposed" && (
                <p className="source">
                  {t("until")} <Time at={change.answerBy} />
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
