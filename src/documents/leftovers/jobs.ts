import "server-only";
import type { Jobs } from "@/platform/jobs";
import { log } from "@/platform/log";
import { expireUploads, sweepStore } from "./commands";

export const leftoverJobs: Jobs = {
  /** Every night. */
  async "documents:uploads:sweep"() {
    const expired = await expireUploads();
    const orphans = await sweepStore(new Date());
    if (expired + orphans > 0)
      log.info("uploads given up, files without a row", { count: expired + orphans });
  },
};
