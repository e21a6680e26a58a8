import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { filesOf } from "@/accounts/files/queries";
import { deleteDraft } from "@/cases/drafts/commands";
import { endRequestsOf } from "@/cases/requests/commands";
import { examinePaper, examinePaperApart } from "@/documents/examinations/commands";
import { examinationJobs } from "@/documents/examinations/jobs";
import { removeDraftFiles, stopSending } from "@/documents/leftovers/commands";
import { openPaper } from "@/documents/papers/commands";
import { accountJobs } from "@/jobs";
import { phantomZip } from "../../prisma/seed/demo/dicom";
import { eicar } from "../support/clamd";
import {
  byName,
  examined,
  hers,
  imagesOf,
  nameOf,
  paperIn,
  send,
  studyRows,
  withScanner,
} from "../support/examinations";
import { jpeg, locked, pdfOf, zipOf } from "../support/files";
import { discOf } from "../support/iso";
import {
  arrive,
  ask,
  office,
  one,
  patient,
  recorded,
  runJobs,
  type Somebody,
} from "../support/people";
import { filesOnDisk, filledDraft, jobsFor, noticesOf, sentRequest } from "../support/requests";

withScanner();
let coordinator: Somebody;
beforeAll(async () => {
  coordinator = await arrive("case-coordinator");
});

const leftInScratch = () => {
  const folder = join(process.env.DATA_DIR ?? "", "tmp");
  return existsSync(folder) ? readdirSync(folder) : [];
};

const pdfWith = (bytes: Buffer) =>
  Buffer.from(
    pdfOf()
      .toString("latin1")
      .replace("xref\n", `% ${bytes.toString("latin1")}\nxref\n`),
    "latin1",
  );

describe("a paper in order", () => {
  test("is found clean by the job that its arrival left, and opens for the coordinator from then on", async () => {
    const { whose, requestId } = await sentRequest();
    const paperId = await send(requestId, "Befund.pdf", pdfOf(), "doctor-report");
    expect(await jobsFor("documents:papers:examine", { paperId })).toBe(1);
    expect(await openPaper(office(coordinator), paperId)).toBeNull();
    expect(await openPaper(patient(whose), paperId)).not.toBeNull();
    await runJobs(examinationJobs);
    expect(await paperIn(paperId)).toMatchObject({
      state: "sent",
      scan: "clean",
      why: null,
      type: "application/pdf",
    });
    expect(await openPaper(office(coordinator), paperId)).not.toBeNull();
    expect(await recorded(whose.personId)).toContain("paper.examined");
  });

  test("under another ending gets that of what it is, in whatever script its name is", async () => {
    const { fileId, type } = await examined(jpeg(), "../../صورة الأشعة.pdf.exe", "x-ray");
    expect(type).toBe("image/jpeg");
    expect(await nameOf(fileId)).toBe("صورة الأشعة.jpg");
  });

  test("is examined once: a second run changes nothing and makes nothing", async () => {
    const { paperId, whose } = await examined(await phantomZip(hers));
    const [before, entries] = [await paperIn(paperId), await recorded(whose.personId)];
    const files = filesOnDisk();
    await examinePaper(paperId);
    expect(await paperIn(paperId)).toEqual(before);
    expect(await recorded(whose.personId)).toEqual(entries);
    expect(filesOnDisk()).toBe(files);
  });

  test("examined by two at once is written once, and the copies of the second are gone", async () => {
    const { requestId } = await sentRequest();
    const paperId = await send(requestId, "disc.zip", await phantomZip(hers));
    const files = filesOnDisk();
    await Promise.all([examinePaper(paperId), examinePaper(paperId), examinePaper(paperId)]);
    expect(await studyRows(requestId)).toHaveLength(1);
    expect(filesOnDisk()).toBe(files + 6);
  });

  test("that is gone meanwhile leaves no copy behind", async () => {
    const { whose, requestId } = await filledDraft();
    const paperId = await send(requestId, "disc.zip", await phantomZip(hers));
    await runJobs(accountJobs);
    const files = filesOnDisk();
    await Promise.all([
      examinePaper(paperId),
      deleteDraft(patient(whose), requestId, removeDraftFiles),
    ]);
    await runJobs(accountJobs);
    expect(await ask("SELECT 1 FROM studies WHERE request_id = $1", [requestId])).toEqual([]);
    expect(filesOnDisk()).toBe(files - 1);
  });
});

