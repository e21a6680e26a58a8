import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedFile } from "@/accounts/files/queries";
import { readStored } from "@/platform/storage/files";
import { arrive, ask, one, patient, type Somebody } from "../support/people";
import { begin, jobsFor } from "../support/requests";
import { sha256, startFront, Tus } from "../support/tus";

let front: Awaited<ReturnType<typeof startFront>>;
let whose: Somebody;
let requestId: string;
let tus: Tus;
const of = (who: Somebody) => new Tus(front.port, { cookie: `session=${who.token}` });
const about = (filename = "scan.dcm") => ({ requestId, kind: "imaging-dicom", filename });

beforeAll(async () => {
  process.env.PUBLIC_URL = "http://localhost:3000";
  front = await startFront();
  whose = await arrive();
  requestId = await begin(patient(whose));
  tus = of(whose);
});

afterAll(() => front.stop());

const idIn = (path: string) => path.split("/").at(-1) ?? "";
const rowOf = (path: string) =>
  one<{ state: string; received: string; place: string }>(
    "SELECT state, received::text, place FROM uploads WHERE id = $1",
    [idIn(path)],
  );

/** The file that an upload has become. */

async function becomeOf(path: string) {
  const { place } = await rowOf(path);
  const found = await one<{
    id: string;
    fileId: string;
    state: string;
    kind: string;
    scan: string;
    format: number;
    sha256: Buffer;
  }>(
    `SELECT a.id, f.id AS "fileId", a.state, a.kind, f.scan, f.format, f.sha256 FROM stored_files f JOIN request_papers a ON a.file_id = f.id WHERE f.place = $1`,
    [place],
  );
  const file = await storedFile(found.fileId);
  if (!file) throw new Error("the file is not there");
  return {
    ...found,
    ...file,
    paperId: found.id,
    bytes: await buffer(await readStored(file.place, file.key)),
  };
}
const incomingFiles = () =>
  readdirSync(join(process.env.DATA_DIR ?? "", "incoming"), {
    recursive: true,
    withFileTypes: true,
  }).filter((entry) => entry.isFile()).length;

