import "server-only";
import type { Jobs } from "@/platform/jobs";
import { removeStored } from "@/platform/storage/files";
import { erasePerson, type More, makeExport } from "./commands";
import { requestToDo } from "./queries";

/** What the parts of the portal that come later add to a copy, and end before an erasure. */
type Others = { more: More; before: (personId: string) => Promise<void> };

export const requestJobs = ({ more, before }: Others): Jobs => ({
  async "accounts:requests:export"({ requestId = "" }) {
    const request = await requestToDo(requestId);
    if (request) await makeExport(request, more);
  },
  async "accounts:requests:erasure"({ requestId = "" }) {
    const request = await requestToDo(requestId);
    if (!request) return;
    await before(request.personId);
    await erasePerson(request);
  },
  async "accounts:files:remove"({ place = "" }) {
    await removeStored(place);
  },
});
