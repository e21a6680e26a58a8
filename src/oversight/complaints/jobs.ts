import "server-only";
import type { Jobs } from "@/platform/jobs";
import { remindComplaints } from "./commands";

export const complaintJobs: Jobs = {
  async "oversight:complaints:remind"() {
    await remindComplaints(new Date());
  },
};
