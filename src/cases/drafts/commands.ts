import "server-only";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal, unseal } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { canActForPatient, patientOf } from "../access/policy";
import { type Answers, type RequestReason, type Step, zonesOf } from "../answers/rules";
import { currentCarePath, takesRequests } from "../care-path/queries";
import { lockRequest } from "../moves/commands";

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
        (SELECT id FROM facilities WHERE slug = ${facility} AND closed_on IS NULL AND suspended_at IS NULL), ${country}, ${zonesOf(country)[0] ?? "Europe/Rome"}, ${language}, ${seal(key, `requests.answers:${id}`, JSON.stringify(answers))}, ${[]})`);
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
