import "server-only";
import { notify } from "@/accounts/notices/commands";
import type { Actor } from "@/platform/actor";
import { type Outsider, record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { canActForPatient, roleIn } from "../access/policy";
import { requestsReadableBy } from "../access/queries";
import { dueAt } from "../calendar/rules";
import { carePath } from "../care-path/queries";
import { canMove, type StateKey, type Urgency } from "../care-path/rules";
import type { CarePath } from "../care-path/schema";
import { type Course, isOver } from "../course/rules";
import { Facts } from "../course/schema";
import { settle } from "../endings/commands";
import { type Holder, tellHolder } from "../holders/commands";
import {
  type ActName,
  actOf,
  courseAfter,
  holderOf,
  isLegal,
  isPossible,
  isRunning,
  limitIn,
} from "../turns/rules";

export type Locked = {
  id: string;
  patientId: string;
  state: StateKey;
  course: Course;
  holder: Holder;
  version: number;
  urgency: Urgency | null;
  rulesVersion: number;
  answers: string;
  ownerId: string | null;
  enteredAt: Date;
  isTeam: boolean;
};

/** A request, held until the transaction ends: of two who come at once, the second sees what the first has done. */
export async function lockRequest(tx: Tx, requestId: string): Promise<Locked | null> {
  const found = await tx.row<Omit<Locked, "course"> & { facts: unknown }>(sql`
    SELECT id, patient_id AS "patientId", state, facts, holder, version, urgency, rules_version AS "rulesVersion", answers, owner_id AS "ownerId", entered_at AS "enteredAt",
      coalesce((SELECT t.is_team FROM referrals t WHERE t.request_id = requests.id AND t.state = 'accepted'), false) AS "isTeam"
    FROM requests WHERE id::text = ${requestId} FOR UPDATE`);
  if (!found) return null;
  const { facts, ...rest } = found;
  return { ...rest, course: { state: rest.state, ...Facts.parse(facts) } };
}

type Doer = Actor | Outsider;
export type Held = Locked & { act: ActName; path: CarePath; actor: Doer; now: Date };
export type Refused = "not-found" | "notAllowed" | "stale" | "illegal" | "noConsent";

type Beginning = {
  /** The version that the form was made from; what has none counts for whatever stands now. */
  version?: number | undefined;
  now?: Date;
  /** Where the command has shown by itself that this very person may: an offer by name, a work taken on. */
  isKnown?: boolean;
};

/**
 * Begins an act on a case: locks it, and holds to the table: the role, who may see it, the version that the form was made
 * from, the course, and the agreement to the use of health data. What else the act needs, its command holds to.
 */
export async function begin(
  tx: Tx,
  actor: Doer,
  requestId: string,
  name: ActName,
  { version, now = new Date(), isKnown = false }: Beginning = {},
): Promise<Result<Held, Refused>> {
  const act = actOf(name);
  const request = await lockRequest(tx, requestId);
  if (!request || !(isKnown || (await sees(tx, actor, request, name)))) return no("not-found");
  if ((actor.kind === "outsider" ? actor.role : roleIn(actor)) !== act.by) return no("notAllowed");
  if (version !== undefined && request.version !== version) return no("stale");
  const path = await carePath(request.rulesVersion);
  if (!isPossible(name, request.course, path)) return no("illegal");
  if (act.needs.includes("consent:health-data") && !(await agreesToHealthData(tx, request)))
    return no("noConsent");
  return ok({ ...request, act: name, path, actor, now });
}

async function sees(tx: Tx, actor: Doer, request: Locked, name: ActName): Promise<boolean> {
  if (actor.kind === "outsider") return true;
  if (actor.kind === "patient" || actor.kind === "relative")
    return canActForPatient(actor, request.patientId, actOf(name).right);
  return (
    (await tx.row(
      sql`SELECT 1 FROM requests r WHERE r.id = ${request.id} AND ${requestsReadableBy(actor)}`,
    )) !== null
  );
}

const agreesToHealthData = (tx: Tx, { patientId }: Locked) =>
  tx.row(
    sql`SELECT 1 FROM consents WHERE person_id = ${patientId} AND kind = 'health-data' AND withdrawn_at IS NULL`,
  );

type Ending = {
  why?: string | undefined;
  /** Until when, where a date of the matter itself says so: the day a plan is valid, the time of a visit. */
  due?: Date;
  urgency?: Urgency | null | undefined;
  ownerId?: string;
};

/** Ends an act with one of its outcomes: the case goes where the table says, and whoever has it now is told. */
export async function finish(
  tx: Tx,
  held: Held,
  outcome = "done",
  { urgency = held.urgency, ownerId, ...ending }: Ending = {},
): Promise<void> {
  if (!isLegal(held.act, held.course, held.path, outcome))
    throw new Error(`${held.act} cannot end as ${outcome} in ${held.state}`);
  const act = actOf(held.act);
  await enter(
    tx,
    { ...held, urgency, ownerId: ownerId ?? held.ownerId },
    {
      ...ending,
      course: courseAfter(held.act, held.course, outcome),
      isMove: act.then[outcome]?.(held.course).state !== undefined,
      isQuiet: act.isQuiet ?? false,
    },
  );
}

type Entering = Ending & { course: Course; isMove: boolean; isQuiet?: boolean };
type Entered = Pick<Held, "actor" | "path" | "now"> & Locked;

/**
 * Puts a case where it goes. Where its state or its holder changes, the stay it was in ends and a new one begins; the
 * record, the patient and whoever has the ball now are told. Throws where no rule of its version leads there.
 */
export async function enter(
  tx: Tx,
  { actor, path, now, ...request }: Entered,
  { course, isMove, isQuiet = false, why, due }: Entering,
): Promise<void> {
  if (isMove && !canMove(path, request.state, course.state))
    throw new Error(`no rule leads from ${request.state} to ${course.state}`);
  const holder = holderOf(course, path);
  const isNew = isMove || holder !== request.holder;
  const limit = limitIn(path, course, request.urgency, request.isTeam);
  const isCounted = isRunning(path, course);
  const until = due ?? (limit && isCounted ? dueAt(now, limit, path.calendar) : null);
  const { state, ...facts } = course;
  if (isNew) {
    const sealed = why
      ? seal(await personKey(tx, request.patientId), `request_stays.why:${request.id}`, why)
      : null;
    // An end that is taken up again lasted until now: no time of a request goes uncounted.
    await tx.run(
      sql`UPDATE request_stays SET left_at = ${now} WHERE id = (SELECT max(id) FROM request_stays WHERE request_id = ${request.id})`,
    );
    await tx.run(sql`
      INSERT INTO request_stays (request_id, state, before, holder, is_paused, entered_at, due_at, why, left_at)
      VALUES (${request.id}, ${state}, ${request.state}, ${holder}, ${!isCounted}, ${now}, ${until}, ${sealed}, ${isOver(course) ? now : null})`);
  }
  const entered = isNew ? now : request.enteredAt;
  const kept = isNew ? sql`${until}` : sql`due_at`;
  const moved = await tx.run(sql`
    UPDATE requests SET state = ${state}, facts = ${JSON.stringify(facts)}, holder = ${holder}, version = version + ${isNew || !isQuiet ? 1 : 0},
      urgency = ${request.urgency}, owner_id = ${request.ownerId}, entered_at = ${entered}, due_at = ${kept}, updated_at = ${now},
      sent_at = CASE WHEN ${state} = 'sent' THEN ${now} ELSE sent_at END
    WHERE id = ${request.id} AND version = ${request.version} AND state = ${request.state}`);
  if (moved !== 1) throw new Error("a locked request moved under its lock");
  if (!isNew) return;
  if (isMove)
    await record(tx, {
      actor,
      action: state === "sent" ? "request.sent" : "request.moved",
      subject: `request:${request.id}`,
      about: request.patientId,
      detail: state,
    });
  // What only passes from one to another inside a state is theirs; the patient hears of moves, and of their own turn.
  const concerns = isMove || holder === "patient";
  const isByThem = actor.kind !== "outsider" && actor.personId === request.patientId;
  if (concerns && (!isByThem || state === "sent"))
    await notify(tx, { personId: request.patientId, kind: "request-moved", subject: request.id });
  await tellHolder(tx, request, holder, actor.personId);
  if (isMove) await settle(tx, { id: request.id, patientId: request.patientId, actor, now }, state);
}

/** What the portal itself does at once: a request sent is received, a complete file waits for the patient's choice. */
export async function receiveRequest(requestId: string): Promise<void> {
  for (const name of ["receive", "proposeChoice"] as const)
    await inTransaction(async (tx) => {
      const held = await begin(tx, system, requestId, name);
      if (held.ok) await finish(tx, held.value);
      return ok(null);
    });
}
