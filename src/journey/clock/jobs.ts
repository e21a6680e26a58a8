import "server-only";
import type { Jobs } from "@/platform/jobs";
import { lookAtCheckIns } from "../check-ins/commands";
import { lapse, tellOfChanges } from "./commands";

export const journeyJobs: Jobs = {
  async "journey:clock:tick"() {
    const now = new Date();
    await lapse(now);
    await lookAtCheckIns(now);
  },
  async "journey:changes:tell"({ journeyId = "" }) {
    await tellOfChanges(journeyId);
  },
};
