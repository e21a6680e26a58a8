import "server-only";
import { nameOf } from "@/accounts/people/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { arrangedPatient, arrangesFor } from "../access/policy";
import { type JourneyState, type Phase, phaseOf } from "../holding/rules";
import type { Details } from "../needs/rules";
import { StoredDetails } from "../needs/schema";
import type { MilestoneKind } from "../templates/rules";
import type { Certainty } from "../windows/rules";

/** Who reads a journey, said to the database about a row of journeys called j: whoever plans it, its facility, the association's coordinators. */
export function journeysReadableBy(actor: Actor): Sql {
  switch (actor.kind) {
    case "patient":
      return sql`j.patient_id = ${actor.personId}`;
    case "relative":
      return arrangesFor(actor, actor.patientId)
        ? sql`j.patient_id = ${actor.patientId}`
        : sql`false`;
    case "staff":
      return actor.role === "facility-coordinator"
        ? sql`j.facility_id = ${actor.facilityId}`
        : sql`false`;
    case "office":
      return actor.role === "case-coordinator" ? sql`true` : sql`false`;
    case "linguist":
    case "partner":
    case "holder":
      return sql`false`;
  }
}

export type JourneyLine = {
  id: string;
  code: string;
  state: JourneyState;
  phase: Phase;
  facility: string;
  /** The patient's name, for the facility that expects them. */
  patient: string;
  admission: Date | null;
  dueAt: Date | null;
  /** How many legs lie with whom. */
  waiting: Partial<Record<"patient" | "partner" | "coordinator" | "facility", number>>;
};

type LineRow = Omit<JourneyLine, "phase" | "patient"> &
  WrappedKey & {
    patientId: string;
    name: string | null;
    milestones: { kind: MilestoneKind; certainty: Certainty }[];
  };

const phaseIn = (milestones: LineRow["milestones"]): Phase =>
  phaseOf(
    new Map(milestones.map(({ kind, certainty }) => [kind, { start: 0, end: 0, certainty }])),
  );

/** The journeys that somebody plans, or expects at their facility, those that run first. The association has a board of its own. */
export async function journeysOf(actor: Actor): Promise<JourneyLine[]> {
  if (actor.kind === "office") return [];
  const found = await rows<LineRow>(sql`
    SELECT j.id, j.code, j.state, f.common_name AS facility, j.due_at AS "dueAt", j.patient_id AS "patientId", p.name, ${keyColumns},
      (SELECT m.starts_at FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'admission') AS admission,
      (SELECT coalesce(json_agg(json_build_object('kind', m.kind, 'certainty', m.certainty)), '[]') FROM journey_milestones m WHERE m.journey_id = j.id) AS milestones,
      (SELECT coalesce(json_object_agg(w.holder, w.n), '{}') FROM (SELECT l.holder, count(*)::int AS n FROM journey_legs l WHERE l.journey_id = j.id AND l.holder IS NOT NULL AND l.state <> 'agreed' GROUP BY l.holder) w) AS waiting
    FROM journeys j JOIN facilities f ON f.id = j.facility_id JOIN people p ON p.id = j.patient_id JOIN data_keys k ON k.person_id = j.patient_id
    WHERE ${journeysReadableBy(actor)} ORDER BY j.ended_at IS NOT NULL, coalesce((SELECT m.starts_at FROM journey_milestones m WHERE m.journey_id = j.id AND m.kind = 'admission'), j.due_at), j.created_at LIMIT 200`);
  return found.map(({ milestones, patientId, name, keyId, masterKey, wrapped, ...line }) => ({
    ...line,
    phase: phaseIn(milestones),
    patient: nameOf({ id: patientId, name, keyId, masterKey, wrapped }) ?? "",
  }));
}

/** What somebody knows of a journey that they may read; `details` and names only for whoever plans it or expects the patient. */
export type JourneyHead = {
  id: string;
  code: string;
  state: JourneyState;
  version: number;
  requestId: string | null;
  facility: string;
  facilitySlug: string;
  facilityProvince: string;
  /** Its town as a place of the catalogue, where it is known. */
  facilityPlace: string | null;
  facts: string[];
  people: number;
  airportId: string;
  airport: string;
  templateVersion: number;
  createdAt: Date;
  dueAt: Date | null;
  isArranger: boolean;
  patient: string | null;
  details: Details | null;
  reason: string | null;
  isUnasked: boolean;
};

