import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { deleteDraft } from "@/cases/drafts/commands";
import { endRequestsOf } from "@/cases/requests/commands";
import { requestCase } from "@/cases/requests/queries";
import { examinePaper, examineWaiting } from "@/documents/examinations/commands";
import { examinationJobs } from "@/documents/examinations/jobs";
import { forgetScanner, scannerState } from "@/documents/examinations/queries";
import { removeDraftFiles, stopSending } from "@/documents/leftovers/commands";
import { openPaper } from "@/documents/papers/commands";
import { studiesOf } from "@/documents/studies/queries";
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
  scanner,
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
      () => imagesOf({ birth: "19610714" })[0]?.bytes ?? Buffer.alloc(0),
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
  });
});

const pdfWith = (bytes: Buffer) =>
  Buffer.from(
    pdfOf()
      .toString("latin1")
      .replace("xref\n", `% ${bytes.toString("latin1")}\nxref\n`),
    "latin1",
  );

describe("without a scanner that can be trusted", () => {
  test.each(["down", "strange", "blind"] as const)(
    "(%s) nothing is clean: papers wait, refused for what can be seen without it",
    async (manner) => {
      scanner.manner = manner;
      expect((await scannerState()).state).toBe(manner === "blind" ? "old" : "down");
      const { whose, requestId, paperId, scan } = await examined(await phantomZip(hers));
      expect(scan).toBe("waiting");
      expect(await openPaper(office(coordinator), paperId)).toBeNull();
      const request = await requestCase(patient(whose), requestId);
      if (!request) throw new Error("no case");
      expect(await studiesOf(patient(whose), request)).toMatchObject([
        { imageCount: 6, isClean: false },
      ]);
      expect(await examined(await zipOf({ a: eicar }))).toMatchObject({ scan: "waiting" });
      expect(await examined(Buffer.alloc(0))).toMatchObject({ scan: "unsafe", why: "empty" });
    },
  );

  test("they are examined again once there is one, images made before are kept, and what it then finds is refused", async () => {
    await ask("UPDATE stored_files SET scan = 'clean' WHERE scan = 'waiting'");
    scanner.manner = "down";
    const [good, bad] = [
      await examined(await phantomZip(hers)),
      await examined(await zipOf({ "1": imagesOf({ slices: 1 })[0]?.bytes ?? "", e: eicar })),
    ];
    await runJobs(examinationJobs);
    await ask(
      "UPDATE request_papers SET created_at = now() - interval '3 minutes' WHERE id = ANY($1::uuid[])",
      [[good.paperId, bad.paperId]],
    );
    const studies = await studyRows(good.requestId);
    await examineWaiting();
    expect(await jobsFor("documents:papers:examine", { paperId: good.paperId })).toBe(0);
    scanner.manner = "well";
    forgetScanner();
    await examineWaiting();
    await runJobs(examinationJobs);
    expect(await paperIn(good.paperId)).toMatchObject({ scan: "clean" });
    expect(await studyRows(good.requestId)).toEqual(studies);
    expect(await paperIn(bad.paperId)).toMatchObject({
      scan: "unsafe",
      why: "virus",
      state: "refused",
    });
    expect(await studyRows(bad.requestId)).toEqual([]);
  });

  test("that was lost in the middle there is no verdict either", async () => {
    expect((await scannerState()).state).toBe("ready");
    scanner.manner = "cut";
    expect(
      await examined(Buffer.concat([pdfOf("%".repeat(600_000))]), "a.pdf", "doctor-report"),
    ).toMatchObject({ scan: "waiting" });
  });

  test("that stopped at its own limits a paper is unchecked, which opens for the patient alone", async () => {
    expect((await scannerState()).state).toBe("ready");
    scanner.manner = "limit";
    const { whose, paperId, scan, why } = await examined(pdfOf(), "a.pdf", "doctor-report");
    expect({ scan, why }).toEqual({ scan: "unchecked", why: "scan-limit" });
    expect(await openPaper(office(coordinator), paperId)).toBeNull();
    expect(await openPaper(patient(whose), paperId)).not.toBeNull();
  });

  test("files that the demonstration made itself count as scanned, and say so", async () => {
    scanner.manner = "down";
    const { requestId } = await sentRequest();
    const paperId = await send(requestId, "disc.zip", await phantomZip(hers));
    await examinePaper(paperId, "seed");
    expect(await paperIn(paperId)).toMatchObject({ scan: "clean", why: "seed" });
    expect(await studyRows(requestId)).toHaveLength(1);
  });
});

test("what is longer than the scanner takes is scanned in parts, and an archive file by file", async () => {
  await ask("UPDATE settings SET value = '3' WHERE key = 'second-opinion.scan-megabytes'");
  await new Promise((resolve) => setTimeout(resolve, 5_500));
  scanner.largest = 0;
  const long = Buffer.alloc(7_000_000, "%");
  const behind = (at: number) => {
    const copy = Buffer.from(long);
    eicar.copy(copy, at);
    return pdfOf(copy.toString("latin1"));
  };
  expect(await examined(pdfOf(long.toString("latin1")), "a.pdf", "doctor-report")).toMatchObject({
    scan: "clean",
  });
  for (const at of [10, 2_999_950, 6_900_000])
    expect(await examined(behind(at), "a.pdf", "doctor-report")).toMatchObject({
      scan: "unsafe",
      why: "virus",
    });
  const noise = Buffer.from(
    Array.from({ length: 4_000_000 }, (_, at) => (at * 2_654_435_761) >>> 24),
  );
  expect(await examined(await zipOf({ noise, eicar }), "a.zip", "other-reports")).toMatchObject({
    scan: "unsafe",
    why: "virus",
  });
  expect(scanner.largest).toBeLessThanOrEqual(3_000_000);
  await ask("UPDATE settings SET value = '20' WHERE key = 'second-opinion.scan-megabytes'");
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
