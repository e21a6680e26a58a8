import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eicar, isClamdInstalled, Scanner, startClamd } from "../../../tests/support/clamd";
import { zipOf } from "../../../tests/support/files";
import { bufferSource } from "../archives/source";
import { env } from "../env";
import { askVersion, scanStream, verdictOf } from "./clamd";
import { readScanner, readVersion, scanSource } from "./scanner";

const scanner = new Scanner();
const now = () => new Date();

beforeAll(async () => {
  process.env.DATABASE_URL ??= "postgresql://nowhere";
  process.env.CLAMD_SOCKET = await scanner.listen();
});
beforeEach(() => {
  Object.assign(scanner, { manner: "well", scans: 0, bytes: 0, largest: 0 });
});
afterAll(() => scanner.close());

async function* pieces(bytes: Buffer, length = 100_000) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

describe("a scan", () => {
  test("passes on every byte and believes the verdict", async () => {
    const bytes = randomBytes(3_000_000);
    expect(await scanStream(pieces(bytes))).toEqual({ isClean: true });
    expect(scanner.bytes).toBe(bytes.length);
    expect(await scanStream(pieces(Buffer.concat([bytes, eicar])))).toEqual({
      isClean: false,
      name: "Test.File",
    });
  });

  test.each([
    ["down", "down"],
    ["silent", "slow"],
    ["cut", "down"],
    ["strange", "strange"],
    ["limit", "limit"],
  ] as const)("is no verdict where the scanner is %s", async (manner, code) => {
    scanner.manner = manner;
    await expect(scanStream(pieces(Buffer.alloc(3_000_000)), 300)).rejects.toMatchObject({
      name: "ScannerFault",
      code,
    });
  });

  test("of what is longer than the limit goes in parts that share their edges, so that nothing across one is missed", async () => {
    const limit = 4_000_000;
    const step = limit - 1024 * 1024;
    for (const at of [0, limit - 30, step - 30, 2 * step + 10, 9_999_900]) {
      const bytes = Buffer.alloc(10_000_000);
      eicar.copy(bytes, at);
      scanner.bytes = 0;
      expect(await scanSource(bufferSource(bytes), limit), String(at)).toMatchObject({
        isClean: false,
      });
    }
    scanner.largest = 0;
    expect(await scanSource(bufferSource(Buffer.alloc(10_000_000)), limit)).toEqual({
      isClean: true,
    });
    expect(scanner.largest).toBe(limit);
  });
});

test.each(["", "stream: ", "OK", "stream: OK and more", "UNKNOWN COMMAND"])(
  "the answer “%s” is no verdict",
  (said) => expect(() => verdictOf(said)).toThrow(expect.objectContaining({ code: "strange" })),
);
test("a scanner that stopped at its own limits has not found a virus, and has not found none", () =>
  expect(() => verdictOf("stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND")).toThrow(
    expect.objectContaining({ code: "limit" }),
  ));

describe("the state of the scanner", () => {
  test("is ready where it is fresh and finds what every scanner knows", async () =>
    expect(await readScanner(now(), 7)).toMatchObject({
      state: "ready",
      version: "1.4.6",
      signatures: 27500,
    }));
  test("is old from the day its signatures are too old", async () => {
    const week = 7 * 86_400_000;
    expect((await readScanner(new Date(Date.now() + week - 60_000), 7)).state).toBe("ready");
    expect((await readScanner(new Date(Date.now() + week + 60_000), 7)).state).toBe("old");
  });
  test("is old where it finds nothing, or does not say how old it is", async () => {
    scanner.manner = "blind";
    expect((await readScanner(now(), 7)).state).toBe("old");
    scanner.manner = "well";
    const { version } = scanner;
    scanner.version = "ClamAV 1.4.6";
    expect(await readScanner(now(), 7)).toMatchObject({ state: "old", at: null, signatures: null });
    scanner.version = version;
  });
  test.each(["down", "strange"] as const)("is down where it is %s", async (manner) => {
    scanner.manner = manner;
    expect(await readScanner(now(), 7)).toEqual({ state: "down" });
  });
  test("names its signatures by number and day", () =>
    expect(readVersion("ClamAV 1.4.6/27500/Sun Nov 22 08:15:00 2026")).toEqual({
      version: "1.4.6",
      signatures: 27500,
      at: new Date("2026-11-22T08:15:00Z"),
    }));
});

describe.runIf(isClamdInstalled)("a real clamd", () => {
  let clamd: Awaited<ReturnType<typeof startClamd>>;
  let ours = "";
  beforeAll(async () => {
    clamd = await startClamd();
    ours = env().CLAMD_SOCKET ?? "";
    env().CLAMD_SOCKET = clamd.address;
  }, 60_000);
  afterAll(async () => {
    env().CLAMD_SOCKET = ours;
    await clamd.stop();
  });

  test("says its version, and with signatures of no date counts as old", async () => {
    expect(await askVersion()).toMatch(/^ClamAV \d/);
    expect((await readScanner(now(), 7)).state).toBe("old");
  });
  test("finds the test file plain, in an archive, and in an archive in an archive", async () => {
    const zip = await zipOf({ "eicar.com": eicar });
    for (const bytes of [eicar, zip, await zipOf({ "a.zip": zip })])
      expect(await scanStream(pieces(bytes))).toMatchObject({ isClean: false });
    expect(await scanStream(pieces(Buffer.from("On the left upper lobe")))).toEqual({
      isClean: true,
    });
  });
  test("finds it at the hundred and first megabyte, by parts", async () => {
    const bytes = Buffer.alloc(105_000_000);
    eicar.copy(bytes, 101_000_000);
    expect(await scanSource(bufferSource(bytes), 20_000_000)).toMatchObject({ isClean: false });
  }, 60_000);
  test("says when more is sent than it takes, which is no verdict", async () => {
    await expect(scanStream(pieces(Buffer.alloc(30_000_000)))).rejects.toMatchObject({
      code: "limit",
    });
  });
});
