import { noteCover, setItem } from "@/listings/member-checks/commands";
import { wholeMember } from "@/listings/member-desks/queries";
import { decideOnMember } from "@/listings/members/commands";
import type { MemberDecision } from "@/listings/members/rules";
import type { Office } from "@/platform/actor";
import { arrive, granted, office } from "./people";

export const somebody = async (role: "administrator" | "partner-curator" | "case-coordinator") =>
  office(await arrive(role));
export const of = async (admin: Office, slug: string) => {
  const found = await wholeMember(admin, slug);
  if (!found) throw new Error(`${slug} is not there`);
  return found;
};
export const decided = async (admin: Office, slug: string, decision: MemberDecision, into = "") => {
  const { member } = await of(admin, slug);
  return decideOnMember(admin, {
    facilityId: member.id,
    version: member.version,
    decision,
    reason: `A test: ${decision}.`,
    into,
  });
};
export const stateOf = async (admin: Office, slug: string) => (await of(admin, slug)).member.state;

export async function checkAll(checker: Office, slug: string) {
  const { member, items, minimum } = await of(checker, slug);
  for (const { item } of items)
    granted(
      await setItem(checker, {
        facilityId: member.id,
        item,
        seen: "",
        verdict: "checked",
        note: "",
      }),
    );
  granted(
    await noteCover(checker, {
      facilityId: member.id,
      insurer: "An insurer",
      euro: minimum,
      until: "2099-12-31",
    }),
  );
}
