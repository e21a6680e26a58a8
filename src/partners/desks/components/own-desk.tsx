import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import type { Application } from "../../applications/queries";
import { daysUntil } from "../../categories/rules";
import { CheckLine } from "../../checks/components/checklist-view";
import type { Check } from "../../checks/queries";
import { isSettled } from "../../checks/rules";
import type { PastMove } from "../../moves/queries";
import type { Draft } from "../../profiles/queries";
import { ChangeNote } from "../../reviews/components/profile-view";

type Props = {
  language: Language;
  firm: Application;
  checks: readonly Check[];
  draft: Draft;
  lastMove: PastMove | undefined;
  /** Days before an end from which it is shown. */
  soon: number;
  now: Date;
};

/** What a partner has to look at today: its state, papers that end, its proposal. */
export function OwnDesk({ language, firm, checks, draft, lastMove, soon, now }: Props) {
  const t = useTranslations("partners");
  const ending = checks.filter(
    (check) =>
      (!check.item.optional && !isSettled(check.state)) ||
      (check.endsOn !== null && daysUntil(check.endsOn, now) <= soon),
  );
  return (
    <>
      <p className="mb-6 flex flex-wrap items-center gap-x-4">
        <span className={firm.state === "admitted" ? "mark mark-green" : "mark mark-warm"}>
          {t(`states.${firm.state}`)}
        </span>
        {firm.slug && <a href={`/${language}/partners/${firm.slug}`}>{t("desk.publicPage")}</a>}
      </p>
      {firm.state !== "admitted" && lastMove?.reason && (
        <p className="mb-6 border-s-4 border-warm bg-warm-soft px-4 py-3 text-warm">
          {lastMove.reason}
        </p>
      )}
      <ChangeNote draft={draft} />
      <section className="rule pt-6" aria-labelledby="ending">
        <h2 id="ending">{t("own.ending")}</h2>
        {ending.length === 0 ? (
          <p className="mt-2">{t("own.nothingEnds")}</p>
        ) : (
          <ul>
            {ending.map((check) => (
              <li key={check.item.key} className="border-b border-line py-3">
                <a href={`/${language}/partner/papers#item-${check.item.key}`}>
                  {t(`items.${check.item.key}` as "items.insurance")}
                </a>
                <CheckLine check={check} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
