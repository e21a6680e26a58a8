import "server-only";
import type { RequestReason } from "@/cases/answers/rules";
import { begin, finish } from "@/cases/moves/commands";
import type { Actor, Staff } from "@/platform/actor";
import { record } from "@/platform/audit";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";

/** Somebody of the facility needs to know more. The patient's clock; it goes back to where it came from. */
export async function askPatient(
  staff: Staff,
  requestId: string,
  version: number,
  question: string,
): Promise<Result<null, RequestReason>> {
  const name = staff.role === "medical-triage" ? "askAtTriage" : "askPatient";
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, staff, requestId, name, { version });
    if (!held.ok) return held;
    if (question === "") return no("incomplete");
    await record(tx, {
      actor: staff,
      action: "information.asked",
      subject: `request:${requestId}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value, "done", { why: question });
    return ok(null);
  });
}

/** The patient has answered, or says that they cannot; or whoever asked goes on without, and says so in the opinion's limits. */
export async function endWaiting(
  actor: Actor,
  requestId: string,
  version: number,
  answer: string,
): Promise<Result<null, RequestReason>> {
  const name =
    actor.kind !== "staff"
      ? "answerFacility"
      : actor.role === "medical-triage"
        ? "goOnAtTriage"
        : "goOnReading";
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, actor, requestId, name, { version });
    if (!held.ok) return held;
    const { patientId, course } = held.value;
    if (name === "answerFacility" && answer === "") return no("incomplete");
    await record(tx, {
      actor,
      action: "information.given",
      subject: `request:${requestId}`,
      about: patientId,
    });
    const outcome = course.asker === "medical-triage" ? "triage" : "reading";
    await finish(tx, held.value, name === "answerFacility" ? outcome : "done", {
      why: answer || undefined,
    });
    return ok(null);
  });
}
