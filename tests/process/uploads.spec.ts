import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { cleanUp, freePort, killAgainAndAgain, newFolder, query, start } from "../support/portals";

test.afterAll(cleanUp);

const part = 3_000_000;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("with web, worker and database killed while files are sent, no byte that was acknowledged is sent twice or lost, and each file is a paper once", async () => {
  test.setTimeout(300_000);
  const folder = newFolder();
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const { ready, portal, ended } = start({ DATA_DIR: folder, PORT: String(port) });
  await ready;
  const token = randomBytes(32).toString("base64url");
  const [patient] = await query(
    folder,
    "SELECT r.patient_id AS id, r.id AS request, g.id AS grant FROM requests r JOIN role_grants g ON g.person_id = r.patient_id AND g.role = 'patient' WHERE r.state = 'waiting-documents'",
  );
  await query(
    folder,
    `INSERT INTO sessions (token_hash, person_id, grant_id, is_complete, proved_at, proved_by, device, network, idle_ends_at, ends_at)
     VALUES ($1, $2, $3, true, now(), 'password', 'Firefox/Linux', '10.0.0.0/24', now() + interval '1 hour', now() + interval '1 hour')`,
    [createHash("sha256").update(token).digest(), patient.id, patient.grant],
  );

  const ask = (
    path: string,
    method: string,
    headers: Record<string, string> = {},
    body?: Uint8Array,
  ) =>
    fetch(base + path, {
      method,
      headers: { origin: base, cookie: `session=${token}`, "tus-resumable": "1.0.0", ...headers },
      ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
      signal: AbortSignal.timeout(20_000),
    });
  const encoded = (text: string) => Buffer.from(text).toString("base64");
  const files: { path: string; bytes: Buffer }[] = [];
  for (let at = 0; at < 6; at++) {
    const bytes = randomBytes(40_000_000 + at * 777_777);
    const metadata = `requestId ${encoded(patient.request)},kind ${encoded("imaging-dicom")},filename ${encoded(`invented ${at}`)}`;
    const begun = await ask("/api/uploads", "POST", {
      "upload-length": String(bytes.length),
      "upload-metadata": metadata,
    });
    expect(begun.status).toBe(201);
    files.push({ path: begun.headers.get("location") ?? "", bytes });
  }

  let isOver = false;
  const broken: string[] = [];
  const send = async ({ path, bytes }: (typeof files)[number]) => {
    let acknowledged = 0;
    while (acknowledged < bytes.length && !isOver) {
      try {
        const head = await ask(path, "HEAD");
        if (head.status !== 200) throw new Error(String(head.status));
        const offset = Number(head.headers.get("upload-offset"));
        if (offset < acknowledged)
          broken.push(`${path}: ${acknowledged} bytes were acknowledged, ${offset} are there`);
        acknowledged = offset;
        while (acknowledged < bytes.length) {
          const headers = {
            "content-type": "application/offset+octet-stream",
            "upload-offset": String(acknowledged),
          };
          const answer = await ask(
            path,
            "PATCH",
            headers,
            bytes.subarray(acknowledged, acknowledged + part),
          );
          if (answer.status !== 204) throw new Error(String(answer.status));
          acknowledged = Number(answer.headers.get("upload-offset"));
          await wait(350);
        }
      } catch {
        await wait(200);
      }
    }
  };
  const senders = files.map(send);
  await killAgainAndAgain(folder, base, ["web", "web", "database", "web", "worker", "web"]);
  await Promise.all(senders);
  isOver = true;
  expect(broken).toEqual([]);

  const ids = files.map(({ path }) => path.split("/").at(-1));
  const taken = async () =>
    (
      await query(
        folder,
        "SELECT count(*)::int AS n FROM uploads WHERE id = ANY($1) AND state = 'taken'",
        [ids],
      ).catch(() => [{ n: -1 }])
    )[0]?.n;
  await expect.poll(taken, { timeout: 90_000 }).toBe(files.length);
  const rows = await query(
    folder,
    `SELECT encode(f.sha256, 'hex') AS hash, count(a.id)::int AS papers FROM uploads u JOIN stored_files f ON f.place = u.place JOIN request_papers a ON a.file_id = f.id
     WHERE u.id = ANY($1) GROUP BY f.sha256`,
    [ids],
  );
  expect(new Map(rows.map(({ hash, papers }) => [hash, papers]))).toEqual(
    new Map(files.map(({ bytes }) => [sha256(bytes), 1])),
  );
  // The hashes above are of what came in; what lies in the store is opened again by somebody who reads it.
  for (const { path, bytes } of files.slice(0, 2)) {
    const [paper] = await query(
      folder,
      "SELECT a.id FROM uploads u JOIN stored_files f ON f.place = u.place JOIN request_papers a ON a.file_id = f.id WHERE u.id = $1",
      [path.split("/").at(-1)],
    );
    const answer = await fetch(`${base}/api/papers/${paper.id}`, {
      headers: { cookie: `session=${token}` },
    });
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(bytes));
  }
  portal.kill("SIGTERM");
  await ended;
});
