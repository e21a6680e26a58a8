import "server-only";
import type { Actor, Office } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal, unseal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { carePath, currentCarePath, takesRequests } from "../care-path/queries";
import type { StateKey, Urgency } from "../care-path/rules";
import { closeToFacilities, lockRequest, moveTo } from "../moves/commands";
import { canActForPatient, isCoordinator, patientOf } from "./policy";
import {
  type Answers,
  coordinatorNext,
  isPatientMove,
  missingSteps,
  type RequestReason,
  type Step,
  zonesOf,
} from "./rules";

type TooMany = { ok: false; reason: "slowDown"; minutes: number };
type New = {
  country: string;
  topic: { kind: string; slug: string } | null;
  facility: string;
  language: Language;
};

/** Begins a draft with what is known already. */
export async function beginRequest(
  actor: Actor,
  once: Once,
  { country, topic, facility, language }: New,
): Promise<Result<string, RequestReason | "twin" | "otherContent"> | TooMany> {
  const patientId = patientOf(actor);
  if (!patientId) return no("notAllowed");
  if (!(await takesRequests())) return no("closed");
  const minutes = await minutesToWait([["second-opinions", actor.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  const path = await currentCarePath();
  if (path.countriesNotServed.includes(country)) return no("illegal");
  const about = topic
    ? await row<{ id: string; name: string; district: string | null }>(sql`
        SELECT t.id, x.name, coalesce(t.district_id, CASE WHEN t.kind = 'district' THEN t.id END) AS district FROM topics t
        JOIN topic_texts x ON x.topic_id = t.id AND x.language = ${language} WHERE t.kind::text = ${topic.kind} AND t.slug = ${topic.slug}`)
    : null;
  const family = (about?.district && path.familyOfDistrict[about.district]) || "other";
  return onceInTransaction(once, async (tx) => {
    const id = crypto.randomUUID();
    const key = await personKey(tx, patientId);
    const answers: Answers = { speak: language, ...(about ? { condition: about.name } : {}) };
    await tx.run(sql`
      INSERT INTO requests (id, number, patient_id, rules_version, family, topic_id, facility_id, country, time_zone, language, answers, answered)
      VALUES (${id}, ${`HL-${readableCode(8)}`}, ${patientId}, ${path.version}, ${family}, ${about?.id ?? null},
        (SELECT id FROM facilities WHERE slug = ${facility} AND closed_on IS NULL), ${country}, ${zonesOf(country)[0] ?? "Europe/Rome"}, ${language}, ${seal(key, `requests.answers:${id}`, JSON.stringify(answers))}, ${[]})`);
    await tx.run(
      sql`INSERT INTO request_stays (request_id, state, holder, is_paused, entered_at) VALUES (${id}, 'draft', 'patient', true, now())`,
    );
    await record(tx, {
      actor,
      action: "request.begun",
      subject: `request:${id}`,
      about: patientId,
    });
    return ok(id);
  });
}

/** Saves one page of the form. Saved twice is saved once; two tabs on two pages both keep what they saved. */
export async function saveStep(
  actor: Actor,
  requestId: string,
  step: Step,
  values: Answers,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    if (request.state !== "draft") return no("illegal");
    const key = await personKey(tx, request.patientId);
    const place = `requests.answers:${requestId}`;
    const answers: Answers = {
      ...(JSON.parse(unseal(key, place, request.answers)) as Answers),
      ...values,
    };
    await tx.run(sql`
      UPDATE requests SET answers = ${seal(key, place, JSON.stringify(answers))}, time_zone = ${values.zone ?? sql`time_zone`}, language = ${values.speak ?? sql`language`}, answered = array(SELECT DISTINCT unnest(answered || ${[step]}::text[])),
        version = version + 1, updated_at = now(), entered_at = now() WHERE id = ${requestId}`);
    // A draft is reminded of, and in the end deleted, by the day it was last changed.
    await tx.run(
      sql`UPDATE request_stays SET told = '{}', look_at = '-infinity' WHERE request_id = ${requestId} AND left_at IS NULL`,
    );
    await record(tx, {
      actor,
      action: "request.saved",
      subject: `request:${requestId}`,
      about: request.patientId,
      detail: step,
    });
    return ok(null);
  });
}

export async function deleteDraft(
  actor: Actor,
  requestId: string,
  removeFiles: Removing,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    if (request.state !== "draft") return no("illegal");
    await removeDraft(tx, requestId, removeFiles);
    await record(tx, {
      actor,
      action: "request.deleted",
      subject: `request:${requestId}`,
      about: request.patientId,
    });
    return ok(null);
  });
}

/** What later domains keep of a request goes before it does, in the same transaction. */
export type Removing = (tx: Tx, requestId: string) => Promise<void>;

