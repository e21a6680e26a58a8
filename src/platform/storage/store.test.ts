import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startS3 } from "../../../tests/support/s3";
import { readStored, readWhole, removeStored, storeFile, takeIncoming } from "./files";
import { Incoming } from "./incoming";
import { filePath, incomingPath, newPlace } from "./places";
import { everyFile } from "./store";

let s3: Awaited<ReturnType<typeof startS3>>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portal-s3-"));
  s3 = await startS3();
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nowhere",
    DATA_DIR: folder,
    S3_URL: s3.url,
    S3_KEY: "key",
    S3_SECRET: "secret",
    S3_REGION: "eu-south-1",
  });
});
afterEach(() => {
  // Every question was signed, and every body under its own hash.
  expect(s3.unsigned).toEqual([]);
  expect(s3.uploads.size).toBe(0);
  s3.faults.length = 0;
  s3.seen.length = 0;
});
afterAll(() => {
  s3.stop();
  rmSync(folder, { recursive: true, force: true });
});

const small = randomBytes(2_500_000);
const large = randomBytes(40_000_000);
async function* single(bytes: Buffer) {
  yield bytes;
}
const read = async ({ place, key }: { place: string; key: Buffer }, from?: number, to?: number) =>
  buffer(await readStored(place, key, from, to));

async function cameIn(bytes: Buffer) {
  const [place, key] = [newPlace(), randomBytes(32)];
  const incoming = await Incoming.begin(place, key, bytes.length);
  await incoming.append(bytes);
  await incoming.finish();
  await incoming.close();
  return { place, key };
}

describe("a store elsewhere", () => {
  test("takes a small file in one piece, gives out any part, and keeps nothing of it on this machine", async () => {
    const made = await storeFile(single(small));
    expect(s3.seen).toContain("PUT object");
    expect(s3.objects.get(made.place)?.includes(small.subarray(0, 32))).toBe(false);
    expect([existsSync(filePath(made.place)), existsSync(incomingPath(made.place))]).toEqual([
      false,
      false,
    ]);
    expect((await read(made)).equals(small)).toBe(true);
    expect(
      (await read(made, 1_500_000, 1_500_100)).equals(small.subarray(1_500_000, 1_500_100)),
    ).toBe(true);
  });

  test("takes a large one by parts", async () => {
    const made = await storeFile(single(large));
    expect(s3.seen.filter((one) => one === "PUT partNumber&uploadId")).toHaveLength(3);
    expect((await read(made)).equals(large)).toBe(true);
    await removeStored(made.place);
    await removeStored(made.place);
    expect(s3.objects.has(made.place)).toBe(false);
    await expect(read(made)).rejects.toThrow();
  });

  test("that fails and hangs up now and then still gets and gives everything", async () => {
    s3.faults.push("fails", "hangs up");
    const made = await storeFile(single(small));
    s3.faults.push("hangs up", "none", "cuts the answer", "fails", "cuts the answer");
    expect((await read(made)).equals(small)).toBe(true);
  }, 20_000);

  test("that fails in the middle of a large file leaves nothing half-taken there, and the file here for the next try", async () => {
    const { place, key } = await cameIn(large);
    s3.faults.push("refuses");
    await expect(takeIncoming(place)).rejects.toMatchObject({ name: "StoreFailed", code: "403" });
    expect(s3.objects.has(place)).toBe(false);
    s3.faults.length = 0;
    expect((await buffer(await readWhole(place, key))).equals(large)).toBe(true);
    await takeIncoming(place);
    await takeIncoming(place);
    expect(existsSync(incomingPath(place))).toBe(false);
    expect((await read({ place, key })).equals(large)).toBe(true);
  });

  test("that gives up on a part is told to forget the parts before it", async () => {
    const { place } = await cameIn(large);
    const before = s3.seen.length;
    s3.faults.push("none", "none", "refuses");
    await expect(takeIncoming(place)).rejects.toMatchObject({ code: "403" });
    expect(s3.seen.slice(before)).toEqual([
      "POST uploads",
      "PUT partNumber&uploadId",
      "PUT partNumber&uploadId",
      "DELETE uploadId",
    ]);
  });

  test("that gives back other bytes than it got is found out", async () => {
    const made = await storeFile(single(small));
    const raw = Buffer.from(s3.objects.get(made.place) ?? []);
    raw[1_200_000] = (raw[1_200_000] ?? 0) ^ 1;
    s3.objects.set(made.place, raw);
    await expect(read(made)).rejects.toThrow();
    s3.objects.set(made.place, raw.subarray(0, 1_048_604));
    await expect(read(made)).rejects.toThrow();
  });

  test("is read beside the folder, which keeps the files from before it", async () => {
    const { place, key } = await cameIn(small);
    mkdirSync(dirname(filePath(place)), { recursive: true });
    renameSync(incomingPath(place), filePath(place));
    expect((await read({ place, key })).equals(small)).toBe(true);
    const all: string[] = [];
    for await (const one of everyFile()) all.push(one.place);
    expect(all.sort()).toEqual([...s3.objects.keys(), place].sort());
    await removeStored(place);
    expect(existsSync(filePath(place))).toBe(false);
  });
});
