import { beforeAll, describe, expect, test } from "vitest";
import { steps } from "@/cases/answers/rules";
import { saveStep } from "@/cases/drafts/commands";
import { decideByPatient, decideRequest, submitRequest, takeOn } from "@/cases/requests/commands";
import { requestCase } from "@/cases/requests/queries";
import { jobs } from "@/jobs";
import {
  arrive,
  ask,
  granted,
  office,
  once,
  one,
  patient,
  recorded,
  runJobs,
  type Somebody,
} from "../support/people";
import {
  agree,
  answers,
  begin,
  jobsFor,
  noticesOf,
  requestRow,
  sentRequest,
  stateIn,
  versionOf,
  wholeOf,
} from "../support/requests";

const receiving = (requestId: string) => jobsFor("cases:requests:receive", { requestId });
const staysIn = async (id: string) =>
  (
    await ask<{ state: string }>(
      "SELECT state FROM request_stays WHERE request_id = $1 ORDER BY id",
      [id],
    )
  ).map((stay) => stay.state);

let coordinator: Somebody;
let deputy: Somebody;
beforeAll(async () => {
  coordinator = await arrive("case-coordinator");
  deputy = await arrive("case-coordinator");
});

/** Sent, received, and before the coordinators. */

async function received() {
  const made = await sentRequest();
  await runJobs(jobs);
  return { ...made, version: await versionOf(made.requestId) };
}

describe("a request", () => {
  test("is begun, answered page by page, sent, received by the portal, and comes before the coordinators", async () => {
    const whose = await arrive("patient", { name: "Pelagia Patientin" });
    await agree(whose);
    const requestId = await begin(patient(whose));
    expect(await requestRow(requestId)).toMatchObject({
      state: "draft",
      version: 1,
      rulesVersion: 3,
      sentAt: null,
      dueAt: null,
    });
    for (const [index, step] of steps.entries()) {
      granted(await saveStep(patient(whose), requestId, step, answers[step]));
      expect(await versionOf(requestId)).toBe(index + 2);
    }
    expect((await requestCase(patient(whose), requestId))?.answers).toEqual(
      Object.assign({}, ...Object.values(answers)),
    );
    expect(
      await one("SELECT cardinality(answered) AS pages FROM requests WHERE id = $1", [requestId]),
    ).toEqual({ pages: steps.length });

    expect(await submitRequest(patient(whose), once(), requestId, steps.length + 1)).toEqual({
      ok: true,
      value: null,
    });
    expect(await requestRow(requestId)).toMatchObject({
      state: "sent",
      version: 7,
      sentAt: expect.any(Date),
      dueAt: expect.any(Date),
    });
    expect(await receiving(requestId)).toBe(1);
    expect(await noticesOf(coordinator.personId, "request-new", requestId)).toBe(0);

    await runJobs(jobs);
    expect(await requestRow(requestId)).toMatchObject({
      state: "first-contact",
      version: 8,
      ownerId: null,
    });
    expect(await staysIn(requestId)).toEqual(["draft", "sent", "first-contact"]);
    for (const who of [coordinator, deputy])
      expect(await noticesOf(who.personId, "request-new", requestId)).toBe(1);
    expect(await noticesOf(whose.personId, "request-moved", requestId)).toBe(2);
    expect(
      (await recorded(whose.personId)).filter((action) => action.startsWith("request.")),
    ).toEqual([
      "request.begun",
      ...steps.map(() => "request.saved"),
      "request.sent",
      "request.moved",
    ]);
  });

  test("taken up by the job twice is received once", async () => {
    const { requestId, whose } = await received();
    await jobs["cases:requests:receive"]?.({ requestId });
    expect(await staysIn(requestId)).toEqual(["draft", "sent", "first-contact"]);
    expect(await noticesOf(coordinator.personId, "request-new", requestId)).toBe(1);
    expect(
      (await recorded(whose.personId)).filter((action) => action === "request.moved"),
    ).toHaveLength(1);
  });

  test("keeps what two tabs save on two pages at once", async () => {
    const whose = await arrive();
    const requestId = await begin(patient(whose));
    const saved = await Promise.all(
      steps.map((step) => saveStep(patient(whose), requestId, step, answers[step])),
    );
    expect(saved.map((one) => one.ok)).toEqual(steps.map(() => true));
    expect((await requestCase(patient(whose), requestId))?.answers).toEqual(
      Object.assign({}, ...Object.values(answers)),
    );
  });
});

