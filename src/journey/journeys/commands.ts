import "server-only";
import { writeConsent } from "@/accounts/consents/commands";
import { notify } from "@/accounts/notices/commands";
import { dueAt } from "@/cases/calendar/rules";
import type { Actor, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { arrangedPatient, arrangesFor, setsDatesAt } from "../access/policy";
import { type HeldJourney, holdJourney, settle } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import { detailsOf } from "../needs/schema";
import { endAllOffers } from "../offers/commands";
import { closeToFacility } from "../sharing/commands";
import { currentTemplate, templateOf, workCalendar } from "../templates/queries";
import { holds, type JourneyFact, type MilestoneKind } from "../templates/rules";
import { completed, type Milestone, windowOf } from "../windows/rules";
import type { Beginning } from "./schema";

/** Tells the coordinators of a facility. */
async function tellFacility(tx: Tx, facilityId: number, code: string): Promise<void> {
  const people = await tx.rows<{ id: string }>(sql`
    SELECT DISTINCT person_id AS id FROM role_grants WHERE facility_id = ${facilityId} AND role = 'facility-coordinator' AND ended_at IS NULL`);
  for (const { id } of people)
    await notify(tx, { personId: id, kind: "journey-asked", subject: code });
}

/** Where a journey leads: to the facility whose plan was accepted and confirmed, or to the one that is named. */
async function destination(
  tx: Tx,
  patientId: string,
  { requestId, facility }: Pick<Beginning, "requestId" | "facility">,
): Promise<{ facilityId: number } | null> {
  return requestId
    ? tx.row<{ facilityId: number }>(sql`
        SELECT x.facility_id AS "facilityId" FROM care_plans p JOIN requests r ON r.id = p.request_id JOIN referrals x ON x.id = p.referral_id
        WHERE r.id = ${requestId} AND r.patient_id = ${patientId} AND p.state = 'accepted' AND p.confirmed_at IS NOT NULL`)
    : tx.row<{ facilityId: number }>(
        sql`SELECT id AS "facilityId" FROM facilities WHERE slug = ${facility} AND is_hospital AND closed_on IS NULL AND suspended_at IS NULL`,
      );
}

/** Begins a journey: the facility is asked when the patient can come. Nothing goes to any partner yet. */
export async function beginJourney(
  actor: Actor,
  once: Once,
  beginning: Beginning,
): Promise<Result<string, JourneyReason | "twin" | "otherContent">> {
  const patientId = arrangedPatient(actor);
  if (!patientId) return no("not-found");
  const template = await currentTemplate();
  const calendar = await workCalendar();
  return onceInTransaction(once, async (tx): Promise<Result<string, JourneyReason>> => {
    const to = await destination(tx, patientId, beginning);
    if (!to) return no("not-found");
    const airport = await tx.row(
      sql`SELECT 1 FROM places WHERE id = ${beginning.airportId} AND kind = 'airport'`,
    );
    if (!airport) return no("illegal");
    const id = crypto.randomUUID();
    const code = readableCode(8).toLowerCase();
    const facts: JourneyFact[] = [
      ...(beginning.visa === "needed" ? (["visa"] as const) : []),
      ...(beginning.people > 1 ? (["companion"] as const) : []),
    ];
    const details = seal(
      await personKey(tx, patientId),
      `journeys.details:${id}`,
      JSON.stringify(detailsOf(beginning)),
    );
    const made = await tx.row<{ id: string }>(sql`
      INSERT INTO journeys (id, code, patient_id, request_id, facility_id, template_version, facts, airport_id, people, details, due_at)
      VALUES (${id}, ${code}, ${patientId}, ${beginning.requestId || null}::uuid, ${to.facilityId}, ${template.version}, ${facts}, ${beginning.airportId}, ${beginning.people}, ${details}, ${dueAt(new Date(), template.limits.dates, calendar)})
      ON CONFLICT (request_id) WHERE state IN ('asked', 'open', 'closed') DO NOTHING RETURNING id`);
    if (!made) return no("already");
    const agreed = await writeConsent(tx, actor, actor.personId, {
      patientId,
      kind: "journey",
      scope: `${code}:facility`,
      version: beginning.consentVersion,
      language: beginning.consentLanguage,
    });
    if (!agreed) return no("noConsent");
    await record(tx, {
      actor,
      action: "journey.begun",
      subject: `journey:${code}`,
      about: patientId,
    });
    await tellFacility(tx, to.facilityId, code);
    return ok(code);
  });
}

type StayDates = Record<"admission" | "operation" | "discharge" | "fit-to-fly", Date>;

/** The facility says when the patient can come: that opens the journey, with its milestones and legs. */
export async function setDates(
  staff: Staff,
  { journeyId, version, ...dates }: StayDates & { journeyId: string; version: number },
): Promise<Result<null, JourneyReason>> {
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await holdJourney(tx, journeyId);
    if (!held || !setsDatesAt(staff, held.facilityId)) return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "asked") return no("illegal");
    await open(tx, staff, held.id, dates);
    const opened = await holdJourney(tx, journeyId);
    if (opened) await settle(tx, opened, new Date());
    await record(tx, {
      actor: staff,
      action: "journey.opened",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
    return ok(null);
  });
}

