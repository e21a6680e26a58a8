import { createHash, randomBytes } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import { hashOfWhole, readStored, readWhole, storeFile, takeIncoming } from "./files";
import { BytesLost, Incoming, removeIncoming } from "./incoming";
import { filePath, incomingPath, newPlace } from "./places";
import {
  openSegment,
  openSegments,
  plainSize,
  sealSegment,
  segmentLength,
  stride,
} from "./segments";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portal-storage-"));
  Object.assign(process.env, { DATABASE_URL: "postgresql://nowhere", DATA_DIR: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mebibyte = segmentLength;
async function* parts(bytes: Buffer, size = 300_007) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (place: string, key: Buffer, from?: number, to?: number) =>
  buffer(await readStored(place, key, from, to));
const stored = async (bytes: Buffer) => storeFile(parts(bytes));

describe("a file in segments", () => {
  const three = randomBytes(3 * mebibyte + 1000);

  test.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 2 * mebibyte, 3 * mebibyte + 17])(
    "of %i bytes comes back as it was",
    async (size) => {
      const bytes = randomBytes(size);
      const made = await stored(bytes);
      expect(made.size).toBe(size);
      expect(made.sha256.equals(createHash("sha256").update(bytes).digest())).toBe(true);
      expect(plainSize(readFileSync(filePath(made.place)).length)).toBe(size);
      expect((await read(made.place, made.key)).equals(bytes)).toBe(true);
    },
  );

  test("gives out any part of itself", async () => {
    const { place, key } = await stored(three);
    await holds(
      fc.asyncProperty(fc.nat(three.length + 10), fc.nat(three.length + 10), async (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        expect((await read(place, key, from, to)).equals(three.subarray(from, to))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("is refused with any one bit turned, before that segment is given out", async () => {
    const { place, key } = await stored(three);
    const raw = readFileSync(filePath(place));
    await holds(
      fc.asyncProperty(fc.nat(raw.length - 1), fc.nat(7), async (at, bit) => {
        const turned = Buffer.from(raw);
        turned[at] = (turned[at] ?? 0) ^ (1 << bit);
        let given = 0;
        const all = async () => {
          for await (const part of openSegments(
            (from, to) => parts(turned.subarray(from, to)),
            turned.length,
            key,
            place,
          ))
            given += part.length;
        };
        await expect(all()).rejects.toThrow();
        expect(given).toBe(Math.floor(at / stride) * mebibyte);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ["at its end", 3 * mebibyte + 500],
    ["to whole segments", 2 * stride],
    ["to one segment", stride],
    ["inside a segment", stride + 30],
    ["to less than a seal", 20],
    ["to nothing", 0],
  ])("is refused when cut %s", async (_where, length) => {
    const { place, key } = await stored(three);
    truncateSync(filePath(place), length);
    await expect(read(place, key)).rejects.toThrow();
  });

  test("is refused when two of its segments change places, when one is left out, and when one more is put behind", async () => {
    const { place, key } = await stored(three);
    const raw = readFileSync(filePath(place));
    const one = (at: number) => raw.subarray(at * stride, (at + 1) * stride);
    for (const order of [
      [1, 0, 2, 3],
      [0, 2, 1, 3],
      [0, 2, 3],
      [0, 1, 2, 3, 3],
      [0, 1, 2],
    ]) {
      writeFileSync(filePath(place), Buffer.concat(order.map(one)));
      await expect(read(place, key), order.join()).rejects.toThrow();
    }
    writeFileSync(filePath(place), raw);
    expect((await read(place, key)).equals(three)).toBe(true);
  });

  test("is refused in the place of another file, even of one under the same key", async () => {
    const [a, b] = [await stored(three), await stored(three)];
    copyFileSync(filePath(a.place), filePath(b.place));
    await expect(read(b.place, a.key)).rejects.toThrow();
    await expect(read(b.place, b.key)).rejects.toThrow();
  });

  test("seals the same bytes differently each time, under the number of the segment", () => {
    const key = randomBytes(32);
    const segment = { place: newPlace(), number: 7, kind: "inner" } as const;
    const sealed = Array.from({ length: 50 }, () => sealSegment(key, segment, Buffer.alloc(100)));
    expect(new Set(sealed.map((one) => one.toString("hex"))).size).toBe(50);
    expect(
      sealed.every(
        (one) =>
          one.readUInt32BE(0) === 7 && openSegment(key, segment, one).equals(Buffer.alloc(100)),
      ),
    ).toBe(true);
    for (const other of [
      { ...segment, kind: "last" },
      { ...segment, kind: "tail" },
      { ...segment, number: 8 },
    ] as const)
      expect(() => openSegment(key, other, sealed[0] ?? Buffer.alloc(0))).toThrow();
  });
});

describe("a file on its way in", () => {
  test("wherever it is interrupted, and whatever was written after it was last kept, goes on there and is whole in the end", async () => {
    await holds(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 * mebibyte + 5 }),
        fc.array(fc.nat(2 * mebibyte), { maxLength: 6 }),
        fc.boolean(),
        async (size, steps, isTold) => {
          const bytes = randomBytes(size);
          const [place, key] = [newPlace(), randomBytes(32)];
          let incoming = await Incoming.begin(place, key, size);
          let known = 0;
          for (const step of steps) {
            await incoming.append(bytes.subarray(known, Math.min(known + step, size)));
            const kept = await incoming.keep();
            // As if it was killed before the count was written down, and after.
            if (isTold) known = kept;
            await incoming.append(randomBytes(Math.min(700_000, size - kept)));
            await incoming.close();
            incoming = await Incoming.resume(place, key, size, known, null);
            expect(incoming.offset).toBe(known);
          }
          await incoming.append(bytes.subarray(known));
          await incoming.finish();
          await incoming.close();
          expect((await buffer(await readWhole(place, key))).equals(bytes)).toBe(true);
          await takeIncoming(place);
          await takeIncoming(place);
          expect((await read(place, key)).equals(bytes)).toBe(true);
          expect(
            (await hashOfWhole(place, key)).equals(createHash("sha256").update(bytes).digest()),
          ).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
    expect(
      readdirSync(join(folder, "incoming"), { recursive: true, withFileTypes: true }).filter(
        (one) => one.isFile(),
      ),
    ).toEqual([]);
  });

  test("lies on the disk sealed, its unfinished segment too", async () => {
    const [place, key] = [newPlace(), randomBytes(32)];
    const incoming = await Incoming.begin(place, key, 3 * mebibyte);
    await incoming.append(Buffer.alloc(mebibyte + 5000, "Wilhelmine "));
    await incoming.keep();
    await incoming.close();
    for (const path of [incomingPath(place), `${incomingPath(place)}.${mebibyte + 5000}`])
      expect(readFileSync(path).includes("Wilhel")).toBe(false);
    await removeIncoming(place);
    expect(existsSync(incomingPath(place))).toBe(false);
  });

  test("is given up where the disk no longer holds what was acknowledged", async () => {
    const begin = async (length: number) => {
      const [place, key] = [newPlace(), randomBytes(32)];
      const incoming = await Incoming.begin(place, key, 4 * mebibyte);
      await incoming.append(randomBytes(length));
      const kept = await incoming.keep();
      await incoming.close();
      return { place, key, resume: () => Incoming.resume(place, key, 4 * mebibyte, kept, null) };
    };
    const cut = await begin(2 * mebibyte);
    truncateSync(incomingPath(cut.place), stride);
    await expect(cut.resume()).rejects.toThrow(BytesLost);
    const tailless = await begin(mebibyte + 9);
    rmSync(`${incomingPath(tailless.place)}.${mebibyte + 9}`);
    await expect(tailless.resume()).rejects.toThrow(BytesLost);
    const gone = await begin(5);
    await removeIncoming(gone.place);
    await expect(gone.resume()).rejects.toThrow(BytesLost);
  });
});
