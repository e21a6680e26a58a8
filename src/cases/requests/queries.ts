import "server-only";
import type { Actor, Office } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { carePath } from "../care-path/queries";
import type { StateKey, Urgency } from "../care-path/rules";
import {
  byName,
  facilityWide,
  isCoordinator,
  openAssignments,
  openReferrals,
  type Sight,
  wholeSight,
} from "./policy";
import type { Answers } from "./rules";

const isAgreed = sql`EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'health-data' AND c.withdrawn_at IS NULL)`;

/** Whether somebody is the person of a column, or stands in for them today. */
export const isOrStandsInFor = (
  personId: string,
  column: Sql,
): Sql => sql`(${column} = ${personId} OR EXISTS (
  SELECT FROM absences b WHERE b.person_id = ${column} AND b.deputy_id = ${personId} AND b.ended_at IS NULL
    AND (now() AT TIME ZONE 'Europe/Rome')::date BETWEEN b.from_on AND b.until_on))`;

/** The same sentence as `canReadRequest`, said to the database about a row of requests called r. */
export function requestsReadableBy(actor: Actor): Sql {
  switch (actor.kind) {
    case "patient":
      return sql`r.patient_id = ${actor.personId}`;
    case "relative":
      return actor.actsInFull || actor.rights.includes("see-requests")
        ? sql`r.patient_id = ${actor.patientId}`
        : sql`false`;
    case "office":
      return actor.role === "case-coordinator"
        ? sql`r.state <> 'draft' AND ${isAgreed}`
        : sql`false`;
    case "staff": {
      const isOpen = sql`${isAgreed} AND EXISTS (SELECT FROM referrals f WHERE f.request_id = r.id AND f.facility_id = ${actor.facilityId} AND f.state = ANY(${[...openReferrals]}::text[]))`;
      if (facilityWide.includes(actor.role)) return isOpen;
      if (!byName.includes(actor.role)) return sql`false`;
      return sql`${isOpen} AND EXISTS (SELECT FROM assignments a WHERE a.request_id = r.id AND ${isOrStandsInFor(actor.personId, sql`a.person_id`)} AND a.role = ${actor.role} AND a.state = ANY(${[...openAssignments]}::text[]))`;
    }
    case "linguist":
    case "partner":
    case "holder":
      return sql`false`;
  }
}

/** Whether the facility at work reads it by a team, for a row of requests called r. */
const isTeam = sql`coalesce((SELECT t.is_team FROM referrals t WHERE t.request_id = r.id AND t.state = 'accepted'), false)`;

export type RequestLine = {
  id: string;
  number: string;
  state: StateKey;
  version: number;
  urgency: Urgency | null;
  rulesVersion: number;
  enteredAt: Date;
  dueAt: Date | null;
  updatedAt: Date;
  isTeam: boolean;
  isMine: boolean;
  patient: string;
  /** What it is about, in the patient's words. */
  about: string;
};

const lineColumns = sql`r.id, r.number, r.state, r.version, r.urgency, r.rules_version AS "rulesVersion", r.entered_at AS "enteredAt", r.due_at AS "dueAt", r.updated_at AS "updatedAt", ${isTeam} AS "isTeam", r.answers`;
type LineRow = Omit<RequestLine, "patient" | "about"> &
  WrappedKey & { patientId: string; name: string | null; answers: string };
function lineOf({
  keyId,
  masterKey,
  wrapped,
  patientId,
  name,
  answers,
  ...line
}: LineRow): RequestLine {
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  const { condition = "" } = JSON.parse(
    unseal(key, `requests.answers:${line.id}`, answers),
  ) as Answers;
  return {
    ...line,
    patient: name ? unseal(key, `people.name:${patientId}`, name) : "",
    about: condition,
  };
}

/** The requests of a patient, for the patient and whoever may see them, the newest first. */
export async function requestsFor(actor: Actor): Promise<RequestLine[]> {
  if (actor.kind !== "patient" && actor.kind !== "relative") return [];
  const found = await rows<LineRow>(sql`
    SELECT ${lineColumns}, true AS "isMine", p.id AS "patientId", p.name, ${keyColumns}
    FROM requests r JOIN people p ON p.id = r.patient_id JOIN data_keys k ON k.person_id = p.id
    WHERE ${requestsReadableBy(actor)} ORDER BY r.created_at DESC LIMIT 100`);
  return found.map(lineOf);
}

export const deskFilters = ["ours", "mine", "late", "papers", "all"] as const;
export type DeskFilter = (typeof deskFilters)[number];

/** Where the association has the ball, and where papers come in or are looked at. */
const ours: readonly StateKey[] = ["first-contact", "material-check", "declined-by-all"];
const papers: readonly StateKey[] = ["waiting-documents", "material-check", "translation"];

