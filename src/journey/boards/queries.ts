import "server-only";
import type { Actor } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import { watchesJourneys } from "../access/policy";
import type { JourneyState, Phase } from "../holding/rules";
import type { LegHolder, LegStateName } from "../legs/rules";
import type { LegKey } from "../templates/rules";
import { type BoardFilter, boardFilters } from "./rules";

export type BoardLine = {
  code: string;
  state: JourneyState;
  phase: Phase;
  facility: string;
  admission: Date | null;
  /** The leg, or the facility's answer, that is due first. */
  leg: LegKey | null;
  legState: LegStateName | null;
  holder: LegHolder | null;
  dueAt: Date | null;
  isLate: boolean;
};

/** In which phase a journey j is, by the last thing that happened: said to the database as `phaseOf` says it. */
const phase = sql`CASE
  WHEN EXISTS (SELECT FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'home' AND m.certainty = 'done') THEN 'home'
  WHEN EXISTS (SELECT FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'discharge' AND m.certainty = 'done') THEN 'recovering'
  WHEN EXISTS (SELECT FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'admission' AND m.certainty = 'done') THEN 'in-treatment'
  WHEN EXISTS (SELECT FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'arrival' AND m.certainty = 'done') THEN 'on-the-way'
  WHEN EXISTS (SELECT FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'visa' AND m.certainty <> 'done') THEN 'visa' ELSE 'planning' END`;

const isRunning = sql`j.state IN ('asked', 'open')`;
/** A leg l that somebody has to do something about, also of a journey that has ended: what is agreed or under way is due to nobody yet. */
const isWaiting = sql`l.holder IS NOT NULL AND l.state NOT IN ('agreed', 'under-way')`;
const holders = {
  association: "coordinator",
  partner: "partner",
  patient: "patient",
  facility: "facility",
} as const;
const holderOf = (filter: BoardFilter) => holders[filter as "patient"] ?? null;

/** By journey, when the first of its legs that wait is due: of all holders, or of one. */
const firstDue = (holder: string | null): Sql => sql`(SELECT l.journey_id, min(l.due_at) AS due_at,
    bool_or(l.holder = 'coordinator') AS association, bool_or(l.holder = 'partner') AS partner, bool_or(l.holder = 'patient') AS patient, bool_or(l.holder = 'facility') AS facility
  FROM journey_legs l WHERE ${isWaiting} AND (${holder}::text IS NULL OR l.holder = ${holder}::text) GROUP BY l.journey_id)`;

/** Whether a journey j, with what waits of it as w, stands under a filter. */
const which = (filter: BoardFilter): Sql =>
  ({
    all: isRunning,
    ended: sql`NOT ${isRunning}`,
    late: sql`((j.state = 'asked' AND j.due_at < now()) OR w.due_at < now())`,
    association: sql`w.association`,
    partner: sql`w.partner`,
    patient: sql`w.patient`,
    facility: sql`(j.state = 'asked' OR w.facility)`,
  })[filter];

/** Journeys for the association, without anybody's name and with nothing medical: of each, what is due first under the filter. */
export async function boardOf(
  actor: Actor,
  filter: BoardFilter,
  page: number,
  size: number,
): Promise<{ total: number; lines: BoardLine[] }> {
  if (!watchesJourneys(actor)) return { total: 0, lines: [] };
  const holder = holderOf(filter);
  const standing = sql`journeys j LEFT JOIN ${firstDue(holder)} w ON w.journey_id = j.id WHERE ${which(filter)}`;
  const [counted, lines] = await Promise.all([
    row<{ n: number }>(sql`SELECT count(*)::int AS n FROM ${standing}`),
    rows<BoardLine>(sql`
      SELECT j.code, j.state, f.common_name AS facility, d.key AS leg, d.state AS "legState", CASE WHEN j.state = 'asked' THEN 'facility' ELSE d.holder END AS holder, b."dueAt", coalesce(b."dueAt" < now(), false) AS "isLate", ${phase} AS phase,
        (SELECT m.starts_at FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'admission') AS admission
      FROM (SELECT j.id, CASE WHEN j.state = 'asked' THEN j.due_at ELSE w.due_at END AS "dueAt" FROM ${standing} ORDER BY 2 NULLS LAST, j.code LIMIT ${size} OFFSET ${(page - 1) * size}) b
        JOIN journeys j ON j.id = b.id JOIN facilities f ON f.id = j.facility_id
        LEFT JOIN LATERAL (SELECT l.key, l.state, l.holder FROM journey_legs l WHERE l.journey_id = j.id AND ${isWaiting} AND (${holder}::text IS NULL OR l.holder = ${holder}::text)
          ORDER BY l.due_at NULLS LAST, l.key LIMIT 1) d ON true
      ORDER BY b."dueAt" NULLS LAST, j.code`),
  ]);
  return { total: counted?.n ?? 0, lines };
}

