import "server-only";
import type { Colour } from "@/cases/calendar/rules";
import type { StateKey, Urgency } from "@/cases/care-path/rules";
import { clockOf } from "@/cases/clock/queries";
import { requestsReadableBy } from "@/cases/requests/queries";
import type { Answers } from "@/cases/requests/rules";
import type { Staff } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";

export type CaseLine = {
  id: string;
  number: string;
  state: StateKey;
  urgency: Urgency | null;
  rulesVersion: number;
  enteredAt: Date;
  dueAt: Date | null;
  isTeam: boolean;
  about: string;
  colour: Colour;
};
export const caseFilters = ["mine", "late", "all"] as const;
export type CaseFilter = (typeof caseFilters)[number];

/** With whom a state is, among the roles of a facility: what each finds under "with us now". */
const statesOf: Record<Staff["role"], readonly StateKey[]> = {
  "facility-coordinator": ["offered-facility", "payment", "visit-planned", "plan-asked"],
  "material-coordinator": [],
  "facility-editor": [],
  "facility-approver": [],
  "medical-triage": ["triage"],
  specialist: ["reading", "waiting-information", "visit-held", "questions"],
  "second-reader": ["second-reading"],
};

/** The cases open to somebody of a facility: what is late first, then by when it is due. */
export async function casesFor(staff: Staff, filter: CaseFilter): Promise<CaseLine[]> {
  const which = {
    mine: sql`r.state = ANY(${[...statesOf[staff.role]]}::text[])`,
    late: sql`r.due_at < now()`,
    all: sql`true`,
  }[filter];
  type Row = Omit<CaseLine, "about" | "colour"> &
    WrappedKey & { patientId: string; answers: string };
  const found = await rows<Row>(sql`
    SELECT r.id, r.number, r.state, r.urgency, r.rules_version AS "rulesVersion", r.entered_at AS "enteredAt", r.due_at AS "dueAt", r.patient_id AS "patientId", r.answers,
      coalesce((SELECT t.is_team FROM referrals t WHERE t.request_id = r.id AND t.state = 'accepted'), false) AS "isTeam", ${keyColumns}
    FROM requests r JOIN data_keys k ON k.person_id = r.patient_id WHERE ${requestsReadableBy(staff)} AND ${which} ORDER BY r.due_at NULLS LAST, r.updated_at DESC LIMIT 300`);
  return Promise.all(
    found.map(async ({ keyId, masterKey, wrapped, patientId, answers, ...line }) => {
      const said = JSON.parse(
        unseal(
          openPersonKey(patientId, { keyId, masterKey, wrapped }),
          `requests.answers:${line.id}`,
          answers,
        ),
      ) as Answers;
      return { ...line, about: said.condition ?? "", colour: (await clockOf(line)).colour };
    }),
  );
}
