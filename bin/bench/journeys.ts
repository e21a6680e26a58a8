import { boardCounts, boardOf } from "../../src/journey/boards/queries";
import { beginJourney, setDates } from "../../src/journey/journeys/commands";
import { Begin } from "../../src/journey/journeys/schema";
import { setMilestone } from "../../src/journey/milestones/commands";
import { workOf } from "../../src/journey/work/queries";
import type { Office, Partner, Patient, Staff } from "../../src/platform/actor";
import { pool } from "../../src/platform/db/pool";
import { row as oneRow, sql } from "../../src/platform/db/sql";
import { count, line, median, milliseconds, percentile, ratio, repeated, timed } from "./report";
import { replay, statementsOf } from "./statements";
import { somebody } from "./submitting";

const journeys = 20_000;
const partners = 1_000;
const pageSize = 50;

/** Journeys, legs, offers and orders in bulk: of one invented patient, for the lists ask nobody's name. */
async function generate(patient: Patient): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query("SET LOCAL statement_timeout = 0");
    await client.query(
      `INSERT INTO partners (id, number, slug, state, checklist_version, categories, name, legal_name, language, contact, email_hash, submitted_at, admitted_at)
       SELECT gen_random_uuid(), 'P-BENCH' || n, 'bench-' || n, 'admitted', 1, ARRAY['transfer'], 'Bench ' || n, 'Bench', 'it', 'x', sha256(n::text::bytea), now(), now() FROM generate_series(1, $1::int) n`,
      [partners],
    );
    await client.query(
      `INSERT INTO journeys (id, code, patient_id, facility_id, template_version, state, facts, airport_id, people, details)
       SELECT gen_random_uuid(), 'bench' || n, $1, (SELECT min(id) FROM facilities), 1, 'open', '{}', 'malpensa-airport', 1, 'x' FROM generate_series(1, $2::int) n`,
      [patient.personId, journeys],
    );
    await client.query(
      `INSERT INTO journey_milestones (journey_id, kind, starts_at, ends_at, certainty, set_as)
       SELECT j.id, k.kind, t.at, t.at, 'planned', 'patient' FROM journeys j, unnest(ARRAY['arrival', 'admission', 'operation', 'discharge', 'departure', 'home']) WITH ORDINALITY k(kind, place),
         LATERAL (SELECT now() + (hashtext(j.code) % 90) * interval '1 day' + k.place * interval '1 day' AS at) t WHERE j.code LIKE 'bench%'`,
    );
    await client.query(
      `INSERT INTO journey_legs (journey_id, key, state, holder, starts_at, ends_at, due_at)
       SELECT j.id, 'leg-' || n, CASE n % 4 WHEN 0 THEN 'agreed' WHEN 1 THEN 'open' WHEN 2 THEN 'asked' ELSE 'done' END, CASE n % 4 WHEN 1 THEN 'patient' WHEN 3 THEN NULL ELSE 'partner' END,
         now() + n * interval '1 day', now() + n * interval '1 day' + interval '1 hour', now() + (hashtext(j.code || n) % 40) * interval '1 day' FROM journeys j, generate_series(1, 12) n WHERE j.code LIKE 'bench%'`,
    );
    await client.query(
      `INSERT INTO journey_offers (id, leg_id, partner_id, service_id, position, state, starts_at, ends_at, asked_at, answer_by, content, valid_until)
       SELECT gen_random_uuid(), l.id, p.id, gen_random_uuid(), 1, CASE WHEN l.state = 'asked' THEN 'asked' ELSE 'accepted' END, l.starts_at, l.ends_at, now(), l.due_at, '{}', now() FROM journey_legs l
         JOIN LATERAL (SELECT id FROM partners WHERE number = 'P-BENCH' || (1 + abs(hashtext(l.id::text)) % $1::int)) p ON true WHERE l.key LIKE 'leg-%' AND l.state IN ('asked', 'agreed')`,
      [partners],
    );
    await client.query(
      `INSERT INTO journey_orders (number, leg_id, offer_id, partner_id, state, starts_at, ends_at, terms, cents, ordered_by)
       SELECT 'T-' || o.id, o.leg_id, o.id, o.partner_id, 'confirmed', o.starts_at, o.ends_at, '{}', 100, $1 FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id WHERE l.key LIKE 'leg-%' AND o.state = 'accepted'`,
      [patient.personId],
    );
    await client.query("COMMIT");
    await client.query("ANALYZE");
  } finally {
    client.release();
  }
}

const as = (kind: string, more: object) =>
  ({
    kind,
    personId: crypto.randomUUID(),
    grantId: crypto.randomUUID(),
    sessionId: crypto.randomUUID(),
    network: "bench",
    ...more,
  }) as unknown;

