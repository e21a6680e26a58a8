import { beforeAll, describe, expect, test } from "vitest";
import { requestCase } from "@/cases/requests/queries";
import { examinePaper } from "@/documents/examinations/commands";
import { studiesOf, studyOf } from "@/documents/studies/queries";
import { phantomZip } from "../../prisma/seed/demo/dicom";
import {
  byName,
  copiesOf,
  examined,
  hers,
  imagesOf,
  send,
  studyRows,
  withScanner,
} from "../support/examinations";
import { pdfOf, zipOf } from "../support/files";
import { discOf } from "../support/iso";
import { arrive, ask, office, patient, type Somebody, staff } from "../support/people";
import { helperOf, sentRequest } from "../support/requests";

withScanner();
let coordinator: Somebody;
beforeAll(async () => {
  coordinator = await arrive("case-coordinator");
});

describe("images", () => {
  test.each<[string, () => Buffer | Promise<Buffer>]>([
    [
      "in an archive",
      () =>
        zipOf({ ...byName(imagesOf({ series: 2 })), DICOMDIR: "x", "VIEWER/START.EXE": "MZ\x90" }),
    ],
    [
      "on a disc",
      () =>
        discOf(
          "DICOM",
          imagesOf({ series: 2 }).map(({ bytes }, at) => ({ name: `IM${at}`, bytes })),
        ),
    ],
    [
      "in an archive in an archive",
      async () => zipOf({ "disc.zip": await phantomZip({ ...hers, series: 2 }) }),
    ],
  ])("%s become a study of two series", async (_how, bytes) => {
    const { requestId, paperId, scan, why } = await examined(await bytes());
    expect({ scan, why }).toEqual({ scan: "clean", why: null });
    expect(await studyRows(requestId)).toMatchObject([
      { modality: "CT", region: "chest", person: "same", gaps: [], seriesCount: 2, imageCount: 12 },
    ]);
    expect(
      await ask(
        "SELECT DISTINCT f.scan FROM stored_files f JOIN study_images i ON i.file_id = f.id JOIN series s ON s.id = i.series_id JOIN studies t ON t.id = s.study_id WHERE t.paper_id = $1",
        [paperId],
      ),
    ).toEqual([{ scan: "clean" }]);
  });

  test("are copied without what tells the person, pixel by pixel the same", async () => {
    const originals = imagesOf({ description: "Thorax Pelagia" });
    const { paperId } = await examined(await zipOf(byName(originals)));
    const copies = await copiesOf(paperId);
    expect(copies).toHaveLength(6);
    for (const [at, copy] of copies.entries()) {
      const text = copy.toString("latin1").toLowerCase();
      for (const word of [
        "patientin",
        "pelagia",
        "19610713",
        "pid-",
        "acc1",
        "referrer",
        "radiology",
        "2.25.48151624",
      ])
        expect(text).not.toContain(word);
      expect(
        copy
          .subarray(-128 * 128 * 2)
          .equals(originals[at]?.bytes.subarray(-128 * 128 * 2) ?? Buffer.alloc(0)),
      ).toBe(true);
    }
  });

  test("say nothing readable in the database either", async () => {
    const { requestId } = await examined(
      await phantomZip({ ...hers, description: "Thorax Pelagia" }),
    );
    const row = JSON.stringify(
      await ask(
        "SELECT t.*, s.*, f.* FROM studies t JOIN series s ON s.study_id = t.id JOIN study_images i ON i.series_id = s.id JOIN stored_files f ON f.id = i.file_id WHERE t.request_id = $1",
        [requestId],
      ),
    );
    expect(row).not.toMatch(/pelagia|axial|2\.25\.48151624/i);
  });

  test("with a hole, some that can't be read, or of long ago are taken with what lacks", async () => {
    const [first, , ...rest] = imagesOf({ day: "20260101" });
    const { requestId } = await examined(
      await zipOf(
        byName([
          first ?? { name: "", bytes: Buffer.alloc(0) },
          ...rest,
          { name: "cut", bytes: (first?.bytes ?? Buffer.alloc(0)).subarray(0, 3000) },
        ]),
      ),
    );
    expect((await studyRows(requestId))[0]?.gaps).toEqual(["missing-images", "old", "broken"]);
  });

  test("twice on one disc are there once", async () => {
    const { requestId } = await examined(await zipOf(byName([...imagesOf(), ...imagesOf()])));
    expect(await studyRows(requestId)).toMatchObject([{ imageCount: 6 }]);
  });

  test("that are lacking where images were asked for are missed, in clean papers", async () => {
    expect(await examined(await zipOf({ "a.txt": "x" }))).toMatchObject({
      scan: "clean",
      why: "no-images",
      state: "sent",
    });
    expect(
      await examined(await zipOf({ "a.pdf": pdfOf() }), "a.zip", "other-reports"),
    ).toMatchObject({ scan: "clean", why: null });
  });

  test("sent one by one count as one study, in their order", async () => {
    const { whose, requestId } = await sentRequest();
    for (const { bytes } of imagesOf().toReversed())
      await examinePaper(await send(requestId, "IM", bytes));
    const request = await requestCase(patient(whose), requestId);
    if (!request) throw new Error("no case");
    const studies = await studiesOf(patient(whose), request);
    expect(studies).toMatchObject([
      { imageCount: 6, seriesCount: 1, gaps: [], person: "same", isClean: true },
    ]);
    const positions = await ask<{ id: string; position: number }>(
      "SELECT id, position FROM study_images WHERE id = ANY($1::uuid[])",
      [studies[0]?.series[0]?.images.map(({ id }) => id)],
    );
    const inOrder = studies[0]?.series[0]?.images.map(
      ({ id }) => positions.find((one) => one.id === id)?.position,
    );
    expect(new Set(inOrder).size).toBe(6);
    expect(inOrder).toEqual(inOrder?.toSorted((one, other) => (one ?? 0) - (other ?? 0)));
  });
});

