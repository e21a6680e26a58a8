import "server-only";
import type { Jobs } from "@/platform/jobs";
import { examinePaper, examineWaiting } from "./commands";

export const examinationJobs: Jobs = {
  async "second-opinion:papers:examine"({ paperId = "" }) {
    await examinePaper(paperId);
  },
  async "second-opinion:papers:examine-waiting"() {
    await examineWaiting();
  },
};