/** A list beside its own statements, both at the 95th percentile. */
async function beside(name: string, list: () => Promise<unknown>): Promise<void> {
  const statements = await statementsOf(list);
  const whole = percentile(await repeated(40, list), 0.95);
  const bare = percentile(await repeated(40, () => replay(statements)), 0.95);
  line(
    `${name}, p95 / (1.5 times its statements + 15 ms)`,
    `${ratio(whole / (1.5 * bare + 15))} (${milliseconds(whole)}, statements ${milliseconds(bare)})`,
    "1 at most",
  );
}

/** Boards of journeys at their size, and what moving an operation costs beside the rows that it writes. */
export async function measureJourneys(): Promise<void> {
  const patient = await somebody();
  await generate(patient);
  const office = as("office", { role: "case-coordinator" }) as Office;
  const size = `${count(journeys)} journeys`;
  for (const filter of ["late", "partner", "all"] as const)
    await beside(`board (${filter}) at ${size}`, () => boardOf(office, filter, 1, pageSize));
  await beside(`board's counts at ${size}`, () => boardCounts(office));
  const firm = await oneRow<{ id: string }>(sql`SELECT id FROM partners WHERE number = 'P-BENCH1'`);
  const partner = as("partner", {
    role: "partner",
    partner: "Bench 1",
    partnerId: firm?.id,
    rights: ["answer-orders"],
  }) as Partner;
  await beside(`a partner's desk at ${size}`, () => workOf(partner));
  await measureMoving(patient);
}

async function measureMoving(patient: Patient): Promise<void> {
  const place = await oneRow<{ id: number; slug: string }>(
    sql`SELECT id, slug FROM facilities WHERE is_hospital AND closed_on IS NULL ORDER BY id LIMIT 1`,
  );
  const staff = as("staff", {
    role: "facility-coordinator",
    facilityId: place?.id,
    personId: patient.personId,
  }) as Staff;
  const begun = await beginJourney(
    patient,
    { key: crypto.randomUUID(), hash: Buffer.alloc(32) },
    Begin.parse({
      facility: place?.slug,
      airportId: "malpensa-airport",
      people: "2",
      visa: "not-needed",
      mobility: "walks",
      languages: ["en"],
      firstName: "Bench",
      phone: "+39 000 000",
      address: "Bench",
      agrees: "yes",
      consentVersion: "1",
      consentLanguage: "en",
    }),
  );
  if (!begun.ok) throw new Error(`a journey could not be begun: ${begun.reason}`);
  const known = await oneRow<{ id: string }>(
    sql`SELECT id FROM journeys WHERE code = ${begun.value}`,
  );
  const id = known?.id ?? "";
  const at = (days: number) => new Date(Date.now() + days * 86_400_000);
  const version = async () =>
    (await oneRow<{ version: number }>(sql`SELECT version FROM journeys WHERE id = ${id}`))
      ?.version ?? 0;
  await setDates(staff, {
    journeyId: id,
    version: await version(),
    admission: at(40),
    operation: at(41),
    discharge: at(45),
    "fit-to-fly": at(48),
  });
  let days = 41;
  const move = async (seen: number) => {
    days = days === 41 ? 43 : 41;
    const moved = await setMilestone(staff, {
      journeyId: id,
      version: seen,
      kind: "operation",
      at: at(days),
      isFixed: false,
    });
    if (!moved.ok) throw new Error(`the operation was not moved: ${moved.reason}`);
  };
  const moving: number[] = [];
  for (let n = 0; n < 41; n++) {
    const seen = await version();
    moving.push(await timed(() => move(seen)));
  }
  const bare = median(await repeated(40, () => writeBare(id)));
  line(
    "moving an operation / the rows it writes, by bare statements",
    `${ratio(median(moving) / bare)} (${milliseconds(median(moving))} / ${milliseconds(bare)})`,
    "3 at most",
  );
}

/** The rows that a move of the operation writes, with the same triggers and the same commit. */
async function writeBare(id: string): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT 1 FROM journeys WHERE id = $1 FOR UPDATE", [id]);
    await client.query(
      "UPDATE journey_milestones SET starts_at = starts_at, set_at = now() WHERE journey_id = $1 AND kind NOT IN ('arrival', 'admission')",
      [id],
    );
    await client.query(
      "INSERT INTO journey_changes (journey_id, cause, moves, effects, role) VALUES ($1, 'operation', '[]', '[]', 'facility-coordinator')",
      [id],
    );
    for (const key of [
      "interpreter-discharge",
      "transfer-lodging",
      "lodging-after",
      "equipment",
      "letter-translation",
      "home-doctor",
      "return",
      "transfer-out",
      "home-care",
      "lodging-companion",
      "insurance",
    ])
      await client.query(
        "UPDATE journey_legs SET starts_at = starts_at WHERE journey_id = $1 AND key = $2",
        [id, key],
      );
    await client.query(
      "SELECT enqueue_job('journey:changes:tell', '{}'::json, now() + interval '1 day', 1, 'bench')",
    );
    await client.query(
      "INSERT INTO audit_entries (role, action, subject) VALUES ('facility-coordinator', 'journey.moved', 'journey:bench')",
    );
    await client.query("UPDATE journeys SET version = version + 1 WHERE id = $1", [id]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
