import "server-only";
import { notifyOffice } from "@/accounts/notices/commands";
import type { Office, Partner } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { isOfFirm, notifyFirm } from "../checks/commands";
import { lockPartner } from "../moves/commands";
import { actsFor, curates } from "../moves/policy";
import { type Profile, profileHash } from "../profiles/rules";
import { StoredProfile } from "../profiles/schema";
import type { ReviewReason } from "./rules";

type Open = { id: string; state: string; version: number; body: unknown; authors: string[] };
const openOf = (tx: Tx, partnerId: string) =>
  tx.row<Open>(
    sql`SELECT id, state, version, body, authors FROM partner_changes WHERE partner_id = ${partnerId} AND state <> 'approved' FOR UPDATE`,
  );

/** Freezes the proposal for its approval: what is decided on is this content and no other. */
export async function submitChange(
  actor: Partner & { partnerId: string },
  version: number,
): Promise<Result<null, ReviewReason>> {
  if (!actsFor(actor, actor.partnerId, "edit-profile")) return no("not-found");
  return inTransaction(async (tx): Promise<Result<null, ReviewReason>> => {
    const partner = await lockPartner(tx, actor.partnerId);
    if (partner?.state !== "admitted" && partner?.state !== "suspended") return no("illegal");
    const open = await openOf(tx, partner.id);
    if (!open || (open.state !== "draft" && open.state !== "returned")) return no("stale");
    if (open.version !== version) return no("stale");
    const profile = StoredProfile.parse(open.body) as Profile;
    if (profile.about === "" || profile.services.length === 0) return no("noServices");
    const hash = profileHash(profile);
    if (
      await tx.row(
        sql`SELECT 1 FROM partner_releases WHERE partner_id = ${partner.id} AND no = ${partner.releaseNo} AND hash = ${hash}`,
      )
    )
      return no("nothingNew");
    await tx.run(sql`
      UPDATE partner_changes SET state = 'submitted', hash = ${hash}, submitted_at = now(), submitted_by = ${actor.personId}, reason = '', version = version + 1 WHERE id = ${open.id}`);
    await record(tx, {
      actor,
      action: "partner-change.submitted",
      subject: `partner:${partner.id}`,
    });
    await notifyOffice(tx, "partner-curator", "partner-waiting", partner.id);
    return ok(null);
  });
}

/** The partner takes a proposal back that waits, to go on writing. */
export async function takeBackChange(
  actor: Partner & { partnerId: string },
): Promise<Result<null, ReviewReason>> {
  if (!actsFor(actor, actor.partnerId, "edit-profile")) return no("not-found");
  return inTransaction(async (tx): Promise<Result<null, ReviewReason>> => {
    const taken = await tx.run(sql`
      UPDATE partner_changes SET state = 'draft', hash = NULL, submitted_at = NULL, submitted_by = NULL, version = version + 1
      WHERE partner_id = ${actor.partnerId} AND state = 'submitted'`);
    if (taken !== 1) return no("stale");
    await record(tx, {
      actor,
      action: "partner-change.saved",
      subject: `partner:${actor.partnerId}`,
    });
    return ok(null);
  });
}

type Publishing = {
  partnerId: string;
  /** The number of the release it stands on: another one meanwhile, and nothing is published. */
  onRelease: number;
  changeId: string;
  body: unknown;
  hash: Buffer;
  approvedBy: string;
};

/**
 * The one function that publishes a partner: the next release in full, and from it the services as they are searched
 * and ordered. What a release no longer holds is kept, and can't be ordered any more.
 */
export async function publish(
  tx: Tx,
  { partnerId, onRelease, changeId, body, hash, approvedBy }: Publishing,
): Promise<boolean> {
  const no = onRelease + 1;
  const moved = await tx.run(
    sql`UPDATE partners SET release_no = ${no} WHERE id = ${partnerId} AND release_no = ${onRelease}`,
  );
  if (moved !== 1) return false;
  await tx.run(sql`
    INSERT INTO partner_releases (partner_id, no, body, hash, change_id, approved_by)
    VALUES (${partnerId}, ${no}, ${JSON.stringify(body)}::jsonb, ${hash}, ${changeId}, ${approvedBy})`);
  const { services } = StoredProfile.parse(body);
  await tx.run(
    sql`UPDATE partner_services SET is_offered = false WHERE partner_id = ${partnerId} AND id <> ALL(${services.map(({ id }) => id)}::uuid[])`,
  );
  for (const [position, one] of services.entries())
    await tx.run(sql`
      INSERT INTO partner_services (id, partner_id, category, position, areas, languages, features, price_model, from_cents, to_cents, capacity, body)
      VALUES (${one.id}, ${partnerId}, ${one.category}, ${position}, ${one.areas}, ${one.languages}, ${one.features}, ${one.priceModel}, ${one.fromCents}, ${one.toCents},
        ${one.capacity}, ${JSON.stringify(one)}::jsonb)
      ON CONFLICT (id) DO UPDATE SET category = excluded.category, position = excluded.position, areas = excluded.areas, languages = excluded.languages,
        features = excluded.features, price_model = excluded.price_model, from_cents = excluded.from_cents, to_cents = excluded.to_cents,
        capacity = excluded.capacity, body = excluded.body, is_offered = true WHERE partner_services.partner_id = excluded.partner_id`);
  return true;
}

type Reviewed = {
  partnerId: string;
  changeId: string;
  hash: string;
  answer: "approve" | "return";
  reason: string;
};

/** Approves or sends back exactly what was read. Nobody approves what they wrote a word of. */
export async function reviewChange(
  office: Office,
  { partnerId, changeId, hash, answer, reason }: Reviewed,
): Promise<Result<null, ReviewReason>> {
  if (!curates(office)) return no("notAllowed");
  if (answer === "return" && reason === "") return no("needsReason");
  return inTransaction(async (tx): Promise<Result<null, ReviewReason>> => {
    const partner = await lockPartner(tx, partnerId);
    if (!partner) return no("not-found");
    const open = await openOf(tx, partner.id);
    if (open?.id !== changeId || open.state !== "submitted") return no("stale");
    const frozen = profileHash(StoredProfile.parse(open.body) as Profile);
    if (frozen.toString("hex") !== hash) return no("stale");
    if (open.authors.includes(office.personId) || (await isOfFirm(tx, office.personId, partner.id)))
      return no("notYourself");
    if (answer === "return")
      await tx.run(sql`
        UPDATE partner_changes SET state = 'returned', hash = NULL, decided_at = now(), decided_by = ${office.personId}, reason = ${reason}, version = version + 1 WHERE id = ${changeId}`);
    else {
      await tx.run(sql`
        UPDATE partner_changes SET state = 'approved', decided_at = now(), decided_by = ${office.personId}, reason = ${reason} WHERE id = ${changeId}`);
      const published = await publish(tx, {
        partnerId: partner.id,
        onRelease: partner.releaseNo,
        changeId,
        body: open.body,
        hash: frozen,
        approvedBy: office.personId,
      });
      if (!published) return no("stale");
    }
    await record(tx, {
      actor: office,
      action: answer === "approve" ? "partner-change.approved" : "partner-change.returned",
      subject: `partner:${partner.id}`,
    });
    await notifyFirm(tx, partner.id, "partner-decided", "edit-profile");
    return ok(null);
  });
}
