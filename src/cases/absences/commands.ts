import "server-only";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { canBeAway } from "./policy";
import { sameRole } from "./queries";
import type { AwayInput } from "./schema";

export type AbsenceReason = "notAllowed" | "noDeputy" | "days" | "not-found";

/** Somebody enters when they are away. Whoever stands in holds the same role at the same place. */
export async function setAbsence(
  actor: Actor,
  once: Once,
  { fromOn, untilOn, deputyId }: AwayInput,
): Promise<Result<null, AbsenceReason | "twin" | "otherContent">> {
  if (!canBeAway(actor)) return no("notAllowed");
  return onceInTransaction(once, async (tx): Promise<Result<null, AbsenceReason>> => {
    if (fromOn > untilOn) return no("days");
    const isOver = await tx.row(
      sql`SELECT 1 WHERE ${untilOn}::date < (now() AT TIME ZONE 'Europe/Rome')::date`,
    );
    if (isOver) return no("days");
    if (
      !(await tx.row(
        sql`SELECT 1 FROM role_grants g WHERE g.person_id = ${deputyId} AND ${sameRole(actor)}`,
      ))
    )
      return no("noDeputy");
    const made = await tx.row<{ id: string }>(sql`
      INSERT INTO absences (person_id, deputy_id, from_on, until_on) VALUES (${actor.personId}, ${deputyId}, ${fromOn}::date, ${untilOn}::date) RETURNING id`);
    await record(tx, {
      actor,
      action: "absence.set",
      subject: `absence:${made?.id}`,
      about: actor.personId,
    });
    return ok(null);
  });
}

export async function endAbsence(
  actor: Actor,
  absenceId: string,
): Promise<Result<null, AbsenceReason>> {
  return inTransaction(async (tx): Promise<Result<null, AbsenceReason>> => {
    const ended = await tx.run(
      sql`UPDATE absences SET ended_at = now() WHERE id::text = ${absenceId} AND person_id = ${actor.personId} AND ended_at IS NULL`,
    );
    if (ended !== 1) return no("not-found");
    await record(tx, {
      actor,
      action: "absence.ended",
      subject: `absence:${absenceId}`,
      about: actor.personId,
    });
    return ok(null);
  });
}
