import "server-only";
import type { Actor, Office } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { personKey, unseal } from "@/platform/security/sealing";
import { type Answers, missingSteps, type RequestReason } from "../answers/rules";
import { carePath } from "../care-path/queries";
import type { Urgency } from "../care-path/rules";
import { type Removing, removeDraft } from "../drafts/commands";
import { closeToFacilities } from "../endings/commands";
import { begin, enter, finish, type Held, lockRequest } from "../moves/commands";
import { courseAfter, isPossible } from "../turns/rules";
import type { DeskDecision, OwnDecision } from "./rules";

/** Sends a request: what was acknowledged is there, with its entry, its receipt and the job that takes it up. */
export async function submitRequest(
  actor: Actor,
  once: Once,
  requestId: string,
  version: number,
): Promise<Result<null, RequestReason | "twin" | "otherContent">> {
  return onceInTransaction(once, async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, actor, requestId, "sendRequest", { version });
    if (!held.ok) return held;
    const { patientId, answers } = held.value;
    const key = await personKey(tx, patientId);
    const written = JSON.parse(unseal(key, `requests.answers:${requestId}`, answers)) as Answers;
    if (missingSteps(written).length > 0) return no("incomplete");
    await finish(tx, held.value);
    await enqueue(tx, "cases:requests:receive", { requestId });
    return ok(null);
  });
}

/** The state in which a case was before it rested; null where the last stay was no rest. */
const restedFrom = async (tx: Tx, { id }: Held): Promise<"choice" | "papers" | null> => {
  const rest = await tx.row<{ state: string; before: string | null }>(sql`
    SELECT s.state, s.before FROM request_stays s WHERE s.request_id = ${id} AND s.state <> 'closed' ORDER BY s.id DESC LIMIT 1`);
  if (rest?.state !== "dormant") return null;
  return rest.before === "choice" ? "choice" : "papers";
};

/** Whatever is the patient's to decide alone: taken back, all papers sent, taken up again, another facility, the end. */
export async function decideByPatient(
  actor: Actor,
  requestId: string,
  version: number,
  name: OwnDecision,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, actor, requestId, name, { version });
    if (!held.ok) return held;
    if (name !== "takeUpAgain") {
      await finish(tx, held.value);
      return ok(null);
    }
    const from = await restedFrom(tx, held.value);
    if (!from) return no("illegal");
    await finish(tx, held.value, from);
    return ok(null);
  });
}

/** The patient says that the facility's fee is paid: the facility looks whether it has come. */
export async function sayPaid(
  actor: Actor,
  requestId: string,
  version: number,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, actor, requestId, "sayPaid", { version });
    if (!held.ok) return held;
    await tx.run(
      sql`UPDATE referrals SET said_paid_at = now() WHERE request_id = ${requestId} AND state = 'accepted'`,
    );
    await record(tx, {
      actor,
      action: "referral.said-paid",
      subject: `request:${requestId}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value);
    return ok(null);
  });
}

type Decision = {
  version: number;
  act: DeskDecision;
  urgency?: Urgency | undefined;
  why: string;
};

/** The coordinator's decision: how urgent, and what comes next. Two at once: one wins, the other is told. */
export async function decideRequest(
  office: Office,
  requestId: string,
  { version, act, urgency, why }: Decision,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, office, requestId, act, { version });
    if (!held.ok) return held;
    const set = urgency ?? held.value.urgency;
    if (held.value.state === "first-contact" && !set && act !== "findImpossible")
      return no("incomplete");
    if (act === "findImpossible" && why === "") return no("incomplete");
    await finish(tx, held.value, "done", {
      urgency: set,
      ownerId: office.personId,
      why: why || undefined,
    });
    if (act === "findComplete") await enqueue(tx, "cases:requests:receive", { requestId });
    return ok(null);
  });
}

/** Takes a request on. Whoever was first has it. */
export async function takeOn(
  office: Office,
  requestId: string,
  version: number,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, office, requestId, "takeOn", { version });
    if (!held.ok) return held;
    await finish(tx, held.value, "done", { ownerId: office.personId });
    await record(tx, {
      actor: office,
      action: "request.taken",
      subject: `request:${requestId}`,
      about: held.value.patientId,
    });
    return ok(null);
  });
}

/** Opening a request that is somebody else's is a command too: it leaves its trace before anything is shown. */
export async function noteOpened(
  actor: Actor,
  requestId: string,
  patientId: string,
): Promise<void> {
  if (actor.personId === patientId) return;
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor,
        action: "request.opened",
        subject: `request:${requestId}`,
        about: patientId,
      }),
    ),
  );
}

/** Before somebody is erased: drafts are removed, what is open is taken back, so that nobody waits for them. */
export async function endRequestsOf(
  patientId: string,
  { removeFiles, stopSending }: { removeFiles: Removing; stopSending: Removing },
): Promise<void> {
  await inTransaction(async (tx) => {
    const all = await tx.rows<{ id: string }>(
      sql`SELECT id FROM requests WHERE patient_id = ${patientId} ORDER BY id`,
    );
    for (const { id } of all) {
      const request = await lockRequest(tx, id);
      if (request?.state === "draft") await removeDraft(tx, id, removeFiles);
      else if (request) {
        await stopSending(tx, id);
        const [path, now] = [await carePath(request.rulesVersion), new Date()];
        if (isPossible("withdraw", request.course, path))
          await enter(
            tx,
            { ...request, actor: system, path, now },
            { course: courseAfter("withdraw", request.course, "done"), isMove: true },
          );
        await closeToFacilities(tx, id, now);
      }
    }
    // What a request was about and where from is not sealed, so that it can be counted: it goes with its person.
    await tx.run(sql`
      UPDATE requests SET topic_id = NULL, facility_id = NULL, family = 'other', urgency = NULL, country = 'XX', time_zone = 'Europe/Rome', language = 'en' WHERE patient_id = ${patientId}`);
    return ok(null);
  });
}
