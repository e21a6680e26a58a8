import "server-only";
import { notify } from "@/accounts/notices/commands";
import type { RequestReason } from "@/cases/answers/rules";
import { begin, finish } from "@/cases/moves/commands";
import type { Actor, Staff } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { missingInPlan, type Plan } from "./rules";

export type PlanReason = RequestReason | "missingFields" | "lapsed";

/** The patient asks the facility that wrote the opinion for a plan of treatment with an estimate. */
export async function askForPlan(
  actor: Actor,
  requestId: string,
  version: number,
): Promise<Result<null, PlanReason>> {
  return inTransaction(async (tx): Promise<Result<null, PlanReason>> => {
    const held = await begin(tx, actor, requestId, "askForPlan", { version });
    if (!held.ok) return held;
    await record(tx, {
      actor,
      action: "plan.asked",
      subject: `request:${requestId}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value);
    return ok(null);
  });
}

type Saving = {
  requestId: string;
  version: number;
  revision: number;
  does: "save" | "send";
  plan: Plan;
};

/** Keeps the draft of a plan; sent, it stays as it is for as long as it is valid, and a change is a new version. */
export async function writePlan(
  staff: Staff,
  { requestId, version, revision, does, plan }: Saving,
): Promise<Result<null, PlanReason>> {
  const name = does === "send" ? "sendPlan" : "savePlan";
  return inTransaction(async (tx): Promise<Result<null, PlanReason>> => {
    const held = await begin(tx, staff, requestId, name, { version });
    if (!held.ok) return held;
    const { patientId, path } = held.value;
    const key = await personKey(tx, patientId);
    const draft = await tx.row<{ id: string; revision: number }>(
      sql`SELECT id, revision FROM care_plans WHERE request_id = ${requestId} AND state = 'draft' FOR UPDATE`,
    );
    if ((draft?.revision ?? 0) !== revision) return no("stale");
    const id = draft?.id ?? crypto.randomUUID();
    const content = seal(key, `care_plans.content:${id}`, JSON.stringify(plan));
    if (draft)
      await tx.run(
        sql`UPDATE care_plans SET content = ${content}, revision = revision + 1, saved_at = now(), author_id = ${staff.personId} WHERE id = ${id}`,
      );
    else
      await tx.run(sql`
        INSERT INTO care_plans (id, request_id, referral_id, version, content, author_id)
        SELECT ${id}, ${requestId}, f.id, (SELECT coalesce(max(version), 0) + 1 FROM care_plans WHERE request_id = ${requestId}), ${content}, ${staff.personId}
        FROM referrals f WHERE f.request_id = ${requestId} AND f.facility_id = ${staff.facilityId} AND f.state = 'accepted'`);
    if (name === "savePlan") return ok(null);
    if (missingInPlan(plan).length > 0) return no("missingFields");
    await tx.run(
      sql`UPDATE care_plans SET state = 'replaced' WHERE request_id = ${requestId} AND id <> ${id} AND state IN ('sent', 'asked')`,
    );
    const sent = await tx.row<{ until: Date }>(sql`
      UPDATE care_plans SET state = 'sent', sent_at = now(), valid_until = (now() AT TIME ZONE 'Europe/Rome')::date + ${path.opinion.planDays}::int WHERE id = ${id}
      RETURNING ((valid_until + 1)::timestamp AT TIME ZONE 'Europe/Rome') AS until`);
    await record(tx, {
      actor: staff,
      action: "plan.sent",
      subject: `plan:${id}`,
      about: patientId,
    });
    await finish(tx, held.value, "done", sent ? { due: sent.until } : {});
    return ok(null);
  });
}

/** The patient accepts the plan, asks about it, or does not want it. A plan past its day can only be renewed. */
export async function answerPlan(
  actor: Actor,
  planId: string,
  does: "accept" | "ask" | "decline",
  question: string,
): Promise<Result<null, PlanReason>> {
  return inTransaction(async (tx): Promise<Result<null, PlanReason>> => {
    const plan = await tx.row<{ requestId: string }>(
      sql`SELECT request_id AS "requestId" FROM care_plans WHERE id::text = ${planId}`,
    );
    if (!plan) return no("not-found");
    const held = await begin(tx, actor, plan.requestId, "answerPlan");
    if (!held.ok) return held.reason === "illegal" ? no("stale") : held;
    const { patientId } = held.value;
    const open = await tx.row<{ isValid: boolean }>(
      sql`SELECT valid_until >= (now() AT TIME ZONE 'Europe/Rome')::date AS "isValid" FROM care_plans WHERE id = ${planId} AND state = 'sent'`,
    );
    if (!open) return no("stale");
    if (!open.isValid) return no("lapsed");
    if (does === "ask" && question === "") return no("incomplete");
    const state = ({ accept: "accepted", ask: "asked", decline: "declined" } as const)[does];
    const sealed = question
      ? seal(await personKey(tx, patientId), `care_plans.question:${planId}`, question)
      : null;
    await tx.run(
      sql`UPDATE care_plans SET state = ${state}, decided_at = now(), question = ${sealed} WHERE id = ${planId}`,
    );
    await record(tx, {
      actor,
      action: "plan.answered",
      subject: `plan:${planId}`,
      about: patientId,
      detail: state,
    });
    await finish(tx, held.value, state);
    return ok(null);
  });
}

/** The facility has read that its plan was accepted: from now on it expects the patient. */
export async function confirmPlan(
  staff: Staff,
  requestId: string,
  version: number,
): Promise<Result<null, PlanReason>> {
  return inTransaction(async (tx): Promise<Result<null, PlanReason>> => {
    const held = await begin(tx, staff, requestId, "confirmPlan", { version });
    if (!held.ok) return held;
    const plan = await tx.row<{ id: string }>(sql`
      UPDATE care_plans SET confirmed_at = now() WHERE request_id = ${requestId} AND state = 'accepted' AND confirmed_at IS NULL RETURNING id`);
    if (!plan) return no("stale");
    await record(tx, {
      actor: staff,
      action: "plan.confirmed",
      subject: `plan:${plan.id}`,
      about: held.value.patientId,
    });
    await finish(tx, held.value);
    return ok(null);
  });
}

/** Plans whose day is over lapse; the patient is told, and can ask for a new one. */
export async function lapsePlans(now: Date): Promise<void> {
  const over = await rows<{ id: string; requestId: string }>(
    sql`SELECT id, request_id AS "requestId" FROM care_plans WHERE state = 'sent' AND valid_until < (${now}::timestamptz AT TIME ZONE 'Europe/Rome')::date`,
  );
  for (const { id, requestId } of over)
    await inTransaction(async (tx) => {
      const held = await begin(tx, system, requestId, "lapsePlan", { now });
      const lapsed = await tx.run(
        sql`UPDATE care_plans SET state = 'lapsed', decided_at = ${now} WHERE id = ${id} AND state = 'sent'`,
      );
      if (lapsed === 0) return ok(null);
      if (held.ok) await finish(tx, held.value);
      const whose = await tx.row<{ patientId: string }>(
        sql`SELECT patient_id AS "patientId" FROM requests WHERE id = ${requestId}`,
      );
      if (!whose) return ok(null);
      await record(tx, {
        actor: system,
        action: "plan.answered",
        subject: `plan:${id}`,
        about: whose.patientId,
        detail: "lapsed",
      });
      await notify(tx, { personId: whose.patientId, kind: "request-moved", subject: requestId });
      return ok(null);
    });
}
