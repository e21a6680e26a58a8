import "server-only";
import type { Jobs } from "@/platform/jobs";
import { lapsePlans } from "./commands";

export const planJobs: Jobs = {
  async "opinions:plans:lapse"() {
    await lapsePlans(new Date());
  },
};
