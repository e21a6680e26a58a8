import "server-only";
import type { Jobs } from "@/platform/jobs";
import { takeUpload } from "./commands";

export const arrivalJobs: Jobs = {
  async "documents:uploads:take"({ uploadId = "" }) {
    await takeUpload(uploadId);
  },
};
