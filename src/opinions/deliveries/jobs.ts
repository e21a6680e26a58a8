import "server-only";
import type { Jobs } from "@/platform/jobs";
import { deliverOpinion, draftByMachine, finishSigned } from "./commands";

export const deliveryJobs: Jobs = {
  async "opinions:deliveries:finish"({ opinionId = "" }) {
    await finishSigned(opinionId);
  },
  async "opinions:deliveries:deliver"({ opinionId = "" }) {
    await deliverOpinion(opinionId);
  },
  async "opinions:translations:machine"({ translationId = "", opinionId = "" }) {
    await draftByMachine(translationId, opinionId);
  },
};
