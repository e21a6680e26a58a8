import "server-only";
import { queueLetter } from "@/accounts/letters/commands";
import { notifyOffice } from "@/accounts/notices/commands";
import type { Refused } from "@/accounts/sessions/commands";
import type { From } from "@/accounts/sessions/rules";
import type { Office } from "@/platform/actor";
import { nobody, record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { sealByMaster, unsealByMaster } from "@/platform/security/sealing";
import { readableCode } from "@/platform/security/tokens";
import { curates } from "../moves/policy";
import { nextStates, type ReportState } from "./rules";

/** Anyone reports a broker. Answers the number under which it is kept. */
export async function reportBroker(
  { broker, body, email }: { broker: string; body: string; email: string },
  language: Language,
  once: Once,
  from: From,
): Promise<Result<string, "twin" | "otherContent"> | Refused> {
  const minutes = await minutesToWait([["broker-reports", from.address]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  return onceInTransaction(once, async (tx) => {
    const [id, number] = [crypto.randomUUID(), `B-${readableCode(8)}`];
    await tx.run(sql`
      INSERT INTO broker_reports (id, number, broker, body, email, language)
      VALUES (${id}, ${number}, ${sealByMaster(`broker_reports.broker:${id}`, broker)}, ${sealByMaster(`broker_reports.body:${id}`, body)},
        ${email ? sealByMaster(`broker_reports.email:${id}`, email) : null}, ${language})`);
    await record(tx, {
      actor: nobody(from.network),
      action: "broker-report.made",
      subject: `broker-report:${id}`,
    });
    await notifyOffice(tx, "partner-curator", "broker-reported", id);
    return ok(number);
  });
}

export type ReportReason = "notAllowed" | "stale" | "needsAnswer";

/** A step of the association on a report. Whoever left an address gets the answer by letter, which says only that it is there. */
export async function handleReport(
  office: Office,
  { reportId, state, answer }: { reportId: string; state: ReportState; answer: string },
): Promise<Result<null, ReportReason>> {
  if (!curates(office)) return no("notAllowed");
  if (state === "answered" && answer === "") return no("needsAnswer");
  return inTransaction(async (tx): Promise<Result<null, ReportReason>> => {
    const found = await tx.row<{
      state: ReportState;
      email: string | null;
      number: string;
      language: Language;
    }>(
      sql`SELECT state, email, number, language FROM broker_reports WHERE id = ${reportId} FOR UPDATE`,
    );
    if (!found || !nextStates(found.state).includes(state)) return no("stale");
    await tx.run(sql`
      UPDATE broker_reports SET state = ${state}, answer = coalesce(${answer || null}, answer), handler_id = ${office.personId}, handled_at = now() WHERE id = ${reportId}`);
    await record(tx, {
      actor: office,
      action: "broker-report.answered",
      subject: `broker-report:${reportId}`,
      detail: state,
    });
    if (found.email && state === "answered")
      await queueLetter(tx, {
        kind: "broker-answer",
        language: found.language,
        to: { address: unsealByMaster(`broker_reports.email:${reportId}`, found.email) },
        link: reportId,
        number: found.number,
      });
    return ok(null);
  });
}
