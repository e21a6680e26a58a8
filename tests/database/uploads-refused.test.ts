import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arrive, ask, one, patient, type Somebody } from "../support/people";
import { begin } from "../support/requests";
import { startFront, Tus } from "../support/tus";

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

describe("what is refused", () => {
  test.each([
    ["a file of no bytes", "0", 400, "fileEmpty"],
    ["a length that is none", "ten", 400, "header"],
    ["a length below nothing", "-5", 400, "header"],
    ["no length", "", 400, "header"],
    ["more than a case can hold", "5000000001", 413, "caseFull"],
  ])("%s", async (_what, length, status, error) => {
    const said = await tus.create(1, about(), { "upload-length": length });
    expect([said.status, JSON.parse(said.body).error]).toEqual([status, error]);
  });

  test.each([
    ["no name and a space", "filename"],
    ["a value that is not base64", "filename !!!"],
    ["one name twice", "filename YQ==,filename Yg=="],
    ["far too much", `filename ${"YQ".repeat(2000)}`],
  ])("metadata with %s", async (_what, metadata) => {
    const said = await tus.create(1, {}, { "upload-metadata": metadata });
    expect(said.status).toBeGreaterThanOrEqual(400);
    expect(said.status).toBeLessThan(500);
  });

  test("a part at another offset, one past the declared end, and anything after the end", async () => {
    const path = await tus.begin(1_000, about());
    expect((await tus.patch(path, 5, randomBytes(10))).status).toBe(409);
    expect((await tus.patch(path, 0, randomBytes(1_001))).status).toBe(413);
    // Without saying how much comes.
    expect(
      (await tus.patch(path, 0, randomBytes(1_200), { "transfer-encoding": "chunked" })).status,
    ).toBe(413);
    expect(await tus.offset(path)).toBe(0);
    expect((await tus.patch(path, 0, randomBytes(1_000))).status).toBe(204);
    expect((await tus.patch(path, 0, randomBytes(1_000))).status).toBe(409);
    expect((await tus.patch(path, 1_000, randomBytes(1))).status).toBe(413);
    expect((await tus.send(path, { method: "DELETE" })).status).toBe(409);
    expect(
      await ask("SELECT 1 FROM stored_files WHERE place = $1", [(await rowOf(path)).place]),
    ).toHaveLength(1);
  });

  test("a part under another type, version or method", async () => {
    const path = await tus.begin(10, about());
    expect(
      (await tus.patch(path, 0, randomBytes(10), { "content-type": "text/plain" })).status,
    ).toBe(415);
    expect((await tus.patch(path, 0, randomBytes(10), { "tus-resumable": "0.2.2" })).status).toBe(
      412,
    );
    expect((await tus.send(path, { method: "PUT" })).status).toBe(405);
    expect((await tus.send(path, { method: "GET" })).status).toBe(405);
    expect((await tus.send("/api/uploads", { method: "PATCH" })).status).toBe(405);
    expect(await tus.offset(path)).toBe(0);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["a page without an origin", { origin: "null" }],
    ["a neighbour that sends no origin", { origin: "", "sec-fetch-site": "same-site" }],
    ["a program that says nothing of where it is", { origin: "" }],
  ])("whatever comes from %s, whoever is signed in there", async (_where, headers) => {
    expect((await tus.create(10, about(), headers)).status).toBe(403);
    const path = await tus.begin(10, about());
    expect((await tus.patch(path, 0, randomBytes(10), headers)).status).toBe(403);
    expect((await tus.send(path, { method: "DELETE", headers })).status).toBe(403);
    expect(await tus.offset(path)).toBe(0);
  });

  test("somebody not signed in, and what is another's: it is not there", async () => {
    const path = await tus.begin(10, about());
    for (const cookie of ["", "session=wrong", `session=${"a".repeat(43)}`]) {
      const nobody = new Tus(front.port, { cookie });
      expect((await nobody.create(10, about())).status).toBe(401);
      expect((await nobody.patch(path, 0, randomBytes(10))).status).toBe(401);
      expect(await nobody.offset(path)).toBe(-401);
    }
    const other = of(await arrive());
    expect((await other.create(10, about())).status).toBe(404);
    expect((await other.create(10, { ...about(), requestId: crypto.randomUUID() })).status).toBe(
      404,
    );
    expect((await other.create(10, { ...about(), requestId: "../../x" })).status).toBe(404);
    expect((await other.patch(path, 0, randomBytes(10))).status).toBe(404);
    expect((await other.send(path, { method: "DELETE" })).status).toBe(404);
    expect(await other.offset(path)).toBe(-404);
    expect(await tus.offset(path)).toBe(0);
    for (const role of ["case-coordinator", "specialist"] as const) {
      const staff = of(await arrive(role, role === "specialist" ? { facility: "niguarda" } : {}));
      expect((await staff.create(10, about())).status).toBeGreaterThanOrEqual(401);
    }
  });

  test("a kind of paper that the case does not need", async () => {
    expect((await tus.create(10, { ...about(), kind: "ecg" })).status).toBe(422);
  });
});
