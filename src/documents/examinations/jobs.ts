import "server-only";
import type { Jobs } from "@/platform/jobs";
import { examinePaperApart, examineWaiting } from "./commands";

export const examinationJobs: Jobs = {
  async "documents:papers:examine"({ paperId = "" }) {
    await examinePaperApart(paperId);
  },
  async "documents:papers:examine-waiting"() {
    await examineWaiting();
  },
};
