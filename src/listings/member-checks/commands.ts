import "server-only";
import type { Office } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { dayIn, milan } from "@/platform/zones";
import type { Cover } from "../member-lists/rules";
import { isOfFacility, lockMember, moveMember, tellFacility } from "../members/commands";
import { checksMembers } from "../members/policy";
import type { MemberReason } from "../members/rules";
import type { CheckVerdict } from "./rules";

export type ItemFound = {
  facilityId: number;
  item: string;
  seen: string;
  verdict: CheckVerdict;
  note: string;
};

/** What the association found of one item. The first one begins the check; a member is checked again whenever somebody does. */
export async function setItem(
  office: Office,
  { facilityId, item, seen, verdict, note }: ItemFound,
  now = new Date(),
): Promise<Result<null, MemberReason | "needsNote">> {
  if (!checksMembers(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, MemberReason | "needsNote">> => {
    const member = await lockMember(tx, facilityId);
    if (!member) return no("not-found");
    if (!["applied", "checking", "admitted", "suspended"].includes(member.state))
      return no("illegal");
    if (await isOfFacility(tx, office.personId, facilityId)) return no("notYourself");
    if (verdict !== "checked" && note === "") return no("needsNote");
    const before = await tx.row<{ checkedAt: Date | null }>(
      sql`SELECT checked_at AS "checkedAt" FROM membership_checks WHERE facility_id = ${facilityId} AND item = ${item} FOR UPDATE`,
    );
    if (!before) return no("not-found");
    if ((before.checkedAt?.toISOString() ?? "") !== seen) return no("stale");
    await tx.run(sql`
      UPDATE membership_checks SET state = ${verdict}, note = ${note}, checked_by = ${office.personId}, checked_at = ${now} WHERE facility_id = ${facilityId} AND item = ${item}`);
    await record(tx, {
      actor: office,
      action: "facility-check.decided",
      subject: `facility:${facilityId}`,
      detail: `${item}:${verdict}`,
    });
    if (member.state === "applied")
      await moveMember(tx, office, member, "check", `${item}:${verdict}`);
    if (verdict === "failed") await tellFacility(tx, facilityId);
    return ok(null);
  });
}

/** Notes a facility's cover as its paper says. What was noted before stays to be read. */
export async function noteCover(
  office: Office,
  { facilityId, insurer, euro, until }: Cover & { facilityId: number },
  now = new Date(),
): Promise<Result<null, MemberReason | "dayPast">> {
  if (!checksMembers(office)) return no("notAllowed");
  return inTransaction(async (tx): Promise<Result<null, MemberReason | "dayPast">> => {
    const member = await lockMember(tx, facilityId);
    if (!member) return no("not-found");
    if (!["applied", "checking", "admitted", "suspended"].includes(member.state))
      return no("illegal");
    if (await isOfFacility(tx, office.personId, facilityId)) return no("notYourself");
    if (until < dayIn(milan, now)) return no("dayPast");
    await tx.run(sql`
      INSERT INTO liability_covers (facility_id, insurer, euro, valid_until, noted_by, noted_at) VALUES (${facilityId}, ${insurer}, ${euro}, ${until}::date, ${office.personId}, ${now})`);
    await record(tx, {
      actor: office,
      action: "facility-cover.noted",
      subject: `facility:${facilityId}`,
      detail: until,
    });
    return ok(null);
  });
}