describe("a file that is sent", () => {
  test.each([
    ["of one byte", 1],
    ["of ten megabytes and a byte", 10 * 1024 * 1024 + 1],
    ["of twelve megabytes", 12_000_000],
    ["of forty megabytes", 40_000_000],
  ])("%s arrives as it was, as a paper that waits for its examination", async (_size, size) => {
    const bytes = randomBytes(size);
    const path = await tus.whole(bytes, about());
    const became = await becomeOf(path);
    expect(sha256(became.bytes).digest("hex")).toBe(sha256(bytes).digest("hex"));
    expect(became).toMatchObject({
      state: "sent",
      kind: "imaging-dicom",
      scan: "waiting",
      format: 2,
      size,
    });
    expect(Buffer.from(became.sha256).equals(sha256(bytes).digest())).toBe(true);
    expect(await rowOf(path)).toMatchObject({ state: "taken", received: String(size) });
    expect(await jobsFor("documents:papers:examine", { paperId: became.paperId })).toBe(1);
    const entries = await ask(
      "SELECT action FROM audit_entries WHERE subject = $1 OR subject = $2 ORDER BY id",
      [`upload:${idIn(path)}`, `paper:${became.paperId}`],
    );
    expect(entries).toEqual([{ action: "upload.begun" }, { action: "paper.added" }]);
    expect(await tus.offset(path)).toBe(size);
  });

  test("in one piece, or in pieces of any size, arrives the same", async () => {
    const bytes = randomBytes(3_333_333);
    for (const part of [3_333_333, 1_048_576, 700_001])
      expect((await becomeOf(await tus.whole(bytes, about(), part))).bytes.equals(bytes)).toBe(
        true,
      );
    expect(
      (await becomeOf(await tus.whole(bytes.subarray(0, 23), about(), 5))).bytes.equals(
        bytes.subarray(0, 23),
      ),
    ).toBe(true);
  });

  test("leaves nothing on its way in when it has arrived", async () => {
    const before = incomingFiles();
    await tus.whole(randomBytes(2_500_001), about(), 1_000_003);
    expect(incomingFiles()).toBe(before);
  });

  test("keeps its name, in any script, without its path and without signs that mislead", async () => {
    for (const [given, kept] of [
      ["صورة الأشعة.dcm", "صورة الأشعة"],
      ["C:\\Users\\Eva\\Bilder\\Knie.jpg", "Knie"],
      ["../../../etc/passwd", "passwd"],
      ["рентген\u202Egpj.exe", "рентгенgpj"],
      ["\u0000\r\nSet-Cookie: a=b.pdf", "Set-Cookie: a=b"],
      ["", "file"],
    ])
      expect((await becomeOf(await tus.whole(randomBytes(20), about(given)))).name, given).toBe(
        kept,
      );
    const pdf = await becomeOf(
      await tus.whole(Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n"), about("Befund.exe")),
    );
    expect(pdf).toMatchObject({ name: "Befund.pdf", type: "application/pdf" });
  });

  test("broken off in the middle goes on where it stopped, and what was kept is what was sent", async () => {
    const bytes = randomBytes(12_000_000);
    const path = await tus.begin(bytes.length, about());
    await tus.breakOff(path, 0, bytes, 6_000_000);
    await expect.poll(() => tus.offset(path)).toBeGreaterThan(5_000_000);
    let offset = await tus.offset(path);
    expect(String(offset)).toBe((await rowOf(path)).received);
    await tus.breakOff(path, offset, bytes.subarray(offset), 1_234_567);
    await expect.poll(async () => (await tus.offset(path)) > offset).toBe(true);
    offset = await tus.offset(path);
    expect((await tus.patch(path, offset, bytes.subarray(offset))).status).toBe(204);
    expect((await becomeOf(path)).bytes.equals(bytes)).toBe(true);
  });

  test("in so small pieces that none fills a segment is kept all the same, and goes on in another process", async () => {
    const bytes = randomBytes(2_000_000);
    const path = await tus.begin(bytes.length, about());
    for (let at = 0; at < 900_000; at += 300_000)
      expect(
        (await tus.patch(path, at, bytes.subarray(at, at + 300_000))).headers["upload-offset"],
      ).toBe(String(at + 300_000));
    const other = await startFront();
    const there = new Tus(other.port, tus.who);
    expect(await there.offset(path)).toBe(900_000);
    expect((await there.patch(path, 900_000, bytes.subarray(900_000))).status).toBe(204);
    await other.stop();
    const became = await becomeOf(path);
    expect(became.bytes.equals(bytes)).toBe(true);
    expect(Buffer.from(became.sha256).equals(sha256(bytes).digest())).toBe(true);
  });

  test("with the checksum of each part is taken, and refused where a part is not what it says", async () => {
    const bytes = randomBytes(5_000_000);
    const path = await tus.begin(bytes.length, about());
    const sum = (part: Uint8Array) => ({
      "upload-checksum": `sha256 ${sha256(part).digest("base64")}`,
    });
    const [a, b] = [bytes.subarray(0, 2_200_000), bytes.subarray(2_200_000)];
    expect((await tus.patch(path, 0, a, sum(a))).status).toBe(204);
    const other = Buffer.from(b);
    other[17] = (other[17] ?? 0) ^ 1;
    expect((await tus.patch(path, a.length, other, sum(b))).status).toBe(460);
    expect(await tus.offset(path)).toBe(a.length);
    expect(
      (await tus.patch(path, a.length, b, { "upload-checksum": "md5 1B2M2Y8AsgTpgAmY7PhCfg==" }))
        .status,
    ).toBe(400);
    expect((await tus.patch(path, a.length, b, sum(b))).status).toBe(204);
    const became = await becomeOf(path);
    expect(became.bytes.equals(bytes)).toBe(true);
    expect(Buffer.from(became.sha256).equals(sha256(bytes).digest())).toBe(true);
  });

  test("given up is gone, with its bytes waiting to be removed", async () => {
    const path = await tus.begin(5_000, about());
    await tus.patch(path, 0, randomBytes(3_000));
    const { place } = await rowOf(path);
    expect((await tus.send(path, { method: "DELETE" })).status).toBe(204);
    expect(await tus.offset(path)).toBe(-404);
    expect(await jobsFor("accounts:files:remove", { place })).toBe(1);
    expect((await tus.patch(path, 3_000, randomBytes(2_000))).status).toBe(404);
  });
});

describe("two clients at one upload", () => {
  test("send the same part at the same time: one is taken, the file is whole", async () => {
    const bytes = randomBytes(6_000_000);
    const path = await tus.begin(bytes.length, about());
    const said = await Promise.all(
      Array.from({ length: 20 }, () => tus.patch(path, 0, bytes.subarray(0, 3_000_000))),
    );
    expect(said.filter((one) => one.status === 204)).toHaveLength(1);
    expect(
      said.filter((one) => one.status !== 204).every((one) => [409, 423].includes(one.status)),
    ).toBe(true);
    const end = await Promise.all(
      [0, 1].map(() => tus.patch(path, 3_000_000, bytes.subarray(3_000_000))),
    );
    expect(end.filter((one) => one.status === 204)).toHaveLength(1);
    expect((await becomeOf(path)).bytes.equals(bytes)).toBe(true);
    expect(
      await ask("SELECT 1 FROM stored_files WHERE place = $1", [(await rowOf(path)).place]),
    ).toHaveLength(1);
  });

  test("through two processes: one is taken, the other is told to wait", async () => {
    const other = await startFront();
    const bytes = randomBytes(8_000_000);
    const path = await tus.begin(bytes.length, about());
    const there = new Tus(other.port, tus.who);
    const said = await Promise.all([
      tus.patch(path, 0, bytes),
      there.patch(path, 0, bytes),
      there.patch(path, 0, bytes),
    ]);
    expect(said.filter((one) => one.status === 204)).toHaveLength(1);
    await other.stop();
    expect((await becomeOf(path)).bytes.equals(bytes)).toBe(true);
  });

  test("when one holds the line and says nothing, the other waits until that is cut", async () => {
    const path = await tus.begin(1_000, about());
    const silent = connect(front.port, "127.0.0.1");
    silent.on("error", () => undefined);
    silent.write(
      `PATCH ${path} HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:3000\r\nTus-Resumable: 1.0.0\r\nCookie: ${tus.who.cookie}\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nContent-Length: 1000\r\n\r\nabc`,
    );
    await wait(300);
    expect((await tus.patch(path, 0, randomBytes(10))).status).toBe(423);
    silent.destroy();
    await expect.poll(() => tus.offset(path)).toBe(3);
    expect((await tus.patch(path, 3, randomBytes(997))).status).toBe(204);
  });
});

describe("programs that speak the protocol otherwise", () => {
  test("may post what they mean to patch, to end or to ask", async () => {
    const bytes = Buffer.from("DICM and more");
    const path = await tus.begin(bytes.length, about());
    const sent = await tus.send(path, {
      method: "POST",
      headers: {
        "x-http-method-override": "PATCH",
        "upload-offset": "0",
        "content-type": "application/offset+octet-stream",
      },
      body: bytes.subarray(0, 4),
    });
    expect([sent.status, sent.headers["upload-offset"]]).toEqual([204, "4"]);
    const ended = await tus.send(path, {
      method: "POST",
      headers: { "x-http-method-override": "DELETE" },
    });
    expect(ended.status).toBe(204);
    expect((await tus.send(path, { method: "HEAD" })).status).not.toBe(200);
  });

  test("are told that parts to be joined, and a length said later, are not taken", async () => {
    for (const headers of [{ "upload-concat": "partial" }, { "upload-defer-length": "1" }])
      expect((await tus.create(10, about(), headers)).status).toBe(400);
  });
});
