import { useFormatter, useTranslations } from "next-intl";
import { moment } from "@/ui/data/time";
import type { ChainCheck } from "../queries";

/** What the last look over the chain found. */
export function ChainLine({ check }: { check: ChainCheck | null }) {
  const t = useTranslations("accounts.association");
  const format = useFormatter();
  if (!check) return <p className="source">{t("auditUnchecked")}</p>;
  const date = format.dateTime(check.at, moment);
  if (check.brokenAt === null)
    return (
      <p className="source">{t("auditChain", { date, entries: format.number(check.entries) })}</p>
    );
  return (
    <p className="border-s-4 border-warm bg-warm-soft px-4 py-3 text-warm">
      {t("auditBroken", { date, entry: String(check.brokenAt) })}
    </p>
  );
}
