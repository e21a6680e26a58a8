import { expect, test } from "@playwright/test";
import { inDatabase } from "../support/browser";
import { Client, personId, sessionOf } from "../support/client";
import { pagesOfRequests, people, type Who } from "./routes";

const base = process.env.PORTAL_URL ?? "http://localhost:3000";
const requestIn = async (state: string, email: string) =>
  (
    await inDatabase("SELECT id FROM requests WHERE state = $1 AND patient_id = $2 LIMIT 1", [
      state,
      await personId(email),
    ])
  ).rows[0]?.id ?? "";

test.describe.configure({ mode: "serial" });

type Case = {
  id: string;
  state: string;
  patient: string;
  referrals: { facility: string; state: string }[] | null;
  assignments: { person: string; role: string; state: string }[] | null;
};

/** What lies in the database of every request, for saying who may open it without asking the portal. */
const everyCase = async () =>
  (
    await inDatabase(`
      SELECT r.id, r.state, r.patient_id AS patient,
        (SELECT json_agg(json_build_object('facility', y.slug, 'state', f.state)) FROM referrals f JOIN facilities y ON y.id = f.facility_id WHERE f.request_id = r.id) AS referrals,
        (SELECT json_agg(json_build_object('person', a.person_id, 'role', a.role, 'state', a.state)) FROM assignments a WHERE a.request_id = r.id) AS assignments
      FROM requests r JOIN people p ON p.id = r.patient_id WHERE p.is_demo ORDER BY r.created_at`)
  ).rows as Case[];

test("every request in every state opens for those whose it is to see, and does not exist for everybody else", async () => {
  test.setTimeout(240_000);
  const cases = await everyCase();
  expect(new Set(cases.map((one) => one.state)).size).toBeGreaterThanOrEqual(22);
  const ids = Object.fromEntries(
    await Promise.all(
      Object.entries(people).map(async ([who, email]) => [who, await personId(email)]),
    ),
  ) as Record<Who, string>;
  const clients = Object.fromEntries(
    await Promise.all(
      Object.entries(people).map(async ([who, email]) => [
        who,
        new Client(base, await sessionOf(email)),
      ]),
    ),
  ) as Record<Who, Client>;
  const houses: Partial<Record<Who, string>> = {
    coordinator: "niguarda",
    triage: "niguarda",
    specialist: "niguarda",
    reader: "niguarda",
    otherCoordinator: "san-raffaele",
  };
  for (const one of cases) {
    const isOpenTo = (slug: string) =>
      (one.referrals ?? []).some(
        (each) => each.facility === slug && ["offered", "accepted", "done"].includes(each.state),
      );
    const isAssigned = (who: Who, role: string) =>
      (one.assignments ?? []).some(
        (each) =>
          each.person === ids[who] &&
          each.role === role &&
          ["accepted", "done"].includes(each.state),
      );
    const may: Record<string, (who: Who) => boolean> = {
      [`/second-opinion/cases/${one.id}`]: (who) =>
        one.state !== "draft" &&
        ((who === "patient" && one.patient === ids.patient) ||
          (who === "otherPatient" && one.patient === ids.otherPatient) ||
          (who === "companion" && one.patient === ids.patient)),
      [`/association/requests/${one.id}`]: (who) =>
        who === "caseCoordinator" && one.state !== "draft",
      [`/facility/cases/${one.id}`]: (who) => {
        const house = houses[who];
        if (!house || !isOpenTo(house)) return false;
        if (who === "specialist") return isAssigned(who, "specialist");
        return who === "reader" ? isAssigned(who, "second-reader") : true;
      },
    };
    for (const [path, isLetIn] of Object.entries(may))
      for (const who of Object.keys(people) as Who[]) {
        const { status } = await clients[who].send(`/en${path}`);
        // A draft leads its own patient to the form.
        const isDraft =
          one.state === "draft" &&
          path.startsWith("/second-opinion") &&
          (ids[who] === one.patient || (who === "companion" && one.patient === ids.patient));
        expect(status, `${who} at ${path} in ${one.state}`).toBe(
          isDraft ? 307 : isLetIn(who) ? 200 : 404,
        );
      }
  }
});

