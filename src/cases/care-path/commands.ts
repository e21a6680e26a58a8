import "server-only";
import type { Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { dayIn, milan } from "@/platform/zones";
import { currentCarePath } from "./queries";
import { changedPath, type RulesChange, type RulesReason } from "./rules";
import { CarePath } from "./schema";

/** Publishes the rules with a change as the next version, under which requests begin from now on. Of two at once one wins. */
export async function publishRules(
  office: Office,
  change: RulesChange,
  now = new Date(),
): Promise<Result<number, RulesReason>> {
  if (office.role !== "administrator") return no("notAllowed");
  const current = await currentCarePath();
  if (current.version !== change.version) return no("stale");
  const next = CarePath.parse(changedPath(current, change, dayIn(milan, now)));
  return inTransaction(async (tx): Promise<Result<number, RulesReason>> => {
    const published = await tx.row<{ isMine: boolean }>(
      sql`SELECT publish_care_path(${JSON.stringify(next)}::jsonb, ${change.note}, ${office.personId}::uuid) AS "isMine"`,
    );
    if (!published?.isMine) return no("stale");
    await record(tx, {
      actor: office,
      action: "rules.published",
      subject: `rules:${next.version}`,
      detail: String(next.version),
    });
    return ok(next.version);
  });
}
