import "server-only";
import { workingBetween } from "@/cases/calendar/rules";
import { carePath, currentCarePath } from "@/cases/care-path/queries";
import type { StateKey } from "@/cases/care-path/rules";
import type { Office, Staff } from "@/platform/actor";
import { rows, type Sql, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import {
  type Case,
  changedIn,
  lostByState,
  type Measure,
  measureOf,
  measures,
  type Share,
  type Stay,
  type Summary,
  shareAmong,
  shares,
  stateOf,
} from "./rules";

/** Of how many days back the numbers tell. */
export const days = 365;
const dayMilliseconds = 86_400_000;
const hourMilliseconds = 3_600_000;

export type Numbers = {
  states: { state: StateKey; summary: Summary | null }[];
  measures: { measure: Measure; summary: Summary | null }[];
  shares: { share: Share; value: number | null }[];
  lost: { state: StateKey; cases: number | null }[];
};

const atFacility = ["facility-coordinator", "medical-triage", "specialist", "second-reader"];
const ofFacility = {
  measures: ["specialist", "opinion", "paused", "plan"],
  shares: ["diagnosis-changed", "treatment-changed", "withdrawn"],
} as const satisfies { measures: readonly Measure[]; shares: readonly Share[] };

/** What the requests of the last year come to: of all for the association, for a facility of what was offered to it. Null for others. */
export async function numbersFor(actor: Staff | Office, now = new Date()): Promise<Numbers | null> {
  const isFacility = actor.kind === "staff";
  const may = isFacility
    ? actor.role === "facility-coordinator"
    : actor.role === "administrator" || actor.role === "case-coordinator";
  if (!may) return null;
  const facilityId = isFacility ? actor.facilityId : null;
  const [cases, path] = await Promise.all([casesOf(facilityId, now), currentCarePath()]);
  const limited = path.states.filter(
    (state) => state.limit && (!isFacility || atFacility.includes(state.holder)),
  );
  return {
    states: limited.map(({ key }) => ({ state: key, summary: stateOf(cases, key) })),
    measures: (isFacility ? ofFacility.measures : measures).map((measure) => ({
      measure,
      summary: measureOf(cases, measure),
    })),
    shares: (isFacility ? ofFacility.shares : shares).map((share) => ({
      share,
      value: shareAmong(cases, share),
    })),
    lost: lostByState(cases),
  };
}

type Row = {
  id: string;
  now: StateKey;
  rulesVersion: number;
  state: StateKey;
  holder: string;
  isPaused: boolean;
  enteredAt: Date;
  leftAt: Date | null;
  dueAt: Date | null;
  isTheirs: boolean;
};

async function casesOf(facilityId: number | null, now: Date): Promise<Case[]> {
  const since = new Date(now.getTime() - days * dayMilliseconds);
  const withThem = sql`SELECT FROM referrals f WHERE f.request_id = r.id AND f.facility_id = ${facilityId} AND f.offered_at IS NOT NULL`;
  const [found, opinions] = await Promise.all([
    rows<Row>(sql`
      SELECT r.id, r.state AS now, r.rules_version AS "rulesVersion", s.state, s.holder, s.is_paused AS "isPaused", s.entered_at AS "enteredAt", s.left_at AS "leftAt", s.due_at AS "dueAt",
        ${facilityId === null ? sql`true` : sql`EXISTS (${withThem} AND s.entered_at >= f.offered_at AND (f.ended_at IS NULL OR s.entered_at < f.ended_at))`} AS "isTheirs"
      FROM requests r JOIN request_stays s ON s.request_id = r.id
      WHERE r.sent_at IS NOT NULL AND ${facilityId === null ? sql`true` : sql`EXISTS (${withThem})`}
        AND EXISTS (SELECT FROM request_stays e WHERE e.request_id = r.id AND e.left_at BETWEEN ${since} AND ${now})
      ORDER BY r.id, s.id`),
    opinionsSince(since, facilityId === null ? sql`true` : sql`f.facility_id = ${facilityId}`),
  ]);
  const cases = new Map<string, Case & { stays: Stay[] }>();
  for (const one of found) {
    const known = cases.get(one.id) ?? {
      state: one.now,
      stays: [],
      opinion: opinions.get(one.id) ?? null,
    };
    known.stays.push(await stayOf(one, since));
    cases.set(one.id, known);
  }
  return [...cases.values()];
}

async function stayOf(
  { rulesVersion, state, holder, isPaused, enteredAt, leftAt, dueAt, isTheirs }: Row,
  since: Date,
): Promise<Stay> {
  const { calendar } = await carePath(rulesVersion);
  return {
    state,
    isPaused,
    isWithPatient: holder === "patient",
    hours: leftAt ? workingBetween(enteredAt, leftAt, calendar) / hourMilliseconds : 0,
    days: leftAt ? (leftAt.getTime() - enteredAt.getTime()) / dayMilliseconds : 0,
    isInTime: leftAt && dueAt ? leftAt <= dueAt : null,
    isTheirs,
    isCounted: isTheirs && leftAt !== null && leftAt >= since,
  };
}

/** What the newest signed opinion of each request changed, as long as its patient agrees to the use of health data. Opened only to be counted. */
async function opinionsSince(since: Date, which: Sql): Promise<Map<string, Case["opinion"]>> {
  type Sealed = WrappedKey & { id: string; requestId: string; patientId: string; content: string };
  const found = await rows<Sealed>(sql`
    SELECT DISTINCT ON (o.request_id) o.id, o.request_id AS "requestId", r.patient_id AS "patientId", o.content, ${keyColumns}
    FROM opinions o JOIN requests r ON r.id = o.request_id JOIN referrals f ON f.id = o.referral_id JOIN data_keys k ON k.person_id = r.patient_id
    WHERE o.state = 'signed' AND o.signed_at >= ${since} AND ${which}
      AND EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'health-data' AND c.withdrawn_at IS NULL)
    ORDER BY o.request_id, o.version DESC`);
  return new Map(
    found.map(({ id, requestId, patientId, content, ...key }) => [
      requestId,
      changedIn(
        JSON.parse(
          unseal(openPersonKey(patientId, key), `opinions.content:${id}`, content),
        ) as Record<string, string>,
      ),
    ]),
  );
}
