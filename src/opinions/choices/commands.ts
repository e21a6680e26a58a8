import "server-only";
import { endConsents, writeConsents } from "@/accounts/consents/commands";
import { atFacility } from "@/cases/acts/rules";
import type { RequestReason } from "@/cases/answers/rules";
import { endWork } from "@/cases/endings/commands";
import { begin, finish } from "@/cases/moves/commands";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Once, onceInTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import type { Line } from "../proposals/rules";
import { askNextFacility, type ReferralReason } from "../referrals/commands";
import { consentScope, isWhole, type ReferralState } from "../referrals/rules";
import type { Choice } from "../referrals/schema";

type Choosing = {
  requestId: string;
  version: number;
  choices: readonly Choice[];
  language: Language;
};

/** The patient's choice, and the agreement for each facility and group of documents. The first is asked at once. */
export async function chooseFacilities(
  actor: Actor,
  once: Once,
  { requestId, version, choices, language }: Choosing,
): Promise<Result<null, ReferralReason | "twin" | "otherContent">> {
  return onceInTransaction(once, async (tx): Promise<Result<null, ReferralReason>> => {
    const held = await begin(tx, actor, requestId, "chooseFacilities", { version });
    if (!held.ok) return held;
    const { path, patientId } = held.value;
    if (!isWhole(choices, path.most.facilities)) return no("places");
    const proposal = await tx.row<{ lines: Line[] }>(
      sql`SELECT lines FROM proposals WHERE request_id = ${requestId} ORDER BY made_at DESC LIMIT 1`,
    );
    // Chosen anew: what was agreed to for an earlier choice is over.
    await tx.run(
      sql`UPDATE referrals SET state = 'withdrawn', ended_at = now() WHERE request_id = ${requestId} AND state = 'chosen'`,
    );
    await endConsents(tx, actor, { patientId, kind: "facility", scopesOf: `${requestId}:` });
    for (const choice of choices) {
      const line = proposal?.lines.find((one) => one.facilityId === choice.facilityId);
      if (!line) return no("illegal");
      const reason = await refer(tx, requestId, choice, line);
      if (reason) return no(reason);
    }
    await writeConsents(tx, actor, {
      patientId,
      kind: "facility",
      version: await wordingOf(tx),
      language,
      scopes: choices.flatMap(({ facilityId, groups }) =>
        groups.map((group) => consentScope(requestId, facilityId, group)),
      ),
    });
    await record(tx, {
      actor,
      action: "facilities.chosen",
      subject: `request:${requestId}`,
      about: patientId,
      detail: String(choices.length),
    });
    if (!(await askNextFacility(tx, held.value, actor, held.value.now))) return no("illegal");
    await finish(tx, held.value);
    return ok(null);
  });
}

/** A facility among those chosen, at the fee and within the days that the patient read. */
async function refer(
  tx: Tx,
  requestId: string,
  choice: Choice,
  line: Line,
): Promise<"changedFee" | null> {
  const terms = await tx.row<{ feeCents: number; days: number; currency: string }>(sql`
    SELECT t.fee_cents AS "feeCents", t.days, t.currency FROM opinion_terms t JOIN facilities f ON f.id = t.facility_id
    WHERE t.facility_id = ${choice.facilityId} AND t.is_offered AND t.confirmed_at IS NOT NULL AND f.closed_on IS NULL AND f.suspended_at IS NULL FOR SHARE`);
  if (!terms || terms.feeCents !== line.feeCents || terms.days !== line.days) return "changedFee";
  await tx.run(sql`
    INSERT INTO referrals (request_id, facility_id, place, groups, fee_cents, currency, days)
    VALUES (${requestId}, ${choice.facilityId}, ${choice.place}, ${choice.groups}, ${terms.feeCents}, ${terms.currency}, ${terms.days})`);
  return null;
}

const wordingOf = async (tx: Tx) =>
  (
    await tx.row<{ version: number | null }>(
      sql`SELECT max(version) AS version FROM consent_texts WHERE kind = 'facility'`,
    )
  )?.version ?? 1;

/** The patient closes the case to a facility. Its access ends in this transaction; where it was at work, there is a new choice. */
export async function closeToFacility(
  actor: Actor,
  requestId: string,
  facilityId: number,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const held = await begin(tx, actor, requestId, "closeToFacility");
    if (!held.ok) return held;
    const { patientId, state, course, now } = held.value;
    const closed = await tx.row<{ state: ReferralState }>(sql`
      SELECT state FROM referrals WHERE request_id = ${requestId} AND facility_id = ${facilityId} AND state IN ('chosen', 'offered', 'accepted', 'done')`);
    if (!closed) return no("not-found");
    await endConsents(tx, actor, {
      patientId,
      kind: "facility",
      scopesOf: `${requestId}:${facilityId}:`,
    });
    await tx.run(sql`
      UPDATE referrals SET state = 'withdrawn', ended_at = ${now}
      WHERE request_id = ${requestId} AND facility_id = ${facilityId} AND state IN ('chosen', 'offered', 'accepted', 'done')`);
    await record(tx, {
      actor,
      action: "referral.withdrawn",
      subject: `request:${requestId}`,
      about: patientId,
      detail: String(facilityId),
    });
    if (closed.state === "chosen") {
      await finish(tx, held.value, "aside");
      return ok(null);
    }
    await tx.run(
      sql`UPDATE assignments SET state = 'ended', ended_at = ${now} WHERE request_id = ${requestId} AND state IN ('offered', 'accepted')`,
    );
    if (!atFacility(course)) {
      await finish(tx, held.value, "gone");
      return ok(null);
    }
    await endWork(tx, requestId, now);
    const isAsked =
      state === "offered-facility" && (await askNextFacility(tx, held.value, actor, now));
    await finish(tx, held.value, isAsked ? "next" : "choice");
    return ok(null);
  });
}