describe("who sees which images", () => {
  test("the patient, whoever may see documents, and the coordinator; others only where a policy says so, and clean ones", async () => {
    const { whose, requestId } = await examined(await phantomZip(hers));
    const request = await requestCase(patient(whose), requestId);
    if (!request) throw new Error("no case");
    const [helper, other, stranger] = [
      await helperOf(whose, "companion", ["see-requests"]),
      await helperOf(whose, "companion", ["see-requests", "see-documents"]),
      await arrive(),
    ];
    const specialist = staff(await arrive("specialist", { facility: "niguarda" }));
    const seen = async (...asked: Parameters<typeof studiesOf>) =>
      (await studiesOf(...asked)).length;
    expect(await seen(patient(whose), request)).toBe(1);
    expect(await seen(other, request)).toBe(1);
    expect(await seen(office(coordinator), request)).toBe(1);
    expect(await seen(helper, request)).toBe(0);
    expect(await seen(patient(stranger), request)).toBe(0);
    expect(await seen(specialist, request)).toBe(0);
    expect(await seen(specialist, request, true)).toBe(1);
    const [study] = await studiesOf(specialist, request, true);
    expect(await studyOf(specialist, request, study?.id ?? "", true)).toMatchObject({
      id: study?.id,
    });
    expect(await studyOf(specialist, request, crypto.randomUUID(), true)).toBeNull();
    await ask(
      "UPDATE stored_files f SET scan = 'waiting' FROM request_papers a WHERE a.file_id = f.id AND a.request_id = $1",
      [requestId],
    );
    expect(await seen(specialist, request, true)).toBe(0);
    expect(await studiesOf(patient(whose), request)).toMatchObject([{ isClean: false }]);
    expect(await studyOf(patient(whose), request, study?.id ?? "")).toBeNull();
  });
});
