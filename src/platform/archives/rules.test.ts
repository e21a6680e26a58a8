import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { locked, renamed, zipOf } from "../../../tests/support/files";
import { discOf } from "../../../tests/support/iso";
import { Allowance } from "./faults";
import { isoEntries } from "./iso";
import { withSource } from "./scratch";
import { type ByteSource, bufferSource, bytesOf, firstFound, partOf } from "./source";
import { zipEntries } from "./zip";

const folder = mkdtempSync(join(tmpdir(), "portal-archives-"));
beforeAll(() => {
  process.env.DATABASE_URL ??= "postgresql://nowhere";
  process.env.DATA_DIR = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const limits = { files: 10_000, bytes: 1_000_000_000, ratio: 100 };
const allowance = (bytes: Buffer, change: Partial<typeof limits> = {}) =>
  new Allowance(bytes.length, { ...limits, ...change });
const wholeOf = (content: AsyncIterable<Uint8Array>) => buffer(content);
const unpacked = async (bytes: Buffer, change: Partial<typeof limits> = {}) => {
  const entries = await zipEntries(bufferSource(bytes), allowance(bytes, change));
  return Object.fromEntries(
    await Promise.all(
      entries.map(async (entry) => [entry.name, (await wholeOf(entry.open())).toString()]),
    ),
  );
};
const refused = (work: Promise<unknown>) =>
  work.then(
    () => "taken",
    (error: { code?: string }) => error.code ?? error,
  );

describe("a source", () => {
  const text = Buffer.from("On the left upper lobe");
  test("of a part ends where the part ends, whatever is asked", async () => {
    const part = partOf(bufferSource(text), 7, 4);
    expect((await part.read(0, 100)).toString()).toBe("left");
    expect(part.size).toBe(4);
    expect(partOf(bufferSource(text), 18, 100).size).toBe(4);
  });
  test("finds a word across the edge of two pieces", async () => {
    const long = Buffer.concat([Buffer.alloc(1024 * 1024 - 3, "x"), Buffer.from("<ScRiPt>")]);
    expect(await firstFound(bufferSource(long), ["<html", "<script"])).toBe("<script");
    expect(await firstFound(bufferSource(text), ["<html"])).toBeNull();
  });
});

test("what is long lies on the disk without a name and without a plain byte, and reads the same from anywhere", async () => {
  const content = Buffer.alloc(9_000_001);
  for (let at = 0; at < content.length; at += 4)
    content.writeUInt32LE(at % 4_000_037, Math.min(at, content.length - 4));
  await withSource(bytesOf(bufferSource(content)), async (source: ByteSource) => {
    expect(source.size).toBe(content.length);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
    for (const [from, length] of [
      [0, 10],
      [17, 100_000],
      [8_999_990, 100],
      [4_194_303, 2],
    ] as const)
      expect((await source.read(from, length)).equals(content.subarray(from, from + length))).toBe(
        true,
      );
  });
});

describe("a ZIP archive", () => {
  test("is unpacked under the names it holds, also those in Arabic", async () => {
    const files = { "صور/أشعة.dcm": "one", "a/b/c.txt": "two", empty: "" };
    expect(await unpacked(await zipOf(files))).toEqual(files);
  });
  test("with a password is refused", async () =>
    expect(await refused(unpacked(locked(await zipOf({ a: "secret" }))))).toBe("encrypted"));
  test.each(["../evil.txt", "/bin/ev.txt", "c:/evil.txt"])(
    "that would write to %s is refused",
    async (name) => {
      const zip = renamed(await zipOf({ "aa/evil.txt": "x" }), "aa/evil.txt", name);
      expect(await refused(unpacked(zip))).toBe("paths");
    },
  );
  test("with a link in it is refused", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from("/etc/passwd"), "link", { mode: 0o120777 });
    zip.end();
    expect(await refused(unpacked(await buffer(zip.outputStream)))).toBe("paths");
  });
  test("that was cut is refused, wherever it was cut", async () => {
    const whole = await zipOf({
      a: "x".repeat(5000),
      b: Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 251)),
    });
    for (const length of [10, whole.length >> 1, whole.length - 30, whole.length - 1])
      expect(await refused(unpacked(whole.subarray(0, length)))).toBe("truncated");
  });
  test("with a blank line behind it is one thing, with words there it is not", async () => {
    const zip = await zipOf({ "a.txt": Buffer.from("a") });
    expect(await unpacked(Buffer.concat([zip, Buffer.from("\r\n\0")]))).toEqual({ "a.txt": "a" });
    expect(await refused(unpacked(Buffer.concat([zip, Buffer.from("\nx\n")])))).toBe("polyglot");
  });
  test("with a page in front of it, or something behind it, is two things", async () => {
    const zip = await zipOf({ a: "x" });
    expect(await refused(unpacked(Buffer.concat([zip, Buffer.from("<html>")])))).toBe("polyglot");
    const page = Buffer.from("<html>");
    const behind = Buffer.concat([page, zip]);
    const central = behind.lastIndexOf("PK\x01\x02");
    behind.writeUInt32LE(page.length, central + 42);
    behind.writeUInt32LE(central, behind.lastIndexOf("PK\x05\x06") + 16);
    expect(await refused(unpacked(behind))).toBe("polyglot");
  });
  test("whose entries share their bytes is refused before one is unpacked", async () => {
    const zip = await zipOf({ a: "x".repeat(100), b: "y".repeat(100) });
    const second = zip.lastIndexOf("PK\x01\x02");
    zip.writeUInt32LE(0, second + 42);
    expect(await refused(unpacked(zip))).toBe("expands");
  });
  test("that grows two hundred times is stopped while it grows", async () => {
    const zip = await zipOf({ bomb: Buffer.alloc(150_000_000) });
    expect(zip.length).toBeLessThan(1_000_000);
    expect(await refused(unpacked(zip))).toBe("expands");
  });
  test("of more files than allowed is refused, empty ones counted", async () => {
    const zip = await zipOf(
      Object.fromEntries(Array.from({ length: 21 }, (_, number) => [`f${number}`, ""])),
    );
    expect(await refused(unpacked(zip, { files: 20 }))).toBe("too-many");
    expect(Object.keys(await unpacked(zip, { files: 21 }))).toHaveLength(21);
  });
  test("that names a smaller size than it has is refused", async () => {
    const zip = await zipOf({ a: "x".repeat(1000) });
    zip.writeUInt32LE(10, zip.lastIndexOf("PK\x01\x02") + 24);
    expect(await refused(unpacked(zip))).toBe("expands");
  });
});

