import { writeConsent } from "../../../src/accounts/consents/commands";
import { createPerson } from "../../../src/accounts/people/commands";
import { record, system } from "../../../src/platform/audit";
import { row, sql } from "../../../src/platform/db/sql";
import { inTransaction, type Tx } from "../../../src/platform/db/transaction";
import { no, ok } from "../../../src/platform/result";
import { needsSecondFactor, type Role } from "../../../src/platform/roles";
import { emailHash } from "../../../src/platform/security/keyring";
import { hashPassword } from "../../../src/platform/security/passwords";
import { personKey, seal } from "../../../src/platform/security/sealing";
import { cast, demoPassword, demoSecret } from "./cast";
import { seedPartners } from "./partners";
import { seedRequests } from "./requests";
import { seedTrips } from "./trips";

/** Adds whoever of the cast is not there yet. A database that was ever a production's is left alone. */
export async function seedDemonstration(): Promise<string> {
  if (await row(sql`SELECT 1 FROM loaded_contents WHERE name = 'production'`))
    throw new Error("invented people are never put among real ones");
  const passwordHash = await hashPassword(demoPassword);
  let added = 0;
  for (const member of cast) {
    const made = await inTransaction(async (tx) => {
      if (await tx.row(sql`SELECT 1 FROM people WHERE email_hash = ${emailHash(member.email)}`))
        return no("known");
      const id = await createPerson(tx, { ...member, passwordHash, isDemo: true });
      for (const { role, facility, partner } of member.holds)
        await hold(tx, id, role, facility, partner);
      if (member.holds.some(({ role }) => needsSecondFactor(role))) {
        const key = await personKey(tx, id);
        await tx.run(
          sql`INSERT INTO second_factors (person_id, secret, confirmed_at) VALUES (${id}, ${seal(key, `second_factors.secret:${id}`, demoSecret)}, now())`,
        );
      }
      if (member.holds.some(({ role }) => role === "patient"))
        await writeConsent(tx, system, id, {
          patientId: id,
          kind: "terms",
          version: 1,
          language: member.language,
        });
      return ok(null);
    });
    if (made.ok) added++;
  }
  await tie("patient@demo.example", "companion@demo.example", "companion", [
    "see-requests",
    "see-messages",
  ]);
  await tie("patient.ar@demo.example", "representative@demo.example", "representative", []);
  const requests = await seedRequests();
  const partners = await seedPartners();
  const trips = await seedTrips();
  return added + requests + partners + trips > 0
    ? `${added} invented people, ${requests} requests, ${partners} partners, ${trips} journeys`
    : "nothing to do";
}

async function hold(
  tx: Tx,
  personId: string,
  role: Role,
  facility?: string,
  partner?: string,
  relationId?: string,
) {
  await tx.run(sql`
    INSERT INTO role_grants (person_id, role, facility_id, partner, relation_id)
    VALUES (${personId}, ${role}, (SELECT id FROM facilities WHERE slug = ${facility ?? null}), ${partner ?? null}, ${relationId ?? null})`);
  await record(tx, {
    actor: system,
    action: "role.granted",
    subject: `person:${personId}`,
    about: personId,
    detail: role,
  });
}

async function tie(
  patient: string,
  relative: string,
  kind: "companion" | "representative",
  rights: string[],
) {
  await inTransaction(async (tx) => {
    const ids = await tx.row<{ patientId: string; relativeId: string }>(sql`
      SELECT p.id AS "patientId", r.id AS "relativeId" FROM people p, people r WHERE p.email_hash = ${emailHash(patient)} AND r.email_hash = ${emailHash(relative)}`);
    if (
      !ids ||
      (await tx.row(
        sql`SELECT 1 FROM relations WHERE patient_id = ${ids.patientId} AND relative_id = ${ids.relativeId}`,
      ))
    )
      return ok(null);
    const made = await tx.row<{ id: string }>(sql`
      INSERT INTO relations (patient_id, relative_id, kind, rights, accepted_at) VALUES (${ids.patientId}, ${ids.relativeId}, ${kind}, ${rights}, now()) RETURNING id`);
    await hold(tx, ids.relativeId, kind, undefined, undefined, made?.id);
    return ok(null);
  });
}
