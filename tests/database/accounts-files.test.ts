import { randomBytes } from "node:crypto";
import { once as event } from "node:events";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { readStored, removeStored, type Stored, storeFile } from "@/platform/storage/files";

const sentence = "Referto istologico di Wilhelmine Probemann. ";
const three = Buffer.alloc(3_000_000, sentence);
const pathOf = (place: string) => join(process.env.DATA_DIR ?? "", "files", place);
const whole = async (place: string, key: Buffer) => buffer(await readStored(place, key));

async function* inParts(bytes: Buffer, size = 70_001) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("a file in the store", () => {
  let stored: Stored;
  beforeAll(async () => {
    stored = await storeFile(inParts(three));
  });

  test("of three megabytes comes back as it was", async () => {
    expect(stored).toMatchObject({ size: 3_000_000 });
    expect((await whole(stored.place, stored.key)).equals(three)).toBe(true);
  });

  test("of no bytes comes back too", async () => {
    const empty = await storeFile(inParts(Buffer.alloc(0)));
    expect(await whole(empty.place, empty.key)).toHaveLength(0);
  });

  test("lies on the disk with nothing in it that could be read, and for nobody else to open", () => {
    const raw = readFileSync(pathOf(stored.place));
    expect(raw.length).toBe(3_000_000 + 3 * 28);
    expect(raw.includes("Probemann") || raw.includes("Referto")).toBe(false);
    // What repeats in the text does not repeat here.
    expect(
      new Set(
        Array.from({ length: 1000 }, (_, at) =>
          raw.subarray(12 + at * sentence.length, 12 + (at + 1) * sentence.length).toString("hex"),
        ),
      ).size,
    ).toBe(1000);
    expect(raw.includes(stored.key)).toBe(false);
    expect(statSync(pathOf(stored.place)).mode & 0o077).toBe(0);
    expect(statSync(dirname(pathOf(stored.place))).mode & 0o077).toBe(0);
  });

  test.each([
    ["in its first byte", 0],
    ["in its text", 1_500_000],
    ["in its last byte", 3_000_083],
  ])("with one bit turned %s is refused", async (_where, at) => {
    const raw = readFileSync(pathOf(stored.place));
    raw[at] = (raw[at] ?? 0) ^ 1;
    writeFileSync(pathOf(stored.place), raw);
    await expect(whole(stored.place, stored.key)).rejects.toThrow();
    raw[at] = (raw[at] ?? 0) ^ 1;
    writeFileSync(pathOf(stored.place), raw);
    expect(await whole(stored.place, stored.key)).toHaveLength(3_000_000);
  });

  test("cut short, put in another's place or opened with another key is refused", async () => {
    const other = await storeFile(inParts(Buffer.from("short")));
    await expect(whole(stored.place, other.key)).rejects.toThrow();
    copyFileSync(pathOf(stored.place), pathOf(other.place));
    await expect(whole(other.place, stored.key)).rejects.toThrow();
    const third = await storeFile(inParts(three));
    truncateSync(pathOf(third.place), 2_000_000);
    await expect(whole(third.place, third.key)).rejects.toThrow();
    truncateSync(pathOf(third.place), 5);
    await expect(whole(third.place, third.key)).rejects.toThrow();
  });

  test("is not there at all when what was being stored broke off", async () => {
    const count = () =>
      readdirSync(join(process.env.DATA_DIR ?? "", "files"), {
        recursive: true,
        withFileTypes: true,
      }).filter((one) => one.isFile()).length;
    const before = count();
    async function* broken() {
      yield randomBytes(100_000);
      throw new Error("the line broke");
    }
    await expect(storeFile(broken())).rejects.toThrow("the line broke");
    expect(count()).toBe(before);
  });

  test("that is removed is gone, and removing it again is no mistake", async () => {
    const gone = await storeFile(inParts(Buffer.from("gone")));
    await removeStored(gone.place);
    await removeStored(gone.place);
    expect(existsSync(pathOf(gone.place))).toBe(false);
    await expect(readStored(gone.place, gone.key)).rejects.toThrow();
  });

  test("is found by its place alone: no path leads out of the store", async () => {
    mkdirSync(join(process.env.DATA_DIR ?? "", "files"), { recursive: true });
    for (const place of [
      "../keys.json",
      "aa/../../keys.json",
      "/etc/passwd",
      "AA/00000000000000000000000000000",
      "",
    ]) {
      await expect(readStored(place, stored.key)).rejects.toThrow("not a place in the store");
      await expect(removeStored(place)).rejects.toThrow("not a place in the store");
    }
    expect(existsSync(process.env.KEY_FILE ?? "")).toBe(true);
  });

  test("can be left half-read without harm", async () => {
    const stream = await readStored(stored.place, stored.key);
    await event(stream, "readable");
    stream.destroy();
    expect((await whole(stored.place, stored.key)).equals(three)).toBe(true);
  });
});
