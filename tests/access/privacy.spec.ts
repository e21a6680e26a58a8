import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { inDatabase } from "../support/browser";
import { Client, lettersTo, linkIn, personId, sessionOf } from "../support/client";
import { people } from "./routes";

const base = process.env.PORTAL_URL ?? "http://localhost:3000";
const folder = process.env.DATA_DIR ?? ".data";

/** Everything that lies in a folder as plain bytes, but for the database's own files and the letters that were caught. */
function bytesBelow(path: string): Buffer[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const full = join(path, entry.name);
    if (["postgres", "inbox"].includes(entry.name)) return [];
    if (entry.isDirectory()) return bytesBelow(full);
    return entry.isFile() && statSync(full).size < 50_000_000 ? [readFileSync(full)] : [];
  });
}

test("a canary: nothing of a patient stands in the log, in an address, in a subject, in a file of the portal or readable in the database", async () => {
  const mark = `canary${Date.now()}`;
  const email = `${mark}@demo.example`;
  const words = [mark, "Zwitscher", "gelbe federn im käfig"];
  const client = new Client(base);
  await client.fill("/en/register", "register", { email });
  const [letter] = await lettersTo(base, email);
  const path = linkIn(letter);
  const subject = /<h1[^>]*>(.*?)<\/h1>/s.exec(letter?.html ?? "")?.[1] ?? "";
  const confirm = {
    name: `Zwitscher ${mark}`,
    country: "AT",
    terms: "yes",
    password: "gelbe federn im käfig",
  };
  // Bad input first, then good; then everything that can go wrong with a name in hand.
  await client.fill(path, "confirm", { ...confirm, country: "" });
  const opened = await client.fill(path, "confirm", confirm);
  expect(opened.location).toBe("/en/account");
  await client.fill("/en/account", "profile", {
    name: `Zwitscher\0${mark}`,
    country: "AT",
    language: "en",
  });
  await client.fill("/en/account/people", "invite", {
    email: `${mark}-2@demo.example`,
    kind: "companion",
    language: "de",
  });
  await client.send(`/en/account?name=${mark}`, {
    method: "POST",
    body: new FormData(),
    headers: { origin: base },
  });
  await client.send("/en/account", {
    method: "POST",
    body: '--x\r\nContent-Disposition: form-data; name="$ACTION_ID_zz"\r\n\r\n\r\n--x--',
    headers: { origin: base, "content-type": "multipart/form-data; boundary=x" },
  });
  await client.fill("/en/account/data", "copy", {});
  await new Client(base).fill("/en/sign-in", "sign-in", { email, password: "gelbe federn" });
  const person = await personId(email);
  await expect
    .poll(
      async () =>
        (await inDatabase("SELECT state FROM rights_requests WHERE person_id = $1", [person]))
          .rows[0]?.state,
      { timeout: 20_000 },
    )
    .toBe("done");

  const log = readFileSync(process.env.PORTAL_LOG ?? "/dev/null", "utf8");
  expect(log.length).toBeGreaterThan(100);
  for (const word of words) expect(log, word).not.toContain(word);
  expect(subject).not.toContain(mark);
  expect(path).not.toContain(mark);
  for (const bytes of bytesBelow(folder))
    for (const word of words) expect(bytes.includes(word), word).toBe(false);
  const { rows: columns } = await inDatabase(
    "SELECT table_schema, table_name, column_name FROM information_schema.columns WHERE table_schema IN ('public', 'graphile_worker') AND table_name NOT LIKE 'search%'",
  );
  for (const { table_schema, table_name, column_name } of columns) {
    const { rows } = await inDatabase(
      `SELECT 1 FROM "${table_schema}"."${table_name}" t WHERE t."${column_name}"::text ILIKE ANY($1) LIMIT 1`,
      [words.map((word) => `%${word}%`)],
    );
    expect(rows, `${table_name}.${column_name}`).toEqual([]);
  }

  // The copy holds it all, for its owner alone.
  const request = (
    await inDatabase("SELECT id FROM rights_requests WHERE person_id = $1", [person])
  ).rows[0].id;
  const mine = await client.send(`/api/copies/${request}`);
  expect([
    mine.status,
    mine.headers.get("content-disposition"),
    mine.headers.get("content-security-policy"),
  ]).toEqual([200, expect.stringMatching(/^attachment/), expect.stringContaining("sandbox")]);
  expect(mine.headers.get("cache-control")).toBe("no-store");
  for (const who of [people.patient, people.administrator, people.privacy])
    expect(
      (await new Client(base, await sessionOf(who)).send(`/api/copies/${request}`)).status,
    ).toBe(404);
  expect([307, 404]).toContain((await new Client(base).send(`/api/copies/${request}`)).status);
  const seen = await client.send("/en/account/access");
  expect(seen.html).toContain("Fetched the copy of the data");
});

test("pages of a person are kept by no cache, name no one in their address and load nothing from elsewhere", async () => {
  const client = new Client(base, await sessionOf(people.patient));
  for (const path of ["/en/account", "/en/account/data", "/ar/account/access"]) {
    const { headers, html } = await client.send(path);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    const policy = headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(policy).toContain("'strict-dynamic'");
    expect(policy).not.toContain("unsafe");
    expect(nonce.length).toBeGreaterThan(20);
    expect(
      [...html.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) =>
        attributes?.includes(`nonce="${nonce}"`),
      ),
    ).toEqual([true]);
    expect(html).not.toMatch(/(?:src|href)="https?:\/\//);
    const again = await client.send(path);
    expect(again.headers.get("content-security-policy")).not.toBe(policy);
  }
});

test("the page on privacy shows how long what is kept, as the rules stand now", async () => {
  const before = await (await fetch(`${base}/en/privacy`)).text();
  expect(before).toContain("Ended sessions");
  await inDatabase("UPDATE retention_rules SET days = 91 WHERE key = 'sessions'");
  await expect
    .poll(async () => (await (await fetch(`${base}/en/privacy`)).text()).includes("91 days"), {
      timeout: 2000,
    })
    .toBe(true);
  await inDatabase("UPDATE retention_rules SET days = 90 WHERE key = 'sessions'");
});

test("whoever asks too often is told to wait, by account and by network, and others are not", async () => {
  const email = `limit-${Date.now()}@demo.example`;
  const flood = new Client(base);
  const ask = (client: Client, to: string) => client.fill("/en/sign-in", "link", { email: to });
  for (let at = 0; at < 5; at++) expect((await ask(new Client(base), email)).status).toBe(303);
  const refused = await ask(new Client(base), email);
  expect([refused.status, refused.html]).toEqual([200, expect.stringContaining("Too many tries")]);
  expect((await ask(new Client(base), `other-${email}`)).status).toBe(303);
  await inDatabase("UPDATE settings SET value = '3' WHERE key = 'limits.sign-in-network.tries'");
  await new Promise((resolve) => setTimeout(resolve, 5500));
  const tries = [];
  for (let at = 0; at < 5; at++)
    tries.push(
      (
        await flood.fill("/en/sign-in", "sign-in", { email: `n${at}-${email}`, password: "x" })
      ).html.includes("Too many tries"),
    );
  await inDatabase("UPDATE settings SET value = '60' WHERE key = 'limits.sign-in-network.tries'");
  expect(tries).toEqual([false, false, false, true, true]);
});
