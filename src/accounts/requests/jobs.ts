import "server-only";
import type { Jobs } from "@/platform/jobs";
import { removeStored } from "@/platform/storage/files";
import { erasePerson, makeExport } from "./commands";
import { requestToDo } from "./queries";

export const requestJobs: Jobs = {
  async "accounts:requests:export"({ requestId = "" }) {
    const request = await requestToDo(requestId);
    if (request) await makeExport(request);
  },
  async "accounts:requests:erasure"({ requestId = "" }) {
    const request = await requestToDo(requestId);
    if (request) await erasePerson(request);
  },
  async "accounts:files:remove"({ place = "" }) {
    await removeStored(place);
  },
};
