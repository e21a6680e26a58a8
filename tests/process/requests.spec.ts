import { createHash, randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { Client } from "../support/client";
import { cleanUp, freePort, killAgainAndAgain, newFolder, query, start } from "../support/portals";

test.afterAll(cleanUp);

const drafts = 200;
const atOnce = 4;

test("with web, worker and database killed while requests are sent, each one acknowledged is there once, with its entry, its clock and its letter", async () => {
  test.setTimeout(420_000);
  const folder = newFolder();
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const { ready, portal, ended } = start({
    DATA_DIR: folder,
    PORT: String(port),
    TRUSTED_PROXIES: "127.0.0.1,::1",
  });
  await ready;
  const token = randomBytes(32).toString("base64url");
  const [patient] = await query(
    folder,
    "SELECT r.patient_id AS id, g.id AS grant FROM requests r JOIN role_grants g ON g.person_id = r.patient_id AND g.role = 'patient' WHERE r.state = 'waiting-documents'",
  );
  await query(
    folder,
    `INSERT INTO sessions (token_hash, person_id, grant_id, is_complete, proved_at, proved_by, device, network, idle_ends_at, ends_at)
     VALUES ($1, $2, $3, true, now(), 'password', 'Firefox/Linux', '10.0.0.0/24', now() + interval '1 hour', now() + interval '1 hour')`,
    [createHash("sha256").update(token).digest(), patient.id, patient.grant],
  );

  // One person asks more here than one ever would.
  await query(
    folder,
    "UPDATE settings SET value = '1000' WHERE key = 'limits.second-opinions.tries'",
  );
  await wait(6_000);
  const prepared: string[] = [];
  const prepare = async (at: number) => {
    const client = new Client(base, token);
    const { html } = await client.send("/en/second-opinion/start/ready?country=AE");
    const begun = await client.submit(
      "/en/second-opinion/start/ready?country=AE",
      html,
      "begin",
      {},
    );
    const ask = begun.location;
    expect(ask).toMatch(/\/ask\/[0-9a-f-]{36}$/);
    await client.fill(`${ask}/who`, "who", { birth: "1970-05-17", sex: "other" });
    await client.fill(`${ask}/question`, "question", {
      condition: `Invented ${at}`,
      questions: "?",
    });
    await client.fill(`${ask}/story`, "story", { story: "Invented." });
    await client.fill(`${ask}/treatment`, "treatment", { proposed: "Invented." });
    await client.fill(`${ask}/reach`, "reach", {
      speak: "en",
      zone: "Asia/Dubai",
      channel: "portal",
    });
    prepared.push(ask.split("/").at(-1) ?? "");
  };
  const turns = Array.from({ length: atOnce }, (_, turn) => turn);
  await Promise.all(
    turns.map(async (turn) => {
      for (let at = turn; at < drafts; at += atOnce) await prepare(at);
    }),
  );

  const acknowledged = new Set<string>();
  let isOver = false;
  const send = async (id: string) => {
    const client = new Client(base, token);
    const page = `/en/second-opinion/ask/${id}/check`;
    const { html } = await client.send(page);
    const answer = await client.submit(page, html, "send", {});
    if (answer.status === 303) acknowledged.add(id);
  };
  const senders = turns.map(async (sender) => {
    for (const id of prepared.filter((_, at) => at % atOnce === sender)) {
      // What was not acknowledged is sent again, as somebody would.
      for (let tries = 0; tries < 40 && !acknowledged.has(id) && !isOver; tries++) {
        await send(id).catch(() => undefined);
        const [row] = await query(folder, "SELECT state FROM requests WHERE id = $1", [id]).catch(
          () => [],
        );
        if (row && row.state !== "draft") break;
        await wait(150);
      }
      await wait(200);
    }
  });
  await killAgainAndAgain(folder, base, ["web", "worker", "database", "web", "worker", "database"]);
  await Promise.all(senders);
  isOver = true;
  expect(acknowledged.size).toBeGreaterThan(drafts / 2);

  const ids = [...acknowledged];
  await expect
    .poll(
      async () =>
        (
          await query(
            folder,
            "SELECT count(*)::int AS n FROM requests WHERE id = ANY($1) AND state = 'first-contact'",
            [ids],
          ).catch(() => [{ n: -1 }])
        )[0]?.n,
      {
        timeout: 60_000,
      },
    )
    .toBe(ids.length);
  const rows = await query(
    folder,
    `SELECT r.id, (SELECT count(*)::int FROM request_stays s WHERE s.request_id = r.id AND s.state = 'sent') AS stays,
       (SELECT count(*)::int FROM audit_entries e WHERE e.action = 'request.sent' AND e.subject = 'request:' || r.id) AS entries,
       (SELECT count(*)::int FROM notices n WHERE n.subject = r.id::text AND n.kind = 'request-moved') AS notices FROM requests r WHERE r.id = ANY($1)`,
    [ids],
  );
  expect(rows.map(({ stays, entries, notices }) => [stays, entries, notices])).toEqual(
    ids.map(() => [1, 1, 2]),
  );
  await expect
    .poll(
      async () =>
        (
          await query(
            folder,
            "SELECT count(*)::int AS n FROM letters WHERE sent_at IS NULL AND stuck_at IS NULL",
          ).catch(() => [{ n: -1 }])
        )[0]?.n,
      { timeout: 90_000 },
    )
    .toBe(0);
  portal.kill("SIGTERM");
  await ended;
});
