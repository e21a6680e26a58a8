import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { storedFile } from "@/accounts/files/queries";
import { lockRequest } from "@/cases/moves/commands";
import { examinePaper } from "@/documents/examinations/commands";
import { forgetScanner } from "@/documents/examinations/queries";
import type { Scan } from "@/documents/examinations/rules";
import { putPaper } from "@/documents/papers/commands";
import { system } from "@/platform/audit";
import { readStored, storeFile } from "@/platform/storage/files";
import { type Phantom, phantomStudy } from "../../prisma/seed/demo/dicom";
import { isClamdInstalled, Scanner, startClamd } from "./clamd";
import { ask, done, one } from "./people";
import { sentRequest } from "./requests";

/** A paper as an upload leaves it: in the store, nothing known of it but its name, the job of its examination waiting. */
export async function send(
  requestId: string,
  name: string,
  bytes: Buffer,
  kind = "imaging-dicom",
): Promise<string> {
  const stored = await storeFile(
    (async function* () {
      yield bytes;
    })(),
  );
  const before = new Set((await papersIn(requestId)).map(({ id }) => id));
  await done(async (tx) => {
    const request = await lockRequest(tx, requestId);
    if (!request) throw new Error("no such request");
    await putPaper(tx, request, {
      kind,
      name,
      type: "application/octet-stream",
      stored,
      by: system,
    });
  });
  const added = (await papersIn(requestId)).find(({ id }) => !before.has(id));
  if (!added) throw new Error("no paper was put");
  return added.id;
}

const papersIn = (requestId: string) =>
  ask<{ id: string }>("SELECT id FROM request_papers WHERE request_id = $1", [requestId]);

export type Examined = {
  state: string;
  scan: Scan;
  why: string | null;
  type: string;
  fileId: string;
};
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

/** Born as the answers of the request say. */
export const hers: Phantom = {
  name: "PATIENTIN^PELAGIA",
  birth: "19610713",
  day: "20261103",
  slices: 6,
};
export const imagesOf = (change: Partial<Phantom> = {}) => phantomStudy({ ...hers, ...change });

export async function examined(bytes: Buffer, name = "file", kind?: string) {
  const { whose, requestId } = await sentRequest();
  const paperId = await send(requestId, name, bytes, kind);
  await examinePaper(paperId);
  return { whose, requestId, paperId, ...(await paperIn(paperId)) };
}
export const studyRows = (requestId: string) =>
  ask<{
    id: string;
    modality: string;
    region: string;
    person: string;
    gaps: string[];
    seriesCount: number;
    imageCount: number;
  }>(
    'SELECT id, modality, region, person, gaps, series_count AS "seriesCount", image_count AS "imageCount" FROM studies WHERE request_id = $1',
    [requestId],
  );

export const byName = (files: { name: string; bytes: Buffer }[]) =>
  Object.fromEntries(files.map(({ bytes }, at) => [`IM${at}`, bytes]));

export const scanner = new Scanner();

/** Starts what examines: the real clamd behind a scanner of ours where it is installed. Ends with the file's tests. */
export function withScanner(): void {
  const ours: { stop(): Promise<void> }[] = [];
  beforeAll(async () => {
    process.env.CLAMD_SOCKET = await scanner.listen();
    if (isClamdInstalled) {
      const clamd = await startClamd();
      scanner.behind = clamd.address;
      ours.push(clamd);
    }
  });
  beforeEach(() => {
    scanner.manner = "well";
    forgetScanner();
  });
  afterAll(async () => {
    for (const one of ours) await one.stop();
    scanner.close();
  });
}