test("the parts of a case open for those who do that part, and for nobody else", async () => {
  test.setTimeout(120_000);
  const offer = (
    await inDatabase(
      "SELECT id FROM assignments WHERE state = 'offered' AND role = 'specialist' LIMIT 1",
    )
  ).rows[0]?.id;
  const study = (
    await inDatabase(
      "SELECT t.id, t.request_id FROM studies t JOIN requests r ON r.id = t.request_id WHERE r.state = 'reading' LIMIT 1",
    )
  ).rows[0];
  const inState = async (state: string) =>
    (
      await inDatabase(
        "SELECT id, patient_id FROM requests WHERE state = $1 ORDER BY created_at LIMIT 1",
        [state],
      )
    ).rows[0];
  const owner = async (row: { patient_id: string }): Promise<Who> =>
    (await personId(people.patient)) === row.patient_id ? "patient" : "otherPatient";
  const [choice, delivered, planAsked, reading, second] = await Promise.all(
    ["choice", "delivered", "plan-asked", "reading", "second-reading"].map(inState),
  );
  const signedReaders: Who[] = ["coordinator", "triage", "specialist", "reader"];
  const firm = (await inDatabase("SELECT id FROM partners WHERE state = 'submitted' LIMIT 1"))
    .rows[0].id;
  const checkIn = (await inDatabase("SELECT id FROM check_ins WHERE has_warning LIMIT 1")).rows[0]
    .id;
  const may: [string, readonly Who[]][] = [
    [`/facility/check-ins/${checkIn}`, ["coordinator", "triage", "specialist"]],
    [`/association/partners/${firm}`, ["administrator", "curator"]],
    ["/association/facilities/niguarda", ["administrator", "curator", "caseCoordinator"]],
    [`/second-opinion/cases/${choice.id}/choose`, [await owner(choice)]],
    [`/second-opinion/cases/${delivered.id}/opinion`, [await owner(delivered)]],
    [`/second-opinion/cases/${delivered.id}/plan`, [await owner(delivered)]],
    [`/second-opinion/cases/${delivered.id}/complaint`, [await owner(delivered)]],
    [`/facility/cases/${delivered.id}/opinion`, signedReaders],
    [`/facility/cases/${reading.id}/opinion`, ["specialist"]],
    [`/facility/cases/${second.id}/opinion`, ["specialist", "reader"]],
    [`/facility/cases/${planAsked.id}/plan`, ["coordinator"]],
    [`/facility/offers/${offer}`, ["specialist"]],
    [`/work/translations/${crypto.randomUUID()}`, []],
    [
      `/second-opinion/cases/${study.request_id}/images/${study.id}`,
      [
        await owner({
          patient_id: (
            await inDatabase("SELECT patient_id FROM requests WHERE id = $1", [study.request_id])
          ).rows[0].patient_id,
        }),
        "caseCoordinator",
        "coordinator",
        "triage",
        "specialist",
      ],
    ],
  ];
  const covered = (path: string) =>
    path
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "[id]")
      .replace(/facilities\/niguarda$/, "facilities/[slug]")
      .replace(/images\/\[id\]$/, "images/[study]");
  const others = [
    "/association/requests/[id]",
    "/facility/cases/[id]",
    "/second-opinion/cases/[id]",
    "/second-opinion/ask/[id]",
    "/second-opinion/ask/[id]/[step]",
    "/second-opinion/ask/[id]/agreements",
    "/second-opinion/ask/[id]/check",
  ];
  // The pages of one journey have a test of their own.
  const isOfJourney = (page: string) =>
    page.includes("journey") || page.includes("/partner/orders");
  expect([...new Set([...may.map(([path]) => covered(path)), ...others])].sort()).toEqual(
    pagesOfRequests.filter((page) => !isOfJourney(page)),
  );
  for (const [path, allowed] of may) {
    expect((await new Client(base).send(`/en${path}`)).status, path).toBe(307);
    for (const [who, email] of Object.entries(people)) {
      const { status } = await new Client(base, await sessionOf(email)).send(`/en${path}`);
      expect(status, `${who} at ${path}`).toBe(allowed.includes(who as Who) ? 200 : 404);
    }
  }
});

