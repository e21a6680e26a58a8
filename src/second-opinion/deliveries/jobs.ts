import "server-only";
import type { Jobs } from "@/platform/jobs";
import { deliverOpinion, draftByMachine, finishSigned } from "./commands";

export const deliveryJobs: Jobs = {
  async "second-opinion:opinions:finish"({ opinionId = "" }) {
    await finishSigned(opinionId);
  },
  async "second-opinion:opinions:deliver"({ opinionId = "" }) {
    await deliverOpinion(opinionId);
  },
  async "second-opinion:translations:machine"({ translationId = "", opinionId = "" }) {
    await draftByMachine(translationId, opinionId);
  },
};
