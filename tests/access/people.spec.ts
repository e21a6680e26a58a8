import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { inDatabase } from "../support/browser";
import { Client, personId, sessionOf } from "../support/client";
import { allowed, filesOnDisk, pagesOnDisk, people, type Who } from "./routes";

test.describe.configure({ mode: "serial" });
const base = process.env.PORTAL_URL ?? "http://localhost:3000";
const sessions = new Map<Who, string>();

test.beforeAll(async () => {
  for (const [who, email] of Object.entries(people))
    sessions.set(who as Who, await sessionOf(email));
});

test("every page behind the sign-in has its line on who may open it, and every file's route is known", () => {
  expect(Object.keys(allowed).sort()).toEqual([...pagesOnDisk]);
  expect(filesOnDisk).toEqual([
    "/api/calendars/[token]",
    "/api/copies/[id]",
    "/api/images/[id]",
    "/api/opinions/[request]/[id]",
    "/api/papers/[id]",
    "/api/partner-papers/[id]",
    "/api/pocket/[code]",
    "/api/proofs/[id]",
    "/api/translations/[id]",
    "/api/visa-files/[id]",
  ]);
});

for (const path of pagesOnDisk) {
  test(`${path} opens for whom it is for, and does not exist for anybody else`, async () => {
    const out = await new Client(base).send(`/en${path}`);
    expect([out.status, out.location]).toEqual([
      307,
      expect.stringMatching(/^\/en\/sign-in\?next=/),
    ]);
    for (const who of Object.keys(people) as Who[]) {
      const answer = await new Client(base, sessions.get(who)).send(`/en${path}`);
      const isLetIn = answer.status === 200 || answer.status === 307;
      expect(isLetIn ? "let in" : answer.status, `${who} at ${path}`).toBe(
        allowed[path]?.includes(who) ? "let in" : 404,
      );
      if (answer.status === 404)
        expect(answer.html).toBe((await new Client(base).send("/en/nothing-here")).html);
      expect(answer.headers.get("cache-control")).toMatch(
        answer.status === 404 ? /no-cache/ : /no-store/,
      );
    }
  });
}

test("an old, a forged and an ended session open nothing", async () => {
  const ended = await sessionOf(people.patient);
  await inDatabase(
    "UPDATE sessions SET ended_at = now() WHERE person_id = $1 AND token_hash = sha256($2::bytea)",
    [await personId(people.patient), Buffer.from(ended)],
  );
  const idle = await sessionOf(people.patient);
  await inDatabase(
    "UPDATE sessions SET idle_ends_at = now() WHERE token_hash = sha256($1::bytea)",
    [Buffer.from(idle)],
  );
  for (const token of [ended, idle, "A".repeat(43), "", "x", "A".repeat(64), `${idle}'--`])
    expect((await new Client(base, token).send("/en/account")).status, token).toBe(307);
});

test("a role taken away is gone at the next request, in the session that holds it", async () => {
  const token = await sessionOf("editor@demo.example", "material-coordinator");
  const client = new Client(base, token);
  expect((await client.send("/en/facility")).status).toBe(200);
  const set = (to: string) =>
    inDatabase(
      `UPDATE role_grants SET ended_at = ${to} WHERE id = (SELECT grant_id FROM sessions WHERE token_hash = sha256($1::bytea))`,
      [Buffer.from(token)],
    );
  await set("now()");
  expect((await client.send("/en/facility")).status).toBe(404);
  await set("NULL");
});

test("whoever works here sees nothing before the second step", async () => {
  const client = new Client(base);
  const signed = await client.fill("/en/sign-in", "sign-in", {
    email: people.administrator,
    password: "invented-people-only",
  });
  expect(signed.location).toMatch(/^\/en\/sign-in\/second-step/);
  for (const path of pagesOnDisk.filter((one) => one !== "/sign-in/set-up")) {
    const answer = await client.send(`/en${path}`);
    expect([answer.status, answer.location], path).toEqual([307, "/en/sign-in/second-step"]);
  }
  // Setting up another app is no way round: it asks for the second step that is there already.
  expect([(await client.send("/en/sign-in/set-up")).status]).toEqual([307]);
});

