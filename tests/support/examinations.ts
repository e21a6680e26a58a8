import { buffer } from "node:stream/consumers";
import { storedFile } from "@/accounts/files/queries";
import { system } from "@/platform/audit";
import { readStored, storeFile } from "@/platform/storage/files";
import type { Scan } from "@/second-opinion/examinations/rules";
import { lockRequest } from "@/second-opinion/moves/commands";
import { putPaper } from "@/second-opinion/papers/commands";
import { ask, done, one } from "./people";

/** A paper as an upload leaves it: in the store, nothing known of it but its name, the job of its examination waiting. */
export async function send(requestId: string, name: string, bytes: Buffer, kind = "imaging-dicom"): Promise<string> {
  const stored = await storeFile(
    (async function* () {
      yield bytes;
    })(),
  );
  const before = new Set((await papersIn(requestId)).map(({ id }) => id));
  await done(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (!request) throw new Error("no such request");
    await putPaper(tx, request, { kind, name, type: "application/octet-stream", stored, by: system });
  });
  const added = (await papersIn(requestId)).find(({ id }) => !before.has(id));
  if (!added) throw new Error("no paper was put");
  return added.id;
}

const papersIn = (requestId: string) => ask<{ id: string }>("SELECT id FROM request_papers WHERE request_id = $1", [requestId]);

export type Examined = { state: string; scan: Scan; why: string | null; type: string; fileId: string };
export const paperIn = (paperId: string) =>
  one<Examined>(
    'SELECT a.state, f.scan, f.scan_why AS why, f.type, f.id AS "fileId" FROM request_papers a JOIN stored_files f ON f.id = a.file_id WHERE a.id = $1',
    [paperId],
  );

export const nameOf = async (fileId: string) => (await storedFile(fileId))?.name;

/** The copies of images made of a paper, as bytes, in their order. */
export async function copiesOf(paperId: string): Promise<Buffer[]> {
  const ids = await ask<{ id: string }>(
    "SELECT i.file_id AS id FROM study_images i JOIN series s ON s.id = i.series_id JOIN studies t ON t.id = s.study_id WHERE t.paper_id = $1 ORDER BY s.number, i.position",
    [paperId],
  );
  return Promise.all(
    ids.map(async ({ id }) => {
      const file = await storedFile(id);
      if (!file) throw new Error("a copy without its file");
      return buffer(await readStored(file.place, file.key));
    }),
  );
}
