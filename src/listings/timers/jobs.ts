import "server-only";
import type { Jobs } from "@/platform/jobs";
import { numberList } from "@/platform/settings";
import type { Desk } from "../drafts/queries";
import { endProofs, remindOfProofs } from "../proofs/commands";
import { publishDue } from "../timings/commands";

/** What time does to listings of every kind: timed releases, ends of proofs, reminders. */
export const listingJobs = (desks: readonly Desk[]): Jobs => ({
  async "listings:timings:publish"() {
    await publishDue(desks, new Date());
  },
  async "listings:proofs:end"() {
    const now = new Date();
    await endProofs(desks, now);
    await remindOfProofs(desks, await numberList("listings", "proof-reminder-days"), now);
  },
});