/** How many journeys stand under each filter: the same question as the list's. */
export async function boardCounts(actor: Actor): Promise<Record<BoardFilter, number>> {
  const none = Object.fromEntries(boardFilters.map((one) => [one, 0])) as Record<
    BoardFilter,
    number
  >;
  if (!watchesJourneys(actor)) return none;
  const count = (filter: BoardFilter) => sql`count(*) FILTER (WHERE ${which(filter)})::int`;
  return (
    (await row<Record<BoardFilter, number>>(sql`
      SELECT ${count("late")} AS late, ${count("association")} AS association, ${count("partner")} AS partner, ${count("patient")} AS patient,
        ${count("facility")} AS facility, ${count("all")} AS all, ${count("ended")} AS ended FROM journeys j LEFT JOIN ${firstDue(null)} w ON w.journey_id = j.id`)) ??
    none
  );
}

export type Scorecard = {
  partnerId: string;
  name: string;
  slug: string;
  asked: number;
  answered: number;
  accepted: number;
  trips: number;
  onTime: number;
  changesAsked: number;
  complaints: number;
};

/** What real trips of the last year say of each partner. */
export async function scorecards(actor: Actor, punctualMinutes: number): Promise<Scorecard[]> {
  if (!watchesJourneys(actor)) return [];
  return rows<Scorecard>(sql`
    SELECT p.id AS "partnerId", p.name, p.slug,
      (SELECT count(*)::int FROM journey_offers f WHERE f.partner_id = p.id AND f.asked_at > now() - interval '1 year') AS asked,
      (SELECT count(*)::int FROM journey_offers f WHERE f.partner_id = p.id AND f.asked_at > now() - interval '1 year' AND f.answered_at IS NOT NULL) AS answered,
      (SELECT count(*)::int FROM journey_orders o WHERE o.partner_id = p.id AND o.ordered_at > now() - interval '1 year') AS accepted,
      (SELECT count(*)::int FROM journey_orders o WHERE o.partner_id = p.id AND o.state IN ('done', 'no-show') AND o.starts_at > now() - interval '1 year') AS trips,
      (SELECT count(*)::int FROM journey_orders o WHERE o.partner_id = p.id AND o.state IN ('done', 'no-show') AND o.starts_at > now() - interval '1 year'
        AND EXISTS (SELECT FROM journey_steps e WHERE e.order_id = o.id AND e.kind IN ('arrived', 'started') AND e.at <= o.starts_at + ${punctualMinutes}::int * interval '1 minute')) AS "onTime",
      (SELECT count(*)::int FROM journey_amendments a JOIN journey_orders o ON o.id = a.order_id WHERE o.partner_id = p.id AND a.proposed_as = 'partner' AND a.proposed_at > now() - interval '1 year') AS "changesAsked",
      (SELECT count(*)::int FROM partner_complaints k WHERE k.partner_id = p.id AND k.created_at > now() - interval '1 year') AS complaints
    FROM partners p WHERE EXISTS (SELECT FROM journey_offers f WHERE f.partner_id = p.id AND f.asked_at > now() - interval '1 year') ORDER BY lower(p.name), p.id LIMIT 1000`);
}

export type OpenQuestion = {
  orderId: string;
  version: number;
  number: string;
  leg: LegKey;
  state: "disputed" | "no-show";
  partner: string;
  startsAt: Date;
};

/** Orders of a journey that the association has to decide on. */
export async function openQuestions(actor: Actor, journeyId: string): Promise<OpenQuestion[]> {
  if (!watchesJourneys(actor)) return [];
  return rows<OpenQuestion>(sql`
    SELECT o.id AS "orderId", o.version, o.number, l.key AS leg, o.state, p.name AS partner, o.starts_at AS "startsAt"
    FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id JOIN partners p ON p.id = o.partner_id
    WHERE l.journey_id = ${journeyId} AND o.state IN ('disputed', 'no-show') ORDER BY o.starts_at`);
}
