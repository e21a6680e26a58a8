import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deleteDraft } from "@/cases/drafts/commands";
import { decideByPatient } from "@/cases/requests/commands";
import { takeUpload } from "@/documents/arrivals/commands";
import { arrivalJobs } from "@/documents/arrivals/jobs";
import { expireUploads, removeDraftFiles, sweepStore } from "@/documents/leftovers/commands";
import { addPaper } from "@/documents/papers/commands";
import { beginUpload, noteReceived } from "@/documents/uploads/commands";
import { uploadOf } from "@/documents/uploads/queries";
import { accountJobs } from "@/jobs";
import { filePath, incomingPath, newPlace } from "@/platform/storage/places";
import { arrive, ask, granted, one, patient, recorded, runJobs } from "../support/people";
import { begin, filesOnDisk, helperOf, pdf, sentRequest, versionOf } from "../support/requests";
import { startFront, Tus } from "../support/tus";

let front: Awaited<ReturnType<typeof startFront>>;
beforeAll(async () => {
  process.env.PUBLIC_URL = "http://localhost:3000";
  front = await startFront();
});
afterAll(() => front.stop());

const kind = "imaging-dicom";
const file = (requestId: string, size: number) => ({ requestId, kind, name: "a.dcm", size });
async function drafted() {
  const whose = await arrive();
  return {
    whose,
    actor: patient(whose),
    requestId: await begin(patient(whose)),
    tus: new Tus(front.port, { cookie: `session=${whose.token}` }),
  };
}
const set = (key: string, value: number) =>
  ask("UPDATE settings SET value = $2::jsonb WHERE key = $1", [
    `second-opinion.${key}`,
    String(value),
  ]);