describe("a paper that is refused", () => {
  const image = imagesOf({ slices: 1 })[0]?.bytes ?? Buffer.alloc(0);
  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ["the test virus", "virus", () => pdfWith(eicar)],
    ["it in an archive", "virus", () => zipOf({ "a.txt": "x", "eicar.com": eicar })],
    [
      "it in an archive in an archive, behind images",
      "virus",
      async () => zipOf({ "1.dcm": image, "a.zip": await zipOf({ "eicar.com": eicar }) }),
    ],
    [
      "it on a disc",
      "virus",
      () =>
        discOf("D", [
          { name: "1", bytes: image },
          { name: "E.COM", bytes: eicar },
        ]),
    ],
    ["nothing", "empty", () => Buffer.alloc(0)],
    ["a program", "type", () => Buffer.from("MZ\x90\0 a program")],
    ["a film", "type", () => Buffer.from("\0\0\0\x20ftypisom\0\0\x02\0isomiso2mp41", "latin1")],
    ["a locked archive", "encrypted", async () => locked(await zipOf({ a: "b" }))],
    [
      "an image of somebody else",
      "other-person",
      () => imagesOf({ birth: "19610814" })[0]?.bytes ?? Buffer.alloc(0),
    ],
    [
      "a disc on which one image is somebody else’s",
      "other-person",
      async () => zipOf(byName([...imagesOf(), ...imagesOf({ birth: "19500101", seed: 9 })])),
    ],
    ["an image that was cut", "truncated", () => image.subarray(0, -5)],
    [
      "an archive with an image with a program in front",
      "polyglot",
      () => zipOf({ "1": Buffer.concat([Buffer.from("MZ\0\0"), image.subarray(4)]) }),
    ],
  ])("%s: %s, and nothing that was made of it stays", async (_what, code, bytes) => {
    const { whose, requestId } = await sentRequest();
    const content = await bytes();
    await runJobs(accountJobs);
    const files = filesOnDisk();
    const paperId = await send(requestId, "file", content);
    const told = await noticesOf(whose.personId, "request-reminder", requestId);
    await examinePaper(paperId);
    expect(await paperIn(paperId)).toMatchObject({ state: "refused", scan: "unsafe", why: code });
    expect(await studyRows(requestId)).toEqual([]);
    await runJobs(accountJobs);
    expect(filesOnDisk()).toBe(files + 1);
    expect(leftInScratch()).toEqual([]);
    expect(await noticesOf(whose.personId, "request-reminder", requestId)).toBe(told + 1);
    expect(
      await one(
        "SELECT role, detail FROM audit_entries WHERE subject = $1 AND action = 'paper.refused'",
        [`paper:${paperId}`],
      ),
    ).toEqual({
      role: "system",
      detail: code,
    });
    expect(await openPaper(office(coordinator), paperId)).toBeNull();
    expect((await openPaper(patient(whose), paperId)) === null).toBe(code === "virus");
    const { fileId } = await paperIn(paperId);
    const inCopy = (await filesOf(whose.personId)).some(({ id }) => id === fileId);
    expect(inCopy).toBe(code !== "virus");
  });
});

test("a person who is erased takes the copies along, and the rows of their images", async () => {
  const { whose, requestId } = await examined(await phantomZip(hers));
  await runJobs(accountJobs);
  const files = filesOnDisk();
  await endRequestsOf(whose.personId, { removeFiles: removeDraftFiles, stopSending });
  await runJobs(accountJobs);
  expect(filesOnDisk()).toBe(files - 6);
  expect(await studyRows(requestId)).toEqual([]);
  expect(
    await ask("SELECT 1 FROM stored_files WHERE owner_id = $1 AND purpose = 'image'", [
      whose.personId,
    ]),
  ).toEqual([]);
});

test("a paper that takes more than any should is given up, refused with its reason, and told of", async () => {
  const { whose, requestId } = await sentRequest();
  const paperId = await send(requestId, "Befund.pdf", pdfOf(), "doctor-report");
  await examinePaperApart(paperId, () => ({ milliseconds: 1, bytes: 1_000_000_000 }));
  expect(await paperIn(paperId)).toMatchObject({ state: "refused", scan: "unsafe", why: "costly" });
  expect(await recorded(whose.personId)).toContain("paper.refused");
  expect(await noticesOf(whose.personId, "request-reminder", requestId)).toBe(1);
});
