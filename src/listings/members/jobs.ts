import "server-only";
import type { Jobs } from "@/platform/jobs";
import { listRunningAt, type Running } from "./commands";

/** What the queue does for memberships. Later domains hand in what can still run with a facility that is out. */
export const memberJobs = (running: readonly Running[]): Jobs => ({
  async "listings:members:list-running"({ facilityId = "", moveId = "" }) {
    await listRunningAt(Number(facilityId), moveId, running);
  },
});
