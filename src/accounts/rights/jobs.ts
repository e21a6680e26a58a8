import "server-only";
import type { Jobs } from "@/platform/jobs";
import { removeStored } from "@/platform/storage/files";
import { erasePerson, type More, makeExport, type Resources } from "./commands";
import { requestToDo } from "./queries";

/** What the parts of the portal that come later add to a copy, and end before an erasure. */
type Others = { more: More; resources?: Resources; before: (personId: string) => Promise<void> };

export const rightsJobs = ({ more, resources, before }: Others): Jobs => ({
  async "accounts:requests:export"({ requestId = "" }) {
    const request = await requestToDo(requestId);
    if (request) await makeExport(request, more, resources);
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
