import "server-only";
import type { Actor } from "./actor";
import { sql } from "./db/sql";
import type { Tx } from "./db/transaction";

/** Who did it, where no account stands behind it: the portal's own jobs, or somebody at the door. */
export type Outsider = {
  kind: "outsider";
  role: "system" | "nobody";
  network: string | null;
  personId?: string;
};

export const system: Outsider = { kind: "outsider", role: "system", network: null };
export const nobody = (network: string, personId?: string): Outsider => ({
  kind: "outsider",
  role: "nobody",
  network,
  ...(personId ? { personId } : {}),
});

type Entry = {
  actor: Actor | Outsider;
  action: string;
  /** What it was done to: a kind and an id, "session:…". Never a name or a word of anybody. */
  subject: string;
  /** The person whose it is, who can read the entry. */
  about?: string | null;
  /** A code: a role, a kind of agreement. */
  detail?: string;
};

/** Writes into the record, in the transaction of what it records: if this fails, that does not happen either. */
export async function record(
  tx: Tx,
  { actor, action, subject, about = null, detail }: Entry,
): Promise<void> {
  const isPerson = actor.kind !== "outsider";
  await tx.run(sql`
    INSERT INTO audit_entries (person_id, role, grant_id, facility_id, session_id, network, action, subject, about, detail)
    VALUES (${actor.personId ?? null}, ${actor.role}, ${isPerson ? actor.grantId : null}, ${actor.kind === "staff" ? actor.facilityId : null},
      ${isPerson ? actor.sessionId : null}, ${actor.network}, ${action}, ${subject}, ${about}, ${detail ?? null})`);
}
