import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import PostalMime from "postal-mime";
import { newKeyFile } from "../../src/platform/security/keyring";
import { Client } from "../support/client";
import {
  cleanUp,
  fetchStatus,
  freePort,
  killAgainAndAgain,
  newFolder,
  query,
  start,
} from "../support/portals";

test.afterAll(cleanUp);

test("with web, worker and database killed again and again, every request acknowledged is there, and its letter arrives once or twice", async () => {
  test.setTimeout(240_000);
  const folder = newFolder();
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const { ready, portal, ended } = start({
    DATA_DIR: folder,
    PORT: String(port),
    TRUSTED_PROXIES: "127.0.0.1,::1",
  });
  await ready;
  const form = (await new Client(base).send("/en/register")).html;

  const acknowledged: string[] = [];
  let isOver = false;
  const askers = Array.from({ length: 4 }, async (_, asker) => {
    for (let at = 0; !isOver; at++) {
      const email = `kill-${asker}-${at}@demo.example`;
      const answer = await new Client(base)
        .submit("/en/register", form, "register", { email })
        .catch(() => null);
      if (answer?.status === 303) acknowledged.push(email);
      await wait(150);
    }
  });
  await killAgainAndAgain(folder, base, [
    "worker",
    "web",
    "database",
    "worker",
    "mail",
    "web",
    "worker",
    "database",
  ]);
  isOver = true;
  await Promise.all(askers);
  expect(acknowledged.length).toBeGreaterThan(30);

  const arrived = async () => {
    const letters = await Promise.all(
      readdirSync(join(folder, "inbox"))
        .filter((name) => name.endsWith(".eml"))
        .map((name) => PostalMime.parse(readFileSync(join(folder, "inbox", name)))),
    );
    const ids = new Map<string, string[]>();
    for (const letter of letters)
      ids.set(letter.to?.[0]?.address ?? "", [
        ...(ids.get(letter.to?.[0]?.address ?? "") ?? []),
        letter.messageId ?? "",
      ]);
    return ids;
  };
  await expect
    .poll(
      async () =>
        (
          await query(
            folder,
            "SELECT count(*)::int AS n FROM letters WHERE sent_at IS NULL AND stuck_at IS NULL",
          ).catch(() => [{ n: -1 }])
        )[0]?.n,
      {
        timeout: 120_000,
        intervals: [1000],
      },
    )
    .toBe(0);
  const letters = await arrived();
  for (const email of acknowledged) {
    const ids = letters.get(email) ?? [];
    expect([1, 2], email).toContain(ids.length);
    expect(new Set(ids).size, email).toBe(1);
  }
  const rows = await query(
    folder,
    "SELECT count(*)::int AS n, count(DISTINCT email_hash)::int AS addresses FROM email_links WHERE purpose = 'register'",
  );
  expect(rows[0].addresses).toBeGreaterThanOrEqual(acknowledged.length);
  portal.kill("SIGTERM");
  await ended;
});

test("a production says what it needs, and prints a link that makes the first administrator once", async () => {
  test.setTimeout(120_000);
  const folder = newFolder();
  const port = await freePort();
  const production = { DATA_DIR: folder, PORT: String(port), PUBLIC_URL: "https://portal.example" };
  const lacking = start(production);
  expect(await lacking.ended).not.toBe(0);
  expect(lacking.said()).toMatch(/KEY_FILE must name the file of the keys/);

  // A mail server that is not there: what is acknowledged waits for it.
  const keys = join(newFolder(), "keys.json");
  const first = start({
    ...production,
    KEY_FILE: keys,
    SMTP_URL: `smtp://127.0.0.1:${await freePort()}`,
  });
  await first.ready;
  await expect.poll(() => first.said()).toContain("Ctrl-C");
  const link =
    /https:\/\/portal\.example(\/en\/first-administrator\?token=[\w-]{54})/.exec(
      first.said(),
    )?.[1] ?? "";
  expect(first.said()).not.toContain("demo.example");
  const base = `http://127.0.0.1:${port}`;
  expect(await fetchStatus(`${base}/en/demo/inbox`)).toBe(404);
  const client = new Client(base);
  const page = await client.send(link);
  const submit = () =>
    client.submit(
      "/en/first-administrator",
      page.html,
      "first",
      { email: "chief@portal.example" },
      { origin: "https://portal.example" },
    );
  expect((await submit()).status).toBe(303);
  expect((await submit()).status).toBe(200);
  expect((await query(folder, "SELECT role FROM invitations"))[0]).toEqual({
    role: "administrator",
  });
  expect((await query(folder, "SELECT count(*)::int AS n FROM people"))[0].n).toBe(0);
  const signIn = await client.send("/en/sign-in");
  expect(signIn.headers.get("strict-transport-security")).toContain("max-age");

  // Letters wait while the mail server is away; a letter that hangs after its text is not sent a third time.
  await wait(1500);
  expect((await query(folder, "SELECT sent_at, open_tries FROM letters"))[0]).toEqual({
    sent_at: null,
    open_tries: 0,
  });
  first.portal.kill("SIGTERM");
  await first.ended;

  // Other keys than those the database was filled under are refused, before anything is written.
  const wrong = join(newFolder(), "keys.json");
  writeFileSync(wrong, newKeyFile());
  const refused = start({ ...production, KEY_FILE: wrong });
  expect(await refused.ended).not.toBe(0);
  expect(refused.said()).toMatch(/not the keys that this database was filled under/);

  // What was a production never becomes a demonstration.
  const demo = start({ ...production, DEMO: "true", KEY_FILE: keys });
  expect(await demo.ended).not.toBe(0);
  expect(demo.said()).toMatch(/never put among real ones/);
});

test("a mail server that takes a letter and says nothing gets it twice at most", async () => {
  test.setTimeout(120_000);
  let taken = 0;
  const silent = createServer((socket) => {
    let isText = false;
    let isOurs = false;
    let text = "";
    socket.write("220 silent\r\n");
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const said = data.toString();
      if (isText) {
        text += said;
        if (!text.endsWith("\r\n.\r\n")) return;
        if (isOurs) taken++;
        socket.destroy();
      } else if (/^RCPT/i.test(said)) {
        isOurs = said.includes("once@demo.example");
        socket.write("250 ok\r\n");
      } else if (/^DATA/i.test(said)) {
        isText = true;
        socket.write("354 go on\r\n");
      } else socket.write(/^EHLO/i.test(said) ? "250 silent\r\n" : "250 ok\r\n");
    });
  });
  const mailPort = await freePort();
  await new Promise<void>((resolve) => silent.listen(mailPort, "127.0.0.1", resolve));
  const folder = newFolder();
  const port = await freePort();
  const base = `http://localhost:${port}`;
  const { ready, portal, ended } = start({
    DATA_DIR: folder,
    PORT: String(port),
    SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
  });
  await ready;
  const client = new Client(base);
  expect(
    (await client.fill("/en/register", "register", { email: "once@demo.example" })).status,
  ).toBe(303);
  await expect
    .poll(
      async () =>
        (
          await query(
            folder,
            "SELECT stuck_at IS NOT NULL AS stuck FROM letters WHERE kind = 'register'",
          )
        )[0].stuck,
      {
        timeout: 60_000,
        intervals: [500],
      },
    )
    .toBe(true);
  await wait(3000);
  expect(taken).toBe(2);
  portal.kill("SIGTERM");
  await ended;
  silent.close();
});