describe("two coordinators at once", () => {
  test("decide: one wins, and the other is told that it is stale", async () => {
    const { requestId, version, whose } = await received();
    const [first, second] = await Promise.all([
      decideRequest(office(coordinator), requestId, {
        version,
        act: "askForPapers",
        urgency: "B",
        why: "",
      }),
      decideRequest(office(deputy), requestId, {
        version,
        act: "findImpossible",
        why: "Not at a distance",
      }),
    ]);
    expect([first, second].map((one) => (one.ok ? "won" : one.reason)).sort()).toEqual([
      "stale",
      "won",
    ]);
    const winner = first.ok
      ? { state: "waiting-documents", ownerId: coordinator.personId }
      : { state: "not-possible", ownerId: deputy.personId };
    expect(await requestRow(requestId)).toMatchObject({ ...winner, version: version + 1 });
    expect(await staysIn(requestId)).toEqual(["draft", "sent", "first-contact", winner.state]);
    expect(
      (await recorded(whose.personId)).filter((action) => action === "request.moved"),
    ).toHaveLength(2);
  });

  test("take it on: whoever was first has it", async () => {
    const { requestId, version } = await received();
    const [first, second] = await Promise.all([
      takeOn(office(coordinator), requestId, version),
      takeOn(office(deputy), requestId, version),
    ]);
    expect([first, second].map((one) => (one.ok ? "won" : one.reason)).sort()).toEqual([
      "stale",
      "won",
    ]);
    expect((await requestRow(requestId)).ownerId).toBe(
      first.ok ? coordinator.personId : deputy.personId,
    );
  });

  test("or the patient withdraws just then: what came second is stale", async () => {
    const { requestId, version, whose } = await received();
    const decided = await Promise.all([
      decideRequest(office(coordinator), requestId, {
        version,
        act: "findComplete",
        urgency: "C",
        why: "",
      }),
      decideByPatient(patient(whose), requestId, version, "withdraw"),
    ]);
    expect(decided.map((one) => (one.ok ? "won" : one.reason)).sort()).toEqual(["stale", "won"]);
    expect(await stateIn(requestId)).toBe(decided[0].ok ? "complete" : "withdrawn");
  });
});

describe("a decision", () => {
  test("says how urgent it is, and why it is not possible; else nothing is decided", async () => {
    const { requestId, version } = await received();
    const before = await wholeOf(requestId);
    const decide = (decision: object) =>
      decideRequest(office(coordinator), requestId, {
        version,
        why: "",
        act: "askForPapers",
        ...decision,
      });
    expect(await decide({})).toEqual({ ok: false, reason: "incomplete" });
    expect(await decide({ act: "findImpossible", urgency: "A" })).toEqual({
      ok: false,
      reason: "incomplete",
    });
    for (const act of ["chooseAnew", "closeDeclined"])
      expect(await decide({ act, urgency: "A" })).toEqual({ ok: false, reason: "illegal" });
    expect(await wholeOf(requestId)).toEqual(before);
  });

  test("that the file is complete hands it to the patient, by the portal's own job", async () => {
    const { requestId, version } = await received();
    granted(
      await decideRequest(office(coordinator), requestId, {
        version,
        act: "findComplete",
        urgency: "A",
        why: "",
      }),
    );
    expect(await requestRow(requestId)).toMatchObject({ state: "complete", urgency: "A" });
    await runJobs(jobs);
    expect(await requestRow(requestId)).toMatchObject({
      state: "choice",
      urgency: "A",
      ownerId: coordinator.personId,
    });
  });

  test("is a coordinator's of the association, nobody else's", async () => {
    const { requestId, version } = await received();
    const before = await wholeOf(requestId);
    for (const role of ["administrator", "privacy-officer", "partner-curator"] as const) {
      const who = office(await arrive(role));
      expect(
        await decideRequest(who, requestId, {
          version,
          act: "findComplete",
          urgency: "A",
          why: "",
        }),
      ).toEqual({ ok: false, reason: "not-found" });
      expect(await takeOn(who, requestId, version)).toEqual({ ok: false, reason: "not-found" });
    }
    expect(await wholeOf(requestId)).toEqual(before);
  });
});