/** What lies on the coordinators' desk: what is late first, then by when it is due. */
export async function desk(office: Office, filter: DeskFilter): Promise<RequestLine[]> {
  if (!isCoordinator(office)) return [];
  const which = {
    ours: sql`r.state = ANY(${[...ours]}::text[])`,
    mine: sql`r.owner_id = ${office.personId}`,
    late: sql`r.due_at < now()`,
    papers: sql`r.state = ANY(${[...papers]}::text[])`,
    all: sql`true`,
  }[filter];
  const found = await rows<LineRow>(sql`
    SELECT ${lineColumns}, coalesce(r.owner_id = ${office.personId}, false) AS "isMine", p.id AS "patientId", p.name, ${keyColumns}
    FROM requests r JOIN people p ON p.id = r.patient_id JOIN data_keys k ON k.person_id = p.id
    WHERE ${requestsReadableBy(office)} AND ${which} AND r.state NOT IN ('closed', 'withdrawn', 'not-possible') ORDER BY r.due_at NULLS LAST, r.updated_at LIMIT 300`);
  return found.map(lineOf);
}

export type RequestCase = {
  id: string;
  number: string;
  patientId: string;
  patient: string;
  state: StateKey;
  version: number;
  urgency: Urgency | null;
  rulesVersion: number;
  family: string;
  country: string;
  timeZone: string;
  language: Language;
  answers: Answers;
  topic: string | null;
  facility: string | null;
  ownerId: string | null;
  enteredAt: Date;
  dueAt: Date | null;
  sentAt: Date | null;
  hasHealthConsent: boolean;
  /** Read by a team instead of one specialist. */
  isTeam: boolean;
  /** What of it the reader sees; the answers are already cut to it. */
  sight: Sight;
};

/** One request as far as the actor may see it; null is both "not there" and "not yours". */
export async function requestCase(actor: Actor, id: string): Promise<RequestCase | null> {
  type Row = Omit<RequestCase, "answers" | "patient" | "sight"> &
    WrappedKey & { name: string | null; answers: string };
  const found = await row<Row>(sql`
    SELECT r.id, r.number, r.patient_id AS "patientId", r.state, r.version, r.urgency, r.rules_version AS "rulesVersion", r.family, r.country, r.time_zone AS "timeZone",
      r.language, r.answers, r.owner_id AS "ownerId", r.entered_at AS "enteredAt", r.due_at AS "dueAt", r.sent_at AS "sentAt", p.name, f.common_name AS facility,
      (SELECT t.name FROM topic_texts t WHERE t.topic_id = r.topic_id AND t.language = r.language) AS topic,
      ${isAgreed} AS "hasHealthConsent", ${isTeam} AS "isTeam", ${keyColumns}
    FROM requests r JOIN people p ON p.id = r.patient_id JOIN data_keys k ON k.person_id = p.id LEFT JOIN facilities f ON f.id = r.facility_id
    WHERE r.id::text = ${id} AND ${requestsReadableBy(actor)}`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, name, answers, ...rest } = found;
  const key = openPersonKey(found.patientId, { keyId, masterKey, wrapped });
  const sight = await sightOf(actor, found.id);
  const { firstAdvice } = await carePath(found.rulesVersion);
  return {
    ...rest,
    sight,
    patient: name ? unseal(key, `people.name:${found.patientId}`, name) : "",
    answers: inSight(
      JSON.parse(unseal(key, `requests.answers:${found.id}`, answers)) as Answers,
      sight,
      firstAdvice.answers,
    ),
  };
}

/** Where the patient did not agree to show the story, a facility still sees what is asked and in which language. */
function inSight(answers: Answers, { groups, isBlind }: Sight, advice: readonly string[]): Answers {
  const always = ["condition", "questions", "speak", "birth", "sex", "zone"];
  const shown = Object.entries(answers).filter(
    ([name]) =>
      (groups.includes("story") || always.includes(name)) && !(isBlind && advice.includes(name)),
  );
  return Object.fromEntries(shown);
}

/** What somebody who may read a request sees of it. */
export async function sightOf(actor: Actor, requestId: string): Promise<Sight> {
  if (actor.kind !== "staff") return wholeSight;
  const found = await row<{ groups: string[]; isJudged: boolean }>(sql`
    SELECT f.groups, EXISTS (SELECT FROM opinions o WHERE o.request_id = f.request_id AND o.first_judgement_at IS NOT NULL) AS "isJudged"
    FROM referrals f WHERE f.request_id = ${requestId} AND f.facility_id = ${actor.facilityId} AND f.state = ANY(${[...openReferrals]}::text[])`);
  return { groups: found?.groups ?? [], isBlind: actor.role === "specialist" && !found?.isJudged };
}

export type RequestStay = {
  state: StateKey;
  holder: string;
  isPaused: boolean;
  enteredAt: Date;
  dueAt: Date | null;
  leftAt: Date | null;
  why: string | null;
};

/** The stays of a request that the actor was shown, the first first. */
export async function staysOf(request: RequestCase): Promise<RequestStay[]> {
  const found = await rows<RequestStay & WrappedKey & { id: string }>(sql`
    SELECT s.id::text, s.state, s.holder, s.is_paused AS "isPaused", s.entered_at AS "enteredAt", s.due_at AS "dueAt", s.left_at AS "leftAt", s.why, ${keyColumns}
    FROM request_stays s, data_keys k WHERE s.request_id = ${request.id} AND k.person_id = ${request.patientId} ORDER BY s.id`);
  return found.map(({ keyId, masterKey, wrapped, why, id: _id, ...stay }) => ({
    ...stay,
    why: why
      ? unseal(
          openPersonKey(request.patientId, { keyId, masterKey, wrapped }),
          `request_stays.why:${request.id}`,
          why,
        )
      : null,
  }));
}
