import "server-only";
import type { Jobs } from "@/platform/jobs";
import { examinePaper, examineWaiting } from "./commands";

export const examinationJobs: Jobs = {
  async "documents:papers:examine"({ paperId = "" }) {
    await examinePaper(paperId);
  },
  async "documents:papers:examine-waiting"() {
    await examineWaiting();
  },
};