test("an image of a case opens for those who may open its study, and for nobody else", async () => {
  const { rows } = await inDatabase(
    "SELECT i.id, r.patient_id FROM study_images i JOIN series s ON s.id = i.series_id JOIN studies t ON t.id = s.study_id JOIN requests r ON r.id = t.request_id WHERE r.state = 'reading' LIMIT 1",
  );
  const owner: Who =
    (await personId(people.patient)) === rows[0].patient_id ? "patient" : "otherPatient";
  const allowed: readonly Who[] = [owner, "caseCoordinator", "coordinator", "triage", "specialist"];
  expect((await new Client(base).send(`/api/images/${rows[0].id}`)).status).toBe(307);
  for (const [who, email] of Object.entries(people)) {
    const answer = await new Client(base, await sessionOf(email)).send(`/api/images/${rows[0].id}`);
    expect(answer.status, who).toBe(allowed.includes(who as Who) ? 200 : 404);
    if (answer.status === 200)
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment/);
  }
});

test("the paper of an opinion, and the pages of a translation, open for those whose they are", async () => {
  const { rows } = await inDatabase(
    "SELECT o.id, o.request_id, r.patient_id FROM opinions o JOIN requests r ON r.id = o.request_id WHERE o.file_id IS NOT NULL AND r.state = 'delivered' LIMIT 1",
  );
  const patient = await personId(people.patient);
  const allowed: Who[] = [
    rows[0].patient_id === patient ? "patient" : "otherPatient",
    "coordinator",
    "triage",
    "specialist",
    "reader",
  ];
  for (const [who, email] of Object.entries(people)) {
    const answer = await new Client(base, await sessionOf(email)).send(
      `/api/opinions/${rows[0].request_id}/${rows[0].id}`,
    );
    expect(answer.status, who).toBe(allowed.includes(who as Who) ? 200 : 404);
  }
  const waiting = (
    await inDatabase(
      "SELECT id FROM translations WHERE state = 'ordered' AND paper_id IS NOT NULL LIMIT 1",
    )
  ).rows[0].id;
  for (const email of Object.values(people))
    expect(
      (await new Client(base, await sessionOf(email)).send(`/api/translations/${waiting}`)).status,
      email,
    ).toBe(404);
  // A translator sees it from when it is theirs.
  const translator = new Client(base, await sessionOf(people.interpreter, "translator"));
  expect((await translator.send(`/api/translations/${waiting}`)).status).toBe(404);
  expect((await translator.fill("/en/work", `take-${waiting}`, {})).status).toBe(303);
  const pages = await translator.send(`/api/translations/${waiting}`);
  expect([pages.status, pages.headers.get("content-disposition")]).toEqual([
    200,
    expect.stringMatching(/^attachment/),
  ]);
  expect((await translator.send(`/en/work/translations/${waiting}`)).status).toBe(200);
});

test("when the patient takes back the agreement on health data, the coordinator sees nothing from that moment on", async () => {
  const id = await requestIn("first-contact", people.otherPatient);
  const coordinator = new Client(base, await sessionOf(people.caseCoordinator));
  const patient = new Client(base, await sessionOf(people.otherPatient));
  expect((await coordinator.send(`/en/association/requests/${id}`)).status).toBe(200);
  expect((await patient.fill("/en/account/consents", "form-health-data", {})).status).toBe(303);
  expect((await coordinator.send(`/en/association/requests/${id}`)).status).toBe(404);
  expect((await coordinator.send("/en/association/requests")).html).not.toContain(id);
  expect((await patient.fill("/en/account/consents", "form-health-data", {})).status).toBe(303);
  const seen = await patient.send("/en/account/access");
  expect(seen.html).toContain("Opened a request");
  expect(seen.html).toContain("Case coordinator");
});
