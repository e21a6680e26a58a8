import { beforeAll, describe, expect, test } from "vitest";
import { requestCase } from "@/cases/requests/queries";
import { examinePaper, examineWaiting } from "@/documents/examinations/commands";
import { examinationJobs } from "@/documents/examinations/jobs";
import { forgetScanner, scannerState } from "@/documents/examinations/queries";
import { openPaper } from "@/documents/papers/commands";
import { studiesOf } from "@/documents/studies/queries";
import { phantomZip } from "../../prisma/seed/demo/dicom";
import { eicar } from "../support/clamd";
import {
  examined,
  hers,
  imagesOf,
  paperIn,
  scanner,
  send,
  studyRows,
  withScanner,
} from "../support/examinations";
import { pdfOf, zipOf } from "../support/files";
import { arrive, ask, office, patient, runJobs, type Somebody } from "../support/people";
import { jobsFor, sentRequest } from "../support/requests";

withScanner();
let coordinator: Somebody;
beforeAll(async () => {
  coordinator = await arrive("case-coordinator");
});

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
