import "server-only";
import type { Jobs } from "@/platform/jobs";
import { receiveRequest } from "../moves/commands";
import { type Followers, tick } from "./commands";

/** What the queue does for cases; `followers` is what later domains do when nobody acts, and when a draft is removed. */
export const caseJobs = (followers: Followers): Jobs => ({
  async "cases:requests:receive"({ requestId = "" }) {
    await receiveRequest(requestId);
  },
  /** Every minute: reminders, warnings, and what follows when nobody acts. */
  async "cases:clock:tick"() {
    await tick(new Date(), followers);
  },
});
