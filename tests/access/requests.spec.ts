import { expect, test } from "@playwright/test";
import { inDatabase } from "../support/browser";
import { Client, personId, sessionOf } from "../support/client";
import { people, type Who } from "./routes";

const base = process.env.PORTAL_URL ?? "http://localhost:3000";
const requestIn = async (state: string, email: string) =>
  (
    await inDatabase("SELECT id FROM requests WHERE state = $1 AND patient_id = $2 LIMIT 1", [
      state,
      await personId(email),
    ])
  ).rows[0]?.id ?? "";

test.describe.configure({ mode: "serial" });

test("a request that was sent opens for its patient, whom they let, and the coordinator; for nobody else does it exist", async () => {
  const id = await requestIn("waiting-documents", people.patient);
  const may: Partial<Record<string, readonly Who[]>> = {
    [`/second-opinion/cases/${id}`]: ["patient", "companion"],
    [`/association/requests/${id}`]: ["caseCoordinator"],
  };
  const paths = [...Object.keys(may), `/second-opinion/ask/${id}/agreements`];
  for (const path of paths) {
    expect((await new Client(base).send(`/en${path}`)).status).toBe(307);
    for (const [who, email] of Object.entries(people)) {
      const answer = await new Client(base, await sessionOf(email)).send(`/en${path}`);
      const isLetIn = path.endsWith("agreements")
        ? who === "patient"
        : (may[path]?.includes(who as Who) ?? false);
      expect(answer.status, `${who} at ${path}`).toBe(isLetIn ? 200 : 404);
    }
  }
  // A companion who may see the request and its messages sees no papers, and cannot write.
  const { html } = await new Client(base, await sessionOf(people.companion)).send(
    `/en/second-opinion/cases/${id}`,
  );
  expect(html).toContain("Please add the papers");
  expect(html).not.toContain('id="papers"');
  expect(html).not.toContain('data-form="message"');
  expect(html).not.toContain('data-form="withdraw"');
});

test("a draft is its patient's alone, also for the coordinator", async () => {
  const id = await requestIn("draft", people.patient);
  for (const path of ["", "/who", "/question", "/agreements", "/check"]) {
    for (const [who, email] of Object.entries(people)) {
      const { status } = await new Client(base, await sessionOf(email)).send(
        `/en/second-opinion/ask/${id}${path}`,
      );
      expect(status, `${who} at ${path}`).toBe(who === "patient" ? 200 : 404);
    }
  }
  expect(
    (
      await new Client(base, await sessionOf(people.caseCoordinator)).send(
        `/en/association/requests/${id}`,
      )
    ).status,
  ).toBe(404);
});

test("a paper opens for the patient's side alone until it is scanned clean, and then for the coordinator too", async () => {
  const { rows } = await inDatabase(
    "SELECT a.id, a.file_id, r.patient_id FROM request_papers a JOIN requests r ON r.id = a.request_id WHERE a.file_id IS NOT NULL AND r.state = 'material-check' LIMIT 1",
  );
  const owner: Who =
    (await personId(people.patient)) === rows[0].patient_id ? "patient" : "otherPatient";
  for (const [scan, allowed] of [
    ["waiting", [owner]],
    ["unchecked", [owner]],
    ["clean", [owner, "caseCoordinator"]],
  ] as const) {
    await inDatabase("UPDATE stored_files SET scan = $2 WHERE id = $1", [rows[0].file_id, scan]);
    for (const [who, email] of Object.entries(people)) {
      const answer = await new Client(base, await sessionOf(email)).send(
        `/api/papers/${rows[0].id}`,
      );
      expect(answer.status, `${who}, ${scan}`).toBe(
        (allowed as readonly Who[]).includes(who as Who) ? 200 : 404,
      );
      if (answer.status === 200)
        expect([
          answer.headers.get("content-disposition"),
          answer.headers.get("content-security-policy"),
        ]).toEqual([expect.stringMatching(/^attachment/), expect.stringContaining("sandbox")]);
    }
  }
});

test("forms of a request posted by others change nothing", async () => {
  const id = await requestIn("waiting-documents", people.patient);
  const page = `/en/second-opinion/cases/${id}`;
  const { html } = await new Client(base, await sessionOf(people.patient)).send(page);
  const state = async () =>
    (await inDatabase("SELECT state, version FROM requests WHERE id = $1", [id])).rows[0];
  const before = await state();
  const written = async () =>
    (
      await inDatabase("SELECT count(*)::int AS n FROM request_messages WHERE request_id = $1", [
        id,
      ])
    ).rows[0].n;
  const messages = await written();
  for (const who of [
    "otherPatient",
    "companion",
    "representative",
    "caseCoordinator",
    "administrator",
    "specialist",
  ] as const) {
    const client = new Client(base, await sessionOf(people[who]));
    for (const form of ["withdraw", "ready"])
      expect((await client.submit(page, html, form, {})).status, who).toBeLessThan(500);
    // Writing is the coordinator's too.
    if (who !== "caseCoordinator")
      expect(
        (await client.submit(page, html, "message", { body: "not mine" })).status,
        who,
      ).toBeLessThan(500);
  }
  expect(await state()).toEqual(before);
  expect(await written()).toBe(messages);
});
