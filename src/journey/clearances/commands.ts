import "server-only";
import { createHash } from "node:crypto";
import type { Holder, Staff } from "@/platform/actor";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { instantOf, milan } from "@/platform/zones";
import { clearsToFly } from "../access/policy";
import type { Family } from "../check-ins/rules";
import { applyMove } from "../effects/commands";
import { enter, holdJourney, settle } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";

type Signing = {
  journeyId: string;
  version: number;
  rule: string;
  fitOn: string;
  family: Family;
};

/**
 * A doctor of the facility signs from which day the patient may fly, with a fresh proof of who they are. It fixes the
 * milestone, and what hangs on it is asked again. The rule beside it is information; the signed day alone counts.
 */
export async function signClearance(
  staff: Staff,
  proven: Holder | null,
  { journeyId, version, rule, fitOn, family }: Signing,
): Promise<Result<null, JourneyReason | "needsProof">> {
  if (proven?.personId !== staff.personId) return no("needsProof");
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await holdJourney(tx, journeyId);
    if (!held || !clearsToFly(staff) || held.facilityId !== staff.facilityId)
      return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "open") return no("illegal");
    if (held.milestones.get("operation")?.certainty !== "done") return no("tooSoon");
    if (!(await tx.row(sql`SELECT 1 FROM fly_rules WHERE key = ${rule}`))) return no("illegal");
    const at = new Date(instantOf(milan, Date.parse(`${fitOn}T08:00:00Z`)));
    if (at.getTime() < (held.milestones.get("operation")?.start ?? 0)) return no("wrongOrder");
    const now = new Date();
    const hash = createHash("sha256")
      .update(JSON.stringify([held.id, rule, fitOn, family, staff.personId, now.toISOString()]))
      .digest();
    const signed = await tx.run(sql`
      INSERT INTO flight_clearances (journey_id, rule_key, fit_on, family, signed_by, signed_at, hash)
      VALUES (${held.id}, ${rule}, ${fitOn}::date, ${family}, ${staff.personId}, ${now}, ${hash}) ON CONFLICT DO NOTHING`);
    if (signed === 0) return no("done");
    const moved = await applyMove(
      tx,
      staff,
      held,
      { kind: "fit-to-fly", at, certainty: "fixed" },
      now,
    );
    if (!moved.ok) return moved;
    await enter(tx, staff, held, "journey.cleared");
    await settle(tx, held, now);
    return ok(null);
  });
}
