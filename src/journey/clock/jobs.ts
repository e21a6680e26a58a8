import "server-only";
import type { Jobs } from "@/platform/jobs";
import { lapse, tellOfChanges } from "./commands";

export const journeyJobs: Jobs = {
  async "journey:clock:tick"() {
    await lapse(new Date());
  },
  async "journey:changes:tell"({ journeyId = "" }) {
    await tellOfChanges(journeyId);
  },
};
