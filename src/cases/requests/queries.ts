import "server-only";
import type { Actor, Office } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { isCoordinator, roleIn, type Sight } from "../access/policy";
import { isAgreed, requestsReadableBy, sightOf } from "../access/queries";
import type { Answers } from "../answers/rules";
import { carePath } from "../care-path/queries";
import type { StateKey, Urgency } from "../care-path/rules";
import type { Course, HolderRole } from "../course/rules";
import { Facts } from "../course/schema";
import { type ActName, nextActs } from "../turns/rules";

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
  course: Course;
  holder: HolderRole | "nobody";
  patient: string;
  /** What it is about, in the patient's words. */
  about: string;
};

const lineColumns = sql`r.id, r.number, r.state, r.version, r.urgency, r.rules_version AS "rulesVersion", r.entered_at AS "enteredAt", r.due_at AS "dueAt", r.updated_at AS "updatedAt", ${isTeam} AS "isTeam", r.facts, r.holder, r.answers`;
type LineRow = Omit<RequestLine, "patient" | "about" | "course"> &
  WrappedKey & { patientId: string; name: string | null; answers: string; facts: unknown };
function lineOf({
  keyId,
  masterKey,
  wrapped,
  patientId,
  name,
  answers,
  facts,
  ...line
}: LineRow): RequestLine {
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  const { condition = "" } = JSON.parse(
    unseal(key, `requests.answers:${line.id}`, answers),
  ) as Answers;
  return {
    ...line,
    course: { state: line.state, ...Facts.parse(facts) },
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

/** Where papers come in or are looked at. */
const papers: readonly StateKey[] = ["waiting-documents", "material-check", "translation"];

/** What lies on the coordinators' desk: what is late first, then by when it is due. */
export async function desk(office: Office, filter: DeskFilter): Promise<RequestLine[]> {
  if (!isCoordinator(office)) return [];
  const which = {
    ours: sql`r.holder = 'case-coordinator'`,
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
  course: Course;
  holder: HolderRole | "nobody";
  /** What the reader can do now, first what the clock waits for. */
  acts: readonly ActName[];
  /** What of it the reader sees; the answers are already cut to it. */
  sight: Sight;
};

/** One request as far as the actor may see it; null is both "not there" and "not yours". */
export async function requestCase(actor: Actor, id: string): Promise<RequestCase | null> {
  type Row = Omit<RequestCase, "answers" | "patient" | "sight" | "course" | "acts"> &
    WrappedKey & { name: string | null; answers: string; facts: unknown };
  const found = await row<Row>(sql`
    SELECT r.id, r.number, r.patient_id AS "patientId", r.state, r.version, r.urgency, r.rules_version AS "rulesVersion", r.family, r.country, r.time_zone AS "timeZone",
      r.language, r.answers, r.owner_id AS "ownerId", r.entered_at AS "enteredAt", r.due_at AS "dueAt", r.sent_at AS "sentAt", p.name, f.common_name AS facility,
      (SELECT t.name FROM topic_texts t WHERE t.topic_id = r.topic_id AND t.language = r.language) AS topic,
      ${isAgreed} AS "hasHealthConsent", ${isTeam} AS "isTeam", r.facts, r.holder, ${keyColumns}
    FROM requests r JOIN people p ON p.id = r.patient_id JOIN data_keys k ON k.person_id = p.id LEFT JOIN facilities f ON f.id = r.facility_id
    WHERE r.id::text = ${id} AND ${requestsReadableBy(actor)}`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, name, answers, facts, ...rest } = found;
  const key = openPersonKey(found.patientId, { keyId, masterKey, wrapped });
  const sight = await sightOf(actor, found.id);
  const path = await carePath(found.rulesVersion);
  const course = { state: found.state, ...Facts.parse(facts) };
  return {
    ...rest,
    course,
    acts: nextActs(course, path, roleIn(actor)),
    sight,
    patient: name ? unseal(key, `people.name:${found.patientId}`, name) : "",
    answers: inSight(
      JSON.parse(unseal(key, `requests.answers:${found.id}`, answers)) as Answers,
      sight,
      path.firstAdvice.answers,
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