export async function journeyHead(
  actor: Actor,
  code: string,
  language: Language,
): Promise<JourneyHead | null> {
  type Row = Omit<JourneyHead, "isArranger" | "patient" | "details"> &
    WrappedKey & {
      patientId: string;
      name: string | null;
      sealed: string;
      isOpenToFacility: boolean;
    };
  const found = await row<Row>(sql`
    SELECT j.id, j.code, j.state, j.version, j.request_id AS "requestId", f.common_name AS facility, f.slug AS "facilitySlug", f.province AS "facilityProvince", f.place_id AS "facilityPlace", j.facts, j.people,
      j.airport_id AS "airportId", (SELECT n.name FROM place_names n WHERE n.place_id = j.airport_id AND n.is_main AND n.language IN (${language}, 'en') ORDER BY n.language = ${language} DESC LIMIT 1) AS airport,
      j.template_version AS "templateVersion", j.created_at AS "createdAt", j.due_at AS "dueAt", j.reason, j.unasked_at IS NOT NULL AS "isUnasked", j.patient_id AS "patientId", p.name, j.details AS sealed, EXISTS (SELECT FROM consents c WHERE c.person_id = j.patient_id AND c.kind = 'journey' AND c.scope = j.code || ':facility' AND c.withdrawn_at IS NULL) AS "isOpenToFacility", ${keyColumns}
    FROM journeys j JOIN facilities f ON f.id = j.facility_id JOIN people p ON p.id = j.patient_id JOIN data_keys k ON k.person_id = j.patient_id
    WHERE j.code = ${code} AND ${journeysReadableBy(actor)}`);
  if (!found) return null;
  const { patientId, name, sealed, isOpenToFacility, keyId, masterKey, wrapped, ...head } = found;
  const isArranger = arrangesFor(actor, patientId);
  const isKnown = isArranger || actor.kind === "staff";
  const isShared = isArranger || (actor.kind === "staff" && isOpenToFacility);
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  return {
    ...head,
    isArranger,
    patient: isKnown ? nameOf({ id: patientId, name, keyId, masterKey, wrapped }) : null,
    details: isShared
      ? StoredDetails.parse(JSON.parse(unseal(key, `journeys.details:${head.id}`, sealed)))
      : null,
    reason: isKnown && head.reason ? unseal(key, `journeys.reason:${head.id}`, head.reason) : null,
  };
}

/** Accepted plans of somebody's requests that the facility has confirmed and that no journey follows from yet. */
export async function plansToFollow(
  actor: Actor,
): Promise<{ requestId: string; number: string; facility: string }[]> {
  const patientId = arrangedPatient(actor);
  if (!patientId) return [];
  return rows<{ requestId: string; number: string; facility: string }>(sql`
    SELECT r.id AS "requestId", r.number, f.common_name AS facility FROM care_plans p JOIN requests r ON r.id = p.request_id JOIN referrals x ON x.id = p.referral_id JOIN facilities f ON f.id = x.facility_id
    WHERE r.patient_id = ${patientId} AND p.state = 'accepted' AND p.confirmed_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM journeys j WHERE j.request_id = r.id AND j.state IN ('asked', 'open', 'closed')) ORDER BY p.confirmed_at DESC`);
}

/** The airports of the catalogue, by name. */
export async function airports(language: Language): Promise<{ id: string; name: string }[]> {
  return rows<{ id: string; name: string }>(sql`
    SELECT p.id, n.name FROM places p JOIN LATERAL (SELECT name FROM place_names WHERE place_id = p.id AND is_main AND language IN (${language}, 'en') ORDER BY language = ${language} DESC LIMIT 1) n ON true
    WHERE p.kind = 'airport' ORDER BY n.name`);
}

/** Facilities that somebody can say they were accepted by, by name. */
export async function destinations(): Promise<{ slug: string; name: string }[]> {
  return rows<{ slug: string; name: string }>(
    sql`SELECT slug, common_name AS name FROM facilities WHERE is_hospital AND closed_on IS NULL AND suspended_at IS NULL ORDER BY common_name`,
  );
}