describe("a disc image", () => {
  const files = [
    { name: "IM000001 – عربي.dcm", bytes: Buffer.from("first") },
    { name: "leer.txt", bytes: Buffer.alloc(0) },
    { name: "long.bin", bytes: Buffer.alloc(5000, 7) },
  ];
  const disc = discOf("Röntgen", files);
  const read = async (bytes: Buffer) => {
    const entries = await isoEntries(bufferSource(bytes), allowance(bytes));
    return Promise.all(
      entries.map(async ({ name, open }) => ({ name, bytes: await wholeOf(open()) })),
    );
  };
  test("is read with its whole names", async () =>
    expect(await read(disc)).toEqual(
      files.map(({ name, bytes }) => ({ name: `Röntgen/${name}`, bytes })),
    ));
  test("that was cut is refused", async () => {
    for (const length of [30 * 1024, 40 * 1024, disc.length - 4096])
      expect(await refused(read(disc.subarray(0, length)))).toBe("truncated");
  });
  test("whose folder lies in itself does not go on for ever", async () => {
    const loop = Buffer.from(disc);
    loop.writeUInt32LE(21, 21 * 2048 + 68 + 2);
    expect(await refused(read(loop))).toBe("archive");
  });
  test("with a way out of its folder in a name is refused", async () => {
    expect(
      await refused(read(discOf("x", [{ name: "../../evil", bytes: Buffer.from("x") }]))),
    ).toBe("paths");
  });
});
