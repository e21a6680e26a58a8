import { expect, test } from "@playwright/test";
import { inDatabase } from "../support/browser";
import { Client, personId, sessionOf } from "../support/client";

let requestId: string;
let studyId: string;
let patient: string;
const owner = "patient.ar@demo.example";
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  const { rows } = await inDatabase(
    "SELECT t.id, t.request_id, r.patient_id FROM studies t JOIN requests r ON r.id = t.request_id WHERE r.state = 'reading' AND t.image_count = 24 LIMIT 1",
  );
  [requestId, studyId, patient] = [rows[0].request_id, rows[0].id, rows[0].patient_id];
  expect(patient).toBe(await personId(owner));
});

const path = () => `/second-opinion/cases/${requestId}/images/${studyId}`;

test("opening a study stands in the patient’s record once, and its images open for nobody who may not open it", async ({
  baseURL,
}) => {
  const count = async () =>
    (
      await inDatabase(
        "SELECT count(*)::int AS n FROM audit_entries WHERE action = 'images.opened' AND about = $1 AND person_id = $2",
        [patient, await personId("triage@demo.example")],
      )
    ).rows[0].n;
  const before = await count();
  const triage = new Client(baseURL ?? "", await sessionOf("triage@demo.example"));
  const { html } = await triage.send(`/en${path()}`);
  const image = /\/api\/images\/[0-9a-f-]{36}/.exec(html)?.[0] ?? "";
  expect((await triage.send(image)).status).toBe(200);
  expect(await count()).toBe(before + 1);
  for (const who of [
    "companion",
    "patient",
    "coordinator.hsr",
    "reader",
    "interpreter",
    "partner",
    "administrator",
    "privacy",
  ]) {
    const other = new Client(baseURL ?? "", await sessionOf(`${who}@demo.example`));
    expect(
      [(await other.send(`/en${path()}`)).status, (await other.send(image)).status],
      who,
    ).toEqual([404, 404]);
  }
  expect((await new Client(baseURL ?? "").send(image)).status).toBe(307);
});

test("a facility whose patient keeps images back, or whose scan is not done, gets none of them", async ({
  baseURL,
}) => {
  const specialist = new Client(baseURL ?? "", await sessionOf("specialist@demo.example"));
  const image =
    /\/api\/images\/[0-9a-f-]{36}/.exec((await specialist.send(`/en${path()}`)).html)?.[0] ?? "";
  const seen = async () => [
    (await specialist.send(`/en${path()}`)).status,
    (await specialist.send(image)).status,
  ];
  const groups = (
    await inDatabase("SELECT groups FROM referrals WHERE request_id = $1 AND state = 'accepted'", [
      requestId,
    ])
  ).rows[0].groups;
  await inDatabase(
    "UPDATE referrals SET groups = array_remove(groups, 'images') WHERE request_id = $1 AND state = 'accepted'",
    [requestId],
  );
  expect(await seen()).toEqual([404, 404]);
  await inDatabase(
    "UPDATE referrals SET groups = $2 WHERE request_id = $1 AND state = 'accepted'",
    [requestId, groups],
  );
  expect(await seen()).toEqual([200, 200]);
  const scan = (state: string) =>
    inDatabase(
      "UPDATE stored_files f SET scan = $2 FROM request_papers a, studies t WHERE f.id = a.file_id AND a.id = t.paper_id AND t.request_id = $1",
      [requestId, state],
    );
  await scan("waiting");
  expect(await seen()).toEqual([404, 404]);
  await scan("clean");
  expect(await seen()).toEqual([200, 200]);
});

test("a companion who was let see the request and not its papers gets none of its images", async ({
  baseURL,
}) => {
  const { rows } = await inDatabase(
    "SELECT t.id, t.request_id, i.id AS image FROM studies t JOIN requests r ON r.id = t.request_id JOIN series s ON s.study_id = t.id JOIN study_images i ON i.series_id = s.id WHERE r.patient_id = $1 LIMIT 1",
    [await personId("patient@demo.example")],
  );
  const page = `/en/second-opinion/cases/${rows[0].request_id}`;
  const seen = async (who: string) => {
    const client = new Client(baseURL ?? "", await sessionOf(`${who}@demo.example`));
    return [
      (await client.send(page)).status,
      (await client.send(`${page}/images/${rows[0].id}`)).status,
      (await client.send(`/api/images/${rows[0].image}`)).status,
    ];
  };
  expect(await seen("patient")).toEqual([200, 200, 200]);
  expect(await seen("companion")).toEqual([200, 404, 404]);
});

test("WebAssembly is let run in the worker alone, and nothing inline anywhere", async ({
  baseURL,
}) => {
  const client = new Client(baseURL ?? "", await sessionOf("specialist@demo.example"));
  const page = await client.send(`/en${path()}`);
  const script =
    /<script nonce="[^"]+" src="(\/viewer\/viewer\.js\?v=\w+)"/.exec(page.html)?.[1] ?? "";
  const decoder = /data-decoder="([^"]+)"/.exec(page.html)?.[1] ?? "";
  const policies = await Promise.all(
    [page, client.send(script), client.send(decoder)].map(
      async (answer) => (await answer).headers.get("content-security-policy") ?? "",
    ),
  );
  expect(policies.map((policy) => policy.includes("'wasm-unsafe-eval'"))).toEqual([
    false,
    false,
    true,
  ]);
  expect(
    policies.filter((policy) => /'unsafe-(?:inline|eval)'|blob:|data:|\*/.test(policy)),
  ).toEqual([]);
});
