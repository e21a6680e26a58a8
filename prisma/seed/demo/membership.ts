import { noteCover, setItem } from "../../../src/listings/member-checks/commands";
import { wholeMember } from "../../../src/listings/member-desks/queries";
import { decideOnMember } from "../../../src/listings/members/commands";
import type { Office } from "../../../src/platform/actor";
import { dayIn, milan } from "../../../src/platform/zones";
import { done } from "./scene";

const invented = "Demonstration, invented:";

/** An admission half checked, at the facility where the cast works. No public page tells of it: nobody is admitted here. */
export async function seedMembership(administrator: Office, curator: Office): Promise<void> {
  const whole = await wholeMember(administrator, "niguarda");
  if (!whole) throw new Error("the facility of the cast is missing");
  const { id, version } = whole.member;
  done(
    await decideOnMember(administrator, {
      facilityId: id,
      version,
      decision: "start",
      reason: `${invented} an application came by post.`,
      into: "",
    }),
  );
  const begun = await wholeMember(administrator, "niguarda");
  const notes = ["checked", "checked", "failed"] as const;
  for (const [at, verdict] of notes.entries()) {
    const item = begun?.items[at]?.item;
    if (item)
      done(
        await setItem(curator, {
          facilityId: id,
          item,
          seen: "",
          verdict,
          note: `${invented} ${verdict === "failed" ? "the paper names another signatory." : "seen on a call."}`,
        }),
      );
  }
  const inAYear = dayIn(milan, new Date(Date.now() + 365 * 86_400_000));
  done(
    await noteCover(curator, {
      facilityId: id,
      insurer: "Assicurazioni Inventate",
      euro: 4_000_000,
      until: inAYear,
    }),
  );
}
