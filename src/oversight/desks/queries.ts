import "server-only";
import { requestsReadableBy } from "@/cases/access/queries";
import type { Answers } from "@/cases/answers/rules";
import type { Colour } from "@/cases/calendar/rules";
import { carePath } from "@/cases/care-path/queries";
import type { StateKey, Urgency } from "@/cases/care-path/rules";
import { clockOf } from "@/cases/clock/queries";
import type { Course } from "@/cases/course/rules";
import { Facts } from "@/cases/course/schema";
import { type ActName, dueActs } from "@/cases/turns/rules";
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
  course: Course;
  /** What the clock waits for; undefined once the case is over. */
  next: ActName | undefined;
  about: string;
  colour: Colour;
};
export const caseFilters = ["mine", "late", "all"] as const;
export type CaseFilter = (typeof caseFilters)[number];

/** The cases open to somebody of a facility: what is late first, then by when it is due. */
export async function casesFor(staff: Staff, filter: CaseFilter): Promise<CaseLine[]> {
  const which = {
    mine: sql`r.holder = ${staff.role}`,
    late: sql`r.due_at < now()`,
    all: sql`true`,
  }[filter];
  type Row = Omit<CaseLine, "about" | "colour" | "course" | "next"> &
    WrappedKey & { patientId: string; answers: string; facts: unknown };
  const found = await rows<Row>(sql`
    SELECT r.id, r.number, r.state, r.urgency, r.rules_version AS "rulesVersion", r.entered_at AS "enteredAt", r.due_at AS "dueAt", r.patient_id AS "patientId", r.answers, r.facts,
      coalesce((SELECT t.is_team FROM referrals t WHERE t.request_id = r.id AND t.state = 'accepted'), false) AS "isTeam", ${keyColumns}
    FROM requests r JOIN data_keys k ON k.person_id = r.patient_id WHERE ${requestsReadableBy(staff)} AND ${which} ORDER BY r.due_at NULLS LAST, r.updated_at DESC LIMIT 300`);
  return Promise.all(
    found.map(async ({ keyId, masterKey, wrapped, patientId, answers, facts, ...line }) => {
      const said = JSON.parse(
        unseal(
          openPersonKey(patientId, { keyId, masterKey, wrapped }),
          `requests.answers:${line.id}`,
          answers,
        ),
      ) as Answers;
      const course = { state: line.state, ...Facts.parse(facts) };
      const [next] = dueActs(course, await carePath(line.rulesVersion));
      const { colour } = await clockOf({ ...line, course });
      return { ...line, course, next, about: said.condition ?? "", colour };
    }),
  );
}
