import { giveConsent } from "../../../src/accounts/consents/commands";
import type { Linguist, Office, Patient, Staff } from "../../../src/platform/actor";
import { row, sql } from "../../../src/platform/db/sql";
import { inTransaction } from "../../../src/platform/db/transaction";
import type { Language } from "../../../src/platform/i18n/rules";
import { ok } from "../../../src/platform/result";
import { emailHash } from "../../../src/platform/security/keyring";
import { demoJourneys } from "./journeys";
import { seedListings } from "./listings";
import { seedMembership } from "./membership";
import type { Scene } from "./scene";
import { seedTerms } from "./terms";

type Wanted = { topic: string; country: string; language: Language; condition: string };

/** Conditions in turn, so that the cases differ. */
const about: readonly Wanted[] = [
  {
    topic: "condition:breast-cancer",
    country: "AE",
    language: "en",
    condition: "Breast cancer (invented)",
  },
  {
    topic: "district:heart-and-blood-vessels",
    country: "EG",
    language: "ar",
    condition: "مرض صمام القلب (مثال مخترع)",
  },
  { topic: "condition:stroke", country: "AE", language: "en", condition: "Stroke (invented)" },
  {
    topic: "district:bones-joints-and-limbs",
    country: "EG",
    language: "ar",
    condition: "خشونة الركبة (مثال مخترع)",
  },
];

const once = () => ({ key: crypto.randomUUID(), hash: Buffer.alloc(32) });

/** Somebody of the cast in a role, as a guard would make them. */
export async function holderOf<T>(email: string, role: string, kind: string): Promise<T | null> {
  const found = await row<{ personId: string; grantId: string; facilityId: number | null }>(sql`
    SELECT p.id AS "personId", g.id AS "grantId", g.facility_id AS "facilityId" FROM people p JOIN role_grants g ON g.person_id = p.id AND g.role = ${role} AND g.ended_at IS NULL
    WHERE p.email_hash = ${emailHash(email)}`);
  return (
    found &&
    ({ ...found, sessionId: crypto.randomUUID(), network: "demo", role, kind } as unknown as T)
  );
}

async function troupe() {
  const [en, ar, office, coordinator, other, triage, specialist, reader, translator] =
    await Promise.all([
      holderOf<Patient>("patient@demo.example", "patient", "patient"),
      holderOf<Patient>("patient.ar@demo.example", "patient", "patient"),
      holderOf<Office>("case@demo.example", "case-coordinator", "office"),
      holderOf<Staff>("coordinator@demo.example", "facility-coordinator", "staff"),
      holderOf<Staff>("coordinator.hsr@demo.example", "facility-coordinator", "staff"),
      holderOf<Staff>("triage@demo.example", "medical-triage", "staff"),
      holderOf<Staff>("specialist@demo.example", "specialist", "staff"),
      holderOf<Staff>("reader@demo.example", "second-reader", "staff"),
      holderOf<Linguist>("interpreter@demo.example", "translator", "linguist"),
    ]);
  if (
    !en ||
    !ar ||
    !office ||
    !coordinator ||
    !other ||
    !triage ||
    !specialist ||
    !reader ||
    !translator
  )
    throw new Error("somebody of the cast is missing");
  return { en, ar, office, coordinator, other, triage, specialist, reader, translator };
}
export type Troupe = Awaited<ReturnType<typeof troupe>>;

/** An invented request in every state, through the portal's own commands, so that the record and the clocks are as they would be. */
export async function seedRequests(): Promise<number> {
  if (await row(sql`SELECT 1 FROM requests`)) return 0;
  await seedTerms();
  const all = await troupe();
  const editor = await holderOf<Staff>("editor@demo.example", "facility-editor", "staff");
  const isQuiet = [
    all.en,
    all.ar,
    all.office,
    all.coordinator,
    all.other,
    all.triage,
    all.specialist,
    all.reader,
    all.translator,
    ...(editor ? [editor] : []),
  ].map((one) => one.personId);
  await hush(isQuiet, true);
  try {
    for (const patient of [all.en, all.ar])
      for (const kind of ["health-data", "linguists"] as const)
        await giveConsent(patient, {
          patientId: patient.personId,
          kind,
          version: 1,
          language: patient === all.ar ? "ar" : "en",
        });
    for (const [at, journey] of demoJourneys.entries()) {
      const wanted = about[at % about.length];
      if (!wanted) continue;
      const scene: Scene = {
        ...all,
        ...wanted,
        once,
        patient: wanted.language === "ar" ? all.ar : all.en,
        id: "",
      };
      await journey(scene);
    }
    if (editor) await seedListings(editor);
    const curator = await holderOf<Office>("curator@demo.example", "partner-curator", "office");
    const administrator = await holderOf<Office>(
      "administrator@demo.example",
      "administrator",
      "office",
    );
    if (administrator && curator) await seedMembership(administrator, curator);
  } finally {
    await hush(isQuiet, false);
  }
  return demoJourneys.length;
}

/** While it is seeded nobody of the cast gets letters: the inbox of a fresh demonstration is empty. */
export async function hush(people: readonly string[], isQuiet: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    for (const personId of people)
      for (const group of ["requests", "work", "consents"])
        await tx.run(
          isQuiet
            ? sql`INSERT INTO notice_mail (person_id, "group", is_wanted) VALUES (${personId}, ${group}, false) ON CONFLICT DO NOTHING`
            : sql`DELETE FROM notice_mail WHERE person_id = ${personId} AND "group" = ${group}`,
        );
    // What happened long before the reader came is read; the last three are not.
    if (!isQuiet)
      await tx.run(sql`
        UPDATE notices SET read_at = now() WHERE id IN (
          SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY created_at DESC) AS place FROM notices WHERE person_id = ANY(${[...people]}::uuid[])) AS each WHERE place > 3)`);
    return ok(null);
  });
}