async function open(tx: Tx, staff: Staff, journeyId: string, dates: StayDates): Promise<void> {
  const held = await tx.row<{ facts: JourneyFact[]; templateVersion: number }>(
    sql`SELECT facts, template_version AS "templateVersion" FROM journeys WHERE id = ${journeyId}`,
  );
  if (!held) return;
  const template = await templateOf(held.templateVersion);
  const calendar = await workCalendar();
  const said = new Map<MilestoneKind, Milestone>(
    (["admission", "operation", "discharge", "fit-to-fly"] as const).map((kind) => [
      kind,
      { start: dates[kind].getTime(), end: dates[kind].getTime(), certainty: "planned" },
    ]),
  );
  const milestones = completed(template, said, held.facts, calendar);
  const stones = [...milestones].map(([kind, { start, end, certainty }]) => ({
    kind,
    starts_at: new Date(start).toISOString(),
    ends_at: new Date(end).toISOString(),
    certainty,
  }));
  await tx.run(sql`
    INSERT INTO journey_milestones (journey_id, kind, starts_at, ends_at, certainty, set_by, set_as)
    SELECT ${journeyId}, n.kind, n.starts_at, n.ends_at, n.certainty, ${staff.personId}, ${staff.role}
    FROM jsonb_to_recordset(${JSON.stringify(stones)}::jsonb) AS n(kind text, starts_at timestamptz, ends_at timestamptz, certainty text)`);
  const legs = template.legs
    .filter((rule) => holds(rule, held.facts))
    .map((rule) => {
      const usual = windowOf(rule, milestones, calendar)?.usual;
      return {
        key: rule.key,
        starts_at: usual ? new Date(usual.start).toISOString() : null,
        ends_at: usual ? new Date(usual.end).toISOString() : null,
      };
    });
  await tx.run(sql`
    INSERT INTO journey_legs (journey_id, key, starts_at, ends_at)
    SELECT ${journeyId}, n.key, n.starts_at, n.ends_at FROM jsonb_to_recordset(${JSON.stringify(legs)}::jsonb) AS n(key text, starts_at timestamptz, ends_at timestamptz)`);
  await tx.run(sql`UPDATE journeys SET state = 'open', due_at = NULL WHERE id = ${journeyId}`);
}

/** The facility cannot take the patient, and says why. */
export async function declineJourney(
  staff: Staff,
  { journeyId, version, reason }: { journeyId: string; version: number; reason: string },
): Promise<Result<null, JourneyReason>> {
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await holdJourney(tx, journeyId);
    if (!held || !setsDatesAt(staff, held.facilityId)) return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "asked") return no("illegal");
    const sealed = seal(await personKey(tx, held.patientId), `journeys.reason:${held.id}`, reason);
    await tx.run(sql`
      UPDATE journeys SET state = 'declined', reason = ${sealed}, ended_at = now(), due_at = NULL, version = version + 1 WHERE id = ${held.id}`);
    await closeToFacility(tx, held);
    await record(tx, {
      actor: staff,
      action: "journey.declined",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
    return ok(null);
  });
}

/**
 * The facility closes a journey whose patient is home: with news of them after thirty days, or their recorded refusal to
 * be asked, and with nothing that still runs.
 */
export async function closeJourney(
  staff: Staff,
  { journeyId, version }: { journeyId: string; version: number },
): Promise<Result<null, JourneyReason>> {
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await holdJourney(tx, journeyId);
    if (!held || !setsDatesAt(staff, held.facilityId)) return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "open" || held.milestones.get("home")?.certainty !== "done")
      return no("illegal");
    if (isRunning(held)) return no("illegal");
    const isFollowed = await tx.row(sql`
      SELECT 1 FROM journeys j WHERE j.id = ${held.id} AND (j.unasked_at IS NOT NULL
        OR EXISTS (SELECT FROM check_ins c WHERE c.journey_id = j.id AND c.day >= 30 AND (c.answered_at IS NOT NULL OR c.done_at IS NOT NULL)))
        AND NOT EXISTS (SELECT FROM check_ins c WHERE c.journey_id = j.id AND c.has_warning AND c.done_at IS NULL)`);
    if (!isFollowed) return no("needsNews");
    await endAllOffers(tx, held);
    await tx.run(
      sql`UPDATE journeys SET state = 'closed', ended_at = now(), due_at = NULL WHERE id = ${held.id}`,
    );
    await closeToFacility(tx, held);
    await settle(tx, { ...held, state: "closed" }, new Date());
    await record(tx, {
      actor: staff,
      action: "journey.closed",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    await notify(tx, { personId: held.patientId, kind: "journey-news", subject: held.code });
    return ok(null);
  });
}

const isRunning = ({ orders }: HeldJourney) =>
  orders.some(({ state }) => ["sent", "confirmed", "under-way", "disputed"].includes(state));

/** The patient gives the journey up. Orders that stand are ended one by one beforehand, each with its fee on the page. */
export async function cancelJourney(
  actor: Actor,
  { journeyId, version }: { journeyId: string; version: number },
): Promise<Result<null, JourneyReason>> {
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await holdJourney(tx, journeyId);
    if (!held || !arrangesFor(actor, held.patientId)) return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "asked" && held.state !== "open") return no("illegal");
    if (isRunning(held)) return no("illegal");
    await endAllOffers(tx, held);
    await tx.run(
      sql`UPDATE journeys SET state = 'cancelled', ended_at = now(), due_at = NULL WHERE id = ${held.id}`,
    );
    await closeToFacility(tx, held);
    await settle(tx, { ...held, state: "cancelled" }, new Date());
    await record(tx, {
      actor,
      action: "journey.cancelled",
      subject: `journey:${held.code}`,
      about: held.patientId,
    });
    await tellFacility(tx, held.facilityId, held.code);
    return ok(null);
  });
}
