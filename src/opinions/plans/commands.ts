import "server-only";
import { notify } from "@/accounts/notices/commands";
import { carePath } from "@/cases/care-path/queries";
import { lockRequest, moveTo, peopleWith } from "@/cases/moves/commands";
import { canActForPatient } from "@/cases/requests/policy";
import type { RequestReason } from "@/cases/requests/rules";
import type { Actor, Staff } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { lockForStaff } from "../referrals/commands";
import { missingInPlan, type Plan } from "./rules";

export type PlanReason = RequestReason | "missingFields" | "lapsed";

/** The patient asks the facility that wrote the opinion for a plan of treatment with an estimate. */
export async function askForPlan(
  actor: Actor,
  requestId: string,
  version: number,
): Promise<Result<null, PlanReason>> {
  return inTransaction(async (tx): Promise<Result<null, PlanReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    if (request.version !== version) return no("stale");
    if (
      !(await tx.row(
        sql`SELECT 1 FROM referrals WHERE request_id = ${requestId} AND state = 'accepted'`,
      ))
    )
      return no("illegal");
    await record(tx, {
      actor,
      action: "plan.asked",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    return (await moveTo(tx, request, "plan-asked", {
      actor,
      path: await carePath(request.rulesVersion),
      now: new Date(),
    }))
      ? ok(null)
      : no("illegal");
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
  if (staff.role !== "facility-coordinator") return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, PlanReason>> => {
    const request = await lockForStaff(tx, staff, requestId);
    if (!request) return no("not-found");
    if (request.version !== version) return no("stale");
    if (request.state !== "plan-asked") return no("illegal");
    const path = await carePath(request.rulesVersion);
    const key = await personKey(tx, request.patientId);
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
    if (does === "save") return ok(null);
    if (missingInPlan(plan).length > 0) return no("missingFields");
    await tx.run(
      sql`UPDATE care_plans SET state = 'replaced' WHERE request_id = ${requestId} AND id <> ${id} AND state IN ('sent', 'asked')`,
    );
    await tx.run(
      sql`UPDATE care_plans SET state = 'sent', sent_at = now(), valid_until = (now() AT TIME ZONE 'Europe/Rome')::date + ${path.opinion.planDays}::int WHERE id = ${id}`,
    );
    await record(tx, {
      actor: staff,
      action: "plan.sent",
      subject: `plan:${id}`,
      about: request.patientId,
    });
    await moveTo(tx, request, "delivered", { actor: staff, path, now: new Date() });
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
      sql`SELECT request_id AS "requestId" FROM care_plans WHERE id = ${planId}`,
    );
    const request = plan && (await lockRequest(tx, plan.requestId));
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    const open = await tx.row<{ isValid: boolean }>(
      sql`SELECT valid_until >= (now() AT TIME ZONE 'Europe/Rome')::date AS "isValid" FROM care_plans WHERE id = ${planId} AND state = 'sent'`,
    );
    if (!open) return no("stale");
    if (!open.isValid) return no("lapsed");
    if (does === "ask" && question === "") return no("incomplete");
    const state = { accept: "accepted", ask: "asked", decline: "declined" }[does];
    const sealed = question
      ? seal(await personKey(tx, request.patientId), `care_plans.question:${planId}`, question)
      : null;
    await tx.run(
      sql`UPDATE care_plans SET state = ${state}, decided_at = now(), question = ${sealed} WHERE id = ${planId}`,
    );
    await record(tx, {
      actor,
      action: "plan.answered",
      subject: `plan:${planId}`,
      about: request.patientId,
      detail: state,
    });
    if (does === "ask")
      return (await moveTo(tx, request, "plan-asked", {
        actor,
        path: await carePath(request.rulesVersion),
        now: new Date(),
      }))
        ? ok(null)
        : no("illegal");
    await tx.run(sql`UPDATE requests SET version = version + 1 WHERE id = ${request.id}`);
    for (const personId of await peopleWith(tx, request, "facility-coordinator"))
      await notify(tx, { personId, kind: "case-waiting", subject: request.id });
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
      const request = await lockRequest(tx, requestId);
      const lapsed = await tx.run(
        sql`UPDATE care_plans SET state = 'lapsed', decided_at = ${now} WHERE id = ${id} AND state = 'sent'`,
      );
      if (request && lapsed > 0) {
        await record(tx, {
          actor: system,
          action: "plan.answered",
          subject: `plan:${id}`,
          about: request.patientId,
          detail: "lapsed",
        });
        await notify(tx, {
          personId: request.patientId,
          kind: "request-moved",
          subject: requestId,
        });
      }
      return ok(null);
    });
}