/** A draft leaves nothing behind but its entries in the record. */
export async function removeDraft(tx: Tx, requestId: string, removeFiles: Removing): Promise<void> {
  await removeFiles(tx, requestId);
  for (const table of [sql`request_messages`, sql`request_stays`])
    await tx.run(sql`DELETE FROM ${table} WHERE request_id = ${requestId}`);
  await tx.run(sql`DELETE FROM requests WHERE id = ${requestId} AND state = 'draft'`);
}

/** Sends a request: what was acknowledged is there, with its entry, its receipt and the job that takes it up. */
export async function submitRequest(
  actor: Actor,
  once: Once,
  requestId: string,
  version: number,
): Promise<Result<null, RequestReason | "twin" | "otherContent">> {
  return onceInTransaction(once, async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    if (request.state !== "draft") return no("illegal");
    if (request.version !== version) return no("stale");
    const key = await personKey(tx, request.patientId);
    if (
      missingSteps(
        JSON.parse(unseal(key, `requests.answers:${requestId}`, request.answers)) as Answers,
      ).length > 0
    )
      return no("incomplete");
    if (
      !(await tx.row(
        sql`SELECT 1 FROM consents WHERE person_id = ${request.patientId} AND kind = 'health-data' AND withdrawn_at IS NULL`,
      ))
    )
      return no("noConsent");
    await moveTo(tx, request, "sent", {
      actor,
      path: await carePath(request.rulesVersion),
      now: new Date(),
    });
    await enqueue(tx, "cases:requests:receive", { requestId });
    return ok(null);
  });
}

/** Whatever is the patient's to decide: taken back, all papers sent, taken up again. */
export async function moveByPatient(
  actor: Actor,
  requestId: string,
  version: number,
  to: StateKey,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockRequest(tx, requestId);
    if (!request || !canActForPatient(actor, request.patientId)) return no("not-found");
    const path = await carePath(request.rulesVersion);
    if (request.version !== version) return no("stale");
    if (to === "sent" || !isPatientMove(request.state, to)) return no("illegal");
    if (!(await moveTo(tx, request, to, { actor, path, now: new Date() }))) return no("illegal");
    return ok(null);
  });
}

type Decision = { version: number; to: StateKey; urgency?: Urgency | undefined; why: string };

/** The coordinator's decision: how urgent, and what comes next. Two at once: one wins, the other is told. */
export async function decideRequest(
  office: Office,
  requestId: string,
  { version, to, urgency, why }: Decision,
): Promise<Result<null, RequestReason>> {
  if (!isCoordinator(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await lockRequest(tx, requestId);
    const path = request ? await carePath(request.rulesVersion) : null;
    if (!request || !path || request.state === "draft") return no("not-found");
    if (
      !(await tx.row(
        sql`SELECT 1 FROM consents WHERE person_id = ${request.patientId} AND kind = 'health-data' AND withdrawn_at IS NULL`,
      ))
    )
      return no("not-found");
    if (request.version !== version) return no("stale");
    if (!coordinatorNext(path, request.state).includes(to)) return no("illegal");
    if (request.state === "first-contact" && !urgency && !request.urgency && to !== "not-possible")
      return no("incomplete");
    if (to === "not-possible" && why === "") return no("incomplete");
    await moveTo(
      tx,
      { ...request, urgency: urgency ?? request.urgency, ownerId: office.personId },
      to,
      {
        actor: office,
        path,
        now: new Date(),
        ...(why ? { why } : {}),
      },
    );
    if (to === "complete") await enqueue(tx, "cases:requests:receive", { requestId });
    return ok(null);
  });
}

/** Takes a request on. Whoever was first has it. */
export async function takeOn(
  office: Office,
  requestId: string,
  version: number,
): Promise<Result<null, RequestReason>> {
  if (!isCoordinator(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const taken = await tx.row<{ patientId: string }>(sql`
      UPDATE requests SET owner_id = ${office.personId}, version = version + 1 WHERE id::text = ${requestId} AND version = ${version} AND state <> 'draft'
        AND EXISTS (SELECT FROM consents c WHERE c.person_id = patient_id AND c.kind = 'health-data' AND c.withdrawn_at IS NULL)
      RETURNING patient_id AS "patientId"`);
    if (!taken) return no("stale");
    await record(tx, {
      actor: office,
      action: "request.taken",
      subject: `request:${requestId}`,
      about: taken.patientId,
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
        await moveTo(tx, request, "withdrawn", {
          actor: system,
          path: await carePath(request.rulesVersion),
          now: new Date(),
        });
        await closeToFacilities(tx, id, new Date());
      }
    }
    // What a request was about and where from is not sealed, so that it can be counted: it goes with its person.
    await tx.run(sql`
      UPDATE requests SET topic_id = NULL, facility_id = NULL, family = 'other', urgency = NULL, country = 'XX', time_zone = 'Europe/Rome', language = 'en' WHERE patient_id = ${patientId}`);
    return ok(null);
  });
}
