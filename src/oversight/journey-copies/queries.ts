import "server-only";
import { rows, sql } from "@/platform/db/sql";
import type { Secret } from "@/platform/security/sealing";
import { json, keyOf, opened } from "../copies/queries";

/** The journeys of a person with all that belongs to each, for their copy. */
export async function journeysForCopy(patientId: string): Promise<Record<string, unknown>> {
  const key = await keyOf(patientId);
  if (!key) return { journeys: [] };
  const journeys = json(
    await opened(
      key,
      "journeys",
      { details: "details", reason: "reason" },
      sql`SELECT j.id, j.code, j.state, f.common_name AS facility, j.facts, j.people, j.airport_id AS airport, j.details, j.reason, j.created_at AS "createdAt", j.ended_at AS "endedAt", j.unasked_at AS "unaskedAt"
        FROM journeys j JOIN facilities f ON f.id = j.facility_id WHERE j.patient_id = ${patientId} ORDER BY j.created_at`,
    ),
    "details",
  );
  return {
    journeys: await Promise.all(
      journeys.map(async ({ id, ...journey }) => ({
        ...journey,
        ...(await partsOf(key, String(id))),
      })),
    ),
  };
}

const without = (values: Record<string, unknown>[]) => values.map(({ id: _id, ...one }) => one);

async function partsOf(key: Secret, id: string): Promise<Record<string, unknown>> {
  const [milestones, parts, offers, orders, changes, checkIns, clearance, visaFiles] =
    await Promise.all([
      rows(
        sql`SELECT kind, starts_at AS "startsAt", certainty, set_as AS "setAs", set_at AS "setAt" FROM journey_milestones WHERE journey_id = ${id} ORDER BY starts_at`,
      ),
      rows(
        sql`SELECT key, choice, state, starts_at AS "startsAt", ends_at AS "endsAt", done_at AS "doneAt" FROM journey_legs WHERE journey_id = ${id} ORDER BY starts_at`,
      ),
      rows(sql`
        SELECT l.key AS part, p.name AS partner, o.state, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.asked_at AS "askedAt", o.answered_at AS "answeredAt", o.content AS offer
        FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id JOIN partners p ON p.id = o.partner_id WHERE l.journey_id = ${id} ORDER BY o.asked_at`),
      rows(sql`
        SELECT o.number, l.key AS part, p.name AS partner, o.state, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.terms, o.cents, o.ordered_at AS "orderedAt", o.ended_as AS "endedAs", o.fee_cents AS "feeCents",
          (SELECT json_agg(json_build_object('no', a.no, 'by', a.proposed_as, 'before', a.before, 'after', a.after, 'state', a.state) ORDER BY a.no) FROM journey_amendments a WHERE a.order_id = o.id) AS changes,
          (SELECT json_agg(json_build_object('kind', s.kind, 'at', s.at) ORDER BY s.at) FROM journey_steps s WHERE s.order_id = o.id) AS steps
        FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id JOIN partners p ON p.id = o.partner_id WHERE l.journey_id = ${id} ORDER BY o.ordered_at`),
      rows(
        sql`SELECT cause, moves, effects, role, at FROM journey_changes WHERE journey_id = ${id} ORDER BY at`,
      ),
      opened(
        key,
        "check_ins",
        { answers: "answers", reply: "reply" },
        sql`SELECT id, day, family, asked_at AS "askedAt", answered_at AS "answeredAt", answers, reply, done_at AS "doneAt" FROM check_ins WHERE journey_id = ${id} ORDER BY day`,
      ),
      rows(
        sql`SELECT fit_on::text AS "fitOn", rule_key AS kind, signed_at AS "signedAt" FROM flight_clearances WHERE journey_id = ${id}`,
      ),
      opened(
        key,
        "visa_files",
        { body: "body" },
        sql`SELECT id, code, body, signed_at AS "signedAt", replaced_at AS "replacedAt" FROM visa_files WHERE journey_id = ${id} ORDER BY signed_at`,
      ),
    ]);
  return {
    milestones,
    parts,
    offers,
    orders,
    changes,
    checkIns: without(json(checkIns, "answers")),
    clearance,
    visaFiles: without(json(visaFiles, "body")),
  };
}
