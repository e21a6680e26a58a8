import "server-only";
import type { Jobs } from "@/platform/jobs";
import { propose } from "./commands";

export const proposalJobs: Jobs = {
  async "opinions:proposals:make"({ requestId = "" }) {
    await propose(requestId);
  },
};
