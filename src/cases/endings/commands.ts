import "server-only";
import { endConsents } from "@/accounts/consents/commands";
import type { Actor } from "@/platform/actor";
import type { Outsider } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import type { StateKey } from "../care-path/rules";

type Settled = { id: string; patientId: string; actor: Actor | Outsider; now: Date };

/**
 * What ends with a move, in its transaction: a request taken back is closed to every facility; at a new choice whoever
 * had it does not have it any more, what they had begun is given up, and who can be chosen is weighed anew; at the end
 * of a case the facility is done.
 */
export async function settle(
  tx: Tx,
  { id: requestId, patientId, actor, now }: Settled,
  to: StateKey,
): Promise<void> {
  if (to === "withdrawn") {
    await closeToFacilities(tx, requestId, now);
    await endConsents(tx, actor, { patientId, kind: "facility", scopesOf: `${requestId}:` });
  }
  if (to === "closed")
    await tx.run(
      sql`UPDATE referrals SET state = 'done', ended_at = ${now} WHERE request_id = ${requestId} AND state = 'accepted'`,
    );
  if (to === "choice") {
    await endWork(tx, requestId, now);
    const over = await tx.rows<{ facilityId: number }>(
      sql`UPDATE referrals SET state = 'lapsed', ended_at = ${now} WHERE request_id = ${requestId} AND state IN ('offered', 'accepted') RETURNING facility_id AS "facilityId"`,
    );
    for (const { facilityId } of over)
      await endConsents(tx, actor, {
        patientId,
        kind: "facility",
        scopesOf: `${requestId}:${facilityId}:`,
      });
    await enqueue(tx, "opinions:proposals:make", { requestId });
  }
}

/** A request taken back is closed to every facility in the same moment, and nobody translates for it any more. */
export async function closeToFacilities(tx: Tx, requestId: string, now: Date): Promise<void> {
  await endWork(tx, requestId, now);
  await tx.run(
    sql`UPDATE referrals SET state = 'withdrawn', ended_at = ${now} WHERE request_id = ${requestId} AND state IN ('chosen', 'offered', 'accepted', 'done')`,
  );
  await tx.run(
    sql`UPDATE translations SET state = 'cancelled' WHERE request_id = ${requestId} AND state IN ('ordered', 'machine', 'taken')`,
  );
}

/** Nobody of a facility is asked or at work any more: not for a reading, an unsigned opinion, or a visit. */
export async function endWork(tx: Tx, requestId: string, now: Date): Promise<void> {
  await tx.run(
    sql`UPDATE assignments SET state = 'ended', ended_at = ${now} WHERE request_id = ${requestId} AND state IN ('offered', 'accepted')`,
  );
  await tx.run(
    sql`UPDATE opinions SET state = 'given-up' WHERE request_id = ${requestId} AND state IN ('draft', 'second-reading')`,
  );
  await tx.run(
    sql`UPDATE visits SET state = 'cancelled' WHERE request_id = ${requestId} AND state IN ('asked', 'planned')`,
  );
}