/** Settings are looked up anew every few seconds. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5_200));

async function withSettings(values: Record<string, number>, work: () => Promise<void>) {
  const before = await ask<{ key: string; value: number }>(
    "SELECT key, value FROM settings WHERE key LIKE 'second-opinion.%'",
  );
  for (const [key, value] of Object.entries(values)) await set(key, value);
  await settled();
  try {
    await work();
  } finally {
    for (const { key, value } of before)
      await ask("UPDATE settings SET value = $2::jsonb WHERE key = $1", [
        key,
        JSON.stringify(value),
      ]);
    await settled();
  }
}

describe("the room of a case", () => {
  test("holds under a hundred that come at once: no byte and no file more than there is room for", async () => {
    await withSettings({ "case-megabytes": 50, "open-uploads": 1000 }, async () => {
      const { actor, requestId } = await drafted();
      const all = await Promise.all(
        Array.from({ length: 100 }, () => beginUpload(actor, file(requestId, 1_000_000))),
      );
      expect(all.filter((one) => one.ok)).toHaveLength(50);
      expect(all.filter((one) => !one.ok && one.reason === "caseFull")).toHaveLength(50);
      expect(await addPaper(actor, requestId, "identity", { name: "x.pdf", bytes: pdf() })).toEqual(
        { ok: false, reason: "caseFull" },
      );
    });
    await withSettings({ "case-files": 7, "open-uploads": 1000 }, async () => {
      const { actor, requestId } = await drafted();
      granted(await addPaper(actor, requestId, "identity", { name: "x.pdf", bytes: pdf() }));
      const all = await Promise.all(
        Array.from({ length: 30 }, () => beginUpload(actor, file(requestId, 10))),
      );
      expect(all.filter((one) => one.ok)).toHaveLength(6);
      expect(
        await addPaper(actor, requestId, "medicines", { name: "x.pdf", bytes: pdf() }),
      ).toEqual({ ok: false, reason: "caseFiles" });
    });
  }, 60_000);

  test("and the number of files that one person has on their way hold over all their cases", async () => {
    const { actor, requestId } = await drafted();
    const second = await begin(actor);
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        beginUpload(actor, file(at % 2 ? requestId : second, 10)),
      ),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(20);
    expect(all.filter((one) => !one.ok && one.reason === "openUploads")).toHaveLength(10);
  });

  test("is kept from the beginning, and free again when a file is given up", async () => {
    const { actor, requestId, tus } = await drafted();
    const path = await tus.begin(4_999_000_000, { requestId, kind, filename: "x" });
    expect(await beginUpload(actor, file(requestId, 2_000_000))).toEqual({
      ok: false,
      reason: "caseFull",
    });
    expect((await tus.send(path, { method: "DELETE" })).status).toBe(204);
    expect((await beginUpload(actor, file(requestId, 2_000_000))).ok).toBe(true);
  });
});

describe("a file that has come in", () => {
  async function whole(tus: Tus, requestId: string, bytes: Buffer) {
    const path = await tus.begin(bytes.length, { requestId, kind, filename: "x.dcm" });
    const id = path.split("/").at(-1) ?? "";
    return { path, id };
  }

  test("is taken once, however often and however many at once take it", async () => {
    const { tus, requestId } = await drafted();
    const { id, path } = await whole(tus, requestId, randomBytes(3_000_000));
    await tus.patch(path, 0, randomBytes(3_000_000));
    await ask("UPDATE uploads SET state = 'whole', finished_at = NULL WHERE id = $1", [id]);
    await ask("DELETE FROM request_papers WHERE request_id = $1", [requestId]);
    await ask("DELETE FROM stored_files WHERE place = (SELECT place FROM uploads WHERE id = $1)", [
      id,
    ]);
    await Promise.all(Array.from({ length: 5 }, () => takeUpload(id)));
    await takeUpload(id);
    expect(
      await ask("SELECT 1 FROM request_papers WHERE request_id = $1", [requestId]),
    ).toHaveLength(1);
    expect(
      await ask(
        "SELECT 1 FROM stored_files f JOIN uploads u ON u.place = f.place WHERE u.id = $1",
        [id],
      ),
    ).toHaveLength(1);
  });

  test("is taken by the worker where whoever received it was killed before", async () => {
    const { tus, actor, requestId } = await drafted();
    const { id, path } = await whole(tus, requestId, randomBytes(2_000_000));
    const bytes = randomBytes(2_000_000);
    await tus.patch(path, 0, bytes.subarray(0, 1_999_999));
    // The last byte lies on the disk and its row is written, and then nothing.
    const { Incoming } = await import("@/platform/storage/incoming");
    const upload = await uploadOf(actor, id);
    if (!upload) throw new Error("the upload is not there");
    const incoming = await Incoming.resume(
      upload.place,
      upload.key,
      upload.size,
      upload.received,
      null,
    );
    await incoming.append(bytes.subarray(1_999_999));
    await incoming.finish();
    await incoming.close();
    expect(await noteReceived(upload, upload.size)).toBe(true);
    expect(await noteReceived(upload, upload.size)).toBe(false);
    await runJobs(arrivalJobs);
    expect(await one("SELECT state FROM uploads WHERE id = $1", [id])).toEqual({ state: "taken" });
    expect(
      await ask("SELECT 1 FROM audit_entries WHERE action = 'paper.added' AND person_id = $1", [
        actor.personId,
      ]),
    ).toHaveLength(1);
  });

  test("is not taken where its request has ended meanwhile, and leaves nothing on the disk", async () => {
    const made = await sentRequest();
    const tus = new Tus(front.port, { cookie: `session=${made.whose.token}` });
    const { id, path } = await whole(tus, made.requestId, randomBytes(1_000));
    await tus.patch(path, 0, randomBytes(999));
    granted(
      await decideByPatient(
        patient(made.whose),
        made.requestId,
        await versionOf(made.requestId),
        "withdraw",
      ),
    );
    const before = filesOnDisk();
    expect((await tus.patch(path, 999, randomBytes(1))).status).toBe(204);
    expect(await one("SELECT state, why FROM uploads WHERE id = $1", [id])).toEqual({
      state: "refused",
      why: "illegal",
    });
    await runJobs(accountJobs);
    expect(filesOnDisk()).toBe(before);
    expect(await recorded(made.whose.personId)).toContain("upload.refused");
  });

  test("goes with the draft it was for, also when it is still coming in", async () => {
    const { actor, tus, requestId } = await drafted();
    const { id, path } = await whole(tus, requestId, randomBytes(3_000));
    await tus.patch(path, 0, randomBytes(2_000));
    const { place } = await one<{ place: string }>("SELECT place FROM uploads WHERE id = $1", [id]);
    granted(await deleteDraft(actor, requestId, removeDraftFiles));
    await runJobs(accountJobs);
    expect(existsSync(incomingPath(place))).toBe(false);
    expect(await tus.offset(path)).toBe(-404);
  });

  test("that is lost from the disk is given up and said so, and its room is free", async () => {
    const { tus, requestId } = await drafted();
    const { id, path } = await whole(tus, requestId, randomBytes(3_000_000));
    await tus.patch(path, 0, randomBytes(2_000_000));
    const { place } = await one<{ place: string }>("SELECT place FROM uploads WHERE id = $1", [id]);
    rmSync(incomingPath(place));
    const said = await tus.patch(path, 2_000_000, randomBytes(10));
    expect([said.status, JSON.parse(said.body).error]).toEqual([410, "lost"]);
    expect(await tus.offset(path)).toBe(-410);
  });
});

describe("who may send", () => {
  test("a companion with that right, for as long as they have it, and nobody with another upload", async () => {
    const { whose, requestId } = await drafted();
    const companion = await helperOf(whose, "companion", ["see-requests", "add-documents"]);
    const begun = granted(await beginUpload(companion, file(requestId, 10)));
    expect(await uploadOf(companion, begun)).toMatchObject({ size: 10, received: 0 });
    expect(
      await uploadOf({ ...companion, rights: ["see-requests"] } as typeof companion, begun),
    ).toBeNull();
    // An upload is its sender's alone, also towards the patient.
    expect(await uploadOf(patient(whose), begun)).toBeNull();
    const other = await helperOf(whose, "companion", ["see-requests", "see-documents"]);
    expect(await beginUpload(other, file(requestId, 10))).toEqual({
      ok: false,
      reason: "not-found",
    });
  });
});

describe("what is left behind", () => {
  test("an upload that no longer comes in is given up after a week, with its bytes and an entry", async () => {
    const { whose, tus, requestId } = await drafted();
    const old = await tus.begin(3_000, { requestId, kind, filename: "x" });
    const young = await tus.begin(3_000, { requestId, kind, filename: "x" });
    await tus.patch(old, 0, randomBytes(100));
    await ask("UPDATE uploads SET touched_at = now() - interval '8 days' WHERE id = $1", [
      old.split("/").at(-1),
    ]);
    const { place } = await one<{ place: string }>("SELECT place FROM uploads WHERE id = $1", [
      old.split("/").at(-1),
    ]);
    expect(await expireUploads()).toBe(1);
    await runJobs(accountJobs);
    expect([await tus.offset(old), await tus.offset(young)]).toEqual([-404, 0]);
    expect(existsSync(incomingPath(place))).toBe(false);
    expect(await recorded(whose.personId)).toContain("upload.ended");
  });

  test("a file without a row goes after a day, not before, and none that has a row", async () => {
    const { tus, requestId } = await drafted();
    const kept = await tus.whole(randomBytes(1_500_000), { requestId, kind, filename: "x" });
    const coming = await tus.begin(3_000_000, { requestId, kind, filename: "x" });
    await tus.patch(coming, 0, randomBytes(2_000_000));
    const orphans = [newPlace(), newPlace()].map((place, at) =>
      at ? incomingPath(place) : filePath(place),
    );
    const young = filePath(newPlace());
    for (const path of [...orphans, young]) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, randomBytes(100));
    }
    const tail = `${orphans[1]}.100`;
    writeFileSync(tail, randomBytes(10));
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    for (const path of [...orphans, tail]) utimesSync(path, yesterday, yesterday);
    expect(await sweepStore(new Date())).toBe(2);
    await runJobs(accountJobs);
    expect([...orphans, tail, young].map((path) => existsSync(path))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    // Tomorrow everything that has a row is old, and stays.
    expect(await sweepStore(new Date(Date.now() + 2 * 86_400_000))).toBe(1);
    await runJobs(accountJobs);
    expect(existsSync(young)).toBe(false);
    expect((await tus.patch(coming, 2_000_000, randomBytes(1_000_000))).status).toBe(204);
    expect(await tus.offset(kept)).toBe(1_500_000);
  });

  test("a store full of files that no row knows is another database's, and is left alone", async () => {
    const paths = Array.from({ length: 40 }, () => filePath(newPlace()));
    for (const path of paths) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "x");
    }
    expect(await sweepStore(new Date(Date.now() + 2 * 86_400_000))).toBe(0);
    expect(paths.every((path) => existsSync(path))).toBe(true);
    for (const path of paths) rmSync(path);
  });
});