test("a form of one role posted by another changes nothing", async () => {
  const admin = new Client(base, sessions.get("administrator"));
  const { html } = await admin.send("/en/association/people");
  const fields = { email: `${randomUUID()}@demo.example`, role: "administrator", language: "en" };
  const others = ["patient", "caseCoordinator", "coordinator", "partner", "privacy"] as const;
  // Other tests invite people meanwhile: what counts is whether one of these did.
  const ids = await Promise.all(others.map((who) => personId(people[who])));
  const count = async () =>
    (
      await inDatabase(
        "SELECT count(*)::int AS n FROM invitations WHERE role = 'administrator' AND invited_by = ANY($1)",
        [ids],
      )
    ).rows[0].n;
  const before = await count();
  for (const who of others) {
    for (const page of ["/en/association/people", "/en/account", "/en/sign-in"]) {
      const answer = await new Client(base, sessions.get(who)).submit(page, html, "invite", fields);
      expect(answer.status, `${who} at ${page}`).toBeLessThan(500);
    }
  }
  expect(
    (await new Client(base).submit("/en/association/people", html, "invite", fields)).location,
  ).toMatch(/sign-in/);
  expect(await count()).toBe(before);
});

test("a coordinator ends no role of another facility, and a patient's page changes no other patient's helpers", async () => {
  const own = new Client(base, sessions.get("coordinator"));
  const grant = (
    await inDatabase("SELECT g.id FROM role_grants g WHERE g.person_id = $1", [
      await personId("coordinator.hsr@demo.example"),
    ])
  ).rows[0].id;
  const mine = (
    await inDatabase("SELECT g.id FROM role_grants g WHERE g.person_id = $1", [
      await personId(people.specialist),
    ])
  ).rows[0].id;
  const page = `/en/facility/people/end?id=${mine}`;
  const { html } = await own.send(page);
  await own.submit(page, html, "end", { id: grant });
  expect(
    (await inDatabase("SELECT ended_at FROM role_grants WHERE id = $1", [grant])).rows[0].ended_at,
  ).toBeNull();

  const patient = new Client(base, sessions.get("patient"));
  const other = (
    await inDatabase("SELECT id FROM relations WHERE patient_id = $1", [
      await personId(people.otherPatient),
    ])
  ).rows[0].id;
  const helpers = await patient.send("/en/account/people");
  const relation = /data-form="end-([0-9a-f-]+)"/.exec(helpers.html)?.[1] ?? "";
  await patient.submit("/en/account/people", helpers.html, `end-${relation}`, { id: other });
  expect(
    (await inDatabase("SELECT ended_at FROM relations WHERE id = $1", [other])).rows[0].ended_at,
  ).toBeNull();
});

test("somebody else's file does not exist: by guess, by number, with other letters in its address", async () => {
  for (const who of [undefined, "patient", "specialist", "privacy"] as const) {
    const client = new Client(base, who ? sessions.get(who) : undefined);
    for (const kind of ["copies", "papers", "proofs"]) {
      const { status } = await client.send(`/api/${kind}/${randomUUID()}`);
      expect([307, 404], `${who} ${kind}`).toContain(status);
    }
  }
  const client = new Client(base, sessions.get("patient"));
  for (const path of [
    "/api/copies/1",
    "/api/copies/../copies",
    "/api/copies/%2e%2e",
    "/api/copies",
    `/api/copies/${randomUUID()}/x`,
    "/en/account;x",
    "/en/account/.",
    "/en//account",
    "/en/account.rsc",
    "/en/account?_rsc=1",
    "/en/%61ccount",
  ]) {
    const answer = await client.send(path);
    expect(answer.html, path).not.toContain("__next");
    expect([200, 308, 404], path).toContain(answer.status);
  }
});

/** Whom no other file signs in: all their sessions are ended here. */
const alone = "editor@demo.example";
const endedSessions = async () =>
  (
    await inDatabase(
      "SELECT count(*)::int AS n FROM sessions WHERE person_id = $1 AND ended_at IS NOT NULL",
      [await personId(alone)],
    )
  ).rows[0].n;

test("a form from another site is refused, whatever it says of itself", async () => {
  const session = await sessionOf(alone);
  const client = new Client(base, session);
  await sessionOf(alone);
  const { html } = await client.send("/en/account/security");
  const before = await endedSessions();
  const host = new URL(base).host;
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: "https://evil.example", forwarded: "host=evil.example" },
    { origin: `http://${host}.evil.example` },
    { origin: `https://${host}` },
    { origin: "", "sec-fetch-site": "cross-site" },
    { origin: "", "sec-fetch-site": "same-site" },
  ];
  for (const headers of foreign) {
    const answer = await client.submit("/en/account/security", html, "others", {}, headers);
    expect([answer.status, await endedSessions()], JSON.stringify(headers)).toEqual([403, before]);
  }
  expect((await client.submit("/en/account/security", html, "others", {})).status).toBe(303);
  expect(await endedSessions()).toBeGreaterThan(before);
});
