import { beforeAll, describe, expect, test } from "vitest";
import { withdrawConsent } from "@/accounts/consents/commands";
import { canReadRequest, type Held } from "@/cases/access/policy";
import { requestsReadableBy } from "@/cases/access/queries";
import { type StateKey, stateKeys } from "@/cases/care-path/rules";
import { deleteDraft, saveStep } from "@/cases/drafts/commands";
import { writeMessage } from "@/cases/messages/commands";
import { messagesOf } from "@/cases/messages/queries";
import { decideByPatient, decideRequest, submitRequest, takeOn } from "@/cases/requests/commands";
import { desk, requestCase, requestsFor } from "@/cases/requests/queries";
import { removeDraftFiles } from "@/documents/leftovers/commands";
import { addPaper, decidePaper, openPaper, sayNotHad } from "@/documents/papers/commands";
import { papersOf } from "@/documents/papers/queries";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import { facilityRoles, linguistRoles, officeRoles, relativeRights } from "@/platform/roles";
import {
  arrive,
  ask,
  granted,
  office,
  once,
  patient,
  type Somebody,
  staff,
} from "../support/people";
import {
  agree,
  begin,
  filledDraft,
  force,
  helperOf,
  pdf,
  sentRequest,
  versionOf,
  walk,
  wholeOf,
} from "../support/requests";

const notFound = { ok: false, reason: "not-found" };
const professional = (who: Somebody, kind: string) =>
  ({ ...patient(who), kind, role: who.role, partner: "hotel-duomo" }) as unknown as Actor;

let coordinator: Somebody;
beforeAll(async () => {
  coordinator = await arrive("case-coordinator");
});

/** A request before the coordinators, with a message and a paper in it. */

async function lively(state: StateKey = "waiting-documents") {
  const made = await sentRequest();
  const actor = patient(made.whose);
  await walk(made.requestId, state, new Date(), { ownerId: coordinator.personId });
  granted(
    (await writeMessage(actor, once(), made.requestId, "Ist meine Akte da?")) as {
      ok: true;
      value: null;
    },
  );
  granted(
    (await addPaper(actor, made.requestId, "identity", { name: "Ausweis.pdf", bytes: pdf() })) as {
      ok: true;
      value: null;
    },
  );
  const [paper] = await papersOf(actor, (await requestCase(actor, made.requestId)) ?? never());
  return { ...made, actor, paperId: paper?.id ?? never() };
}
const never = (): never => {
  throw new Error("nothing there");
};

/** What a page shows of a request to somebody: nothing, or how much of each. */

async function shown(actor: Actor, id: string) {
  const request = await requestCase(actor, id);
  return (
    request && {
      messages: (await messagesOf(actor, request)).length,
      papers: (await papersOf(actor, request)).length,
    }
  );
}

describe("who reads a request", () => {
  type Fact = Held & { id: string };
  let facts: Fact[];
  const actors: [string, Actor, number][] = [];

  beforeAll(async () => {
    const agreed = await arrive();
    const withdrawn = await arrive();
    for (const whose of [agreed, withdrawn]) {
      await agree(whose);
      for (const state of stateKeys) await force(await begin(patient(whose)), state);
    }
    granted(await withdrawConsent(patient(withdrawn), withdrawn.personId, "health-data"));
    facts = await rows<Fact>(sql`
      SELECT r.id, r.patient_id AS "patientId", r.state, EXISTS (SELECT FROM consents c WHERE c.person_id = r.patient_id AND c.kind = 'health-data' AND c.withdrawn_at IS NULL) AS "hasHealthConsent"
      FROM requests r WHERE r.patient_id IN (${agreed.personId}, ${withdrawn.personId})`);

    const all = stateKeys.length;
    for (const whose of [agreed, withdrawn]) {
      actors.push(
        ["the patient", patient(whose), all],
        [
          "the holder of the patient's account",
          { ...patient(whose), kind: "holder" } as unknown as Actor,
          0,
        ],
      );
      actors.push([
        "a representative in full",
        await helperOf(whose, "representative", [], true),
        all,
      ]);
      actors.push(["a representative without proof", await helperOf(whose, "representative"), 0]);
      actors.push(["a companion without a right", await helperOf(whose, "companion"), 0]);
      for (const right of relativeRights)
        actors.push([
          `a companion with ${right}`,
          await helperOf(whose, "companion", [right]),
          right === "see-requests" ? all : 0,
        ]);
    }
    actors.push(["another patient", patient(await arrive()), 0]);
    actors.push([
      "another's companion",
      await helperOf(await arrive(), "companion", relativeRights),
      0,
    ]);
    for (const role of officeRoles)
      actors.push([role, office(await arrive(role)), role === "case-coordinator" ? all - 1 : 0]);
    for (const role of facilityRoles)
      actors.push([role, staff(await arrive(role, { facility: "niguarda" })), 0]);
    for (const role of linguistRoles)
      actors.push([role, professional(await arrive(role), "linguist"), 0]);
    actors.push([
      "partner",
      professional(await arrive("partner", { partner: "hotel-duomo" }), "partner"),
      0,
    ]);
  });

  test("is the same in the database as by the policy, for every role and in every state", async () => {
    expect(facts.map(({ state }) => state).sort()).toEqual([...stateKeys, ...stateKeys].sort());
    expect(new Set(actors.map(([, actor]) => actor.role)).size).toBe(
      1 + 2 + officeRoles.length + facilityRoles.length + linguistRoles.length + 1,
    );
    for (const [name, actor, count] of actors) {
      const found = await rows<{ id: string }>(
        sql`SELECT r.id FROM requests r WHERE ${requestsReadableBy(actor)}`,
      );
      const ids = new Set(found.map(({ id }) => id));
      const byPolicy = facts.filter((fact) => canReadRequest(actor, fact)).map(({ id }) => id);
      expect(
        facts.filter(({ id }) => ids.has(id)).map(({ id }) => id),
        name,
      ).toEqual(byPolicy);
      expect(byPolicy, name).toHaveLength(count);
    }
  });

  test("is shown its page, and nobody else is", async () => {
    for (const [name, actor] of actors)
      for (const fact of facts)
        expect((await requestCase(actor, fact.id)) !== null, `${name}: ${fact.state}`).toBe(
          canReadRequest(actor, fact),
        );
    const ofPatient = actors.filter(
      ([, actor]) => actor.kind === "patient" || actor.kind === "relative",
    );
    for (const [name, actor, count] of ofPatient)
      expect(await requestsFor(actor), name).toHaveLength(count);
    for (const [name, actor] of actors.filter((one) => !ofPatient.includes(one)))
      expect(await requestsFor(actor), name).toEqual([]);
    const ended: StateKey[] = ["closed", "withdrawn", "not-possible"];
    for (const [name, actor, count] of actors.filter(([, one]) => one.kind === "office")) {
      const lines = (await desk(actor as never, "all")).filter(({ id }) =>
        facts.some((fact) => fact.id === id),
      );
      expect(lines, name).toHaveLength(count === 0 ? 0 : count - ended.length);
    }
  });
});

describe("an agreement to the use of health data, withdrawn,", () => {
  test("closes the case, its messages, its papers and its place on the desk to the coordinator at once", async () => {
    const { whose, requestId, actor } = await lively();
    const onDesk = async () =>
      (await desk(office(coordinator), "mine")).filter(({ id }) => id === requestId).length;
    expect(await shown(office(coordinator), requestId)).toEqual({ messages: 1, papers: 1 });
    expect(await onDesk()).toBe(1);
    granted(await withdrawConsent(actor, whose.personId, "health-data"));
    expect(await shown(office(coordinator), requestId)).toBeNull();
    for (const filter of ["mine", "late", "all"] as const)
      expect((await desk(office(coordinator), filter)).map(({ id }) => id)).not.toContain(
        requestId,
      );
    expect(await shown(actor, requestId)).toEqual({ messages: 1, papers: 1 });
    await agree(whose);
    expect(await shown(office(coordinator), requestId)).toEqual({ messages: 1, papers: 1 });
    expect(await onDesk()).toBe(1);
  });

  test.each<[string, (id: string, paperId: string, version: number) => Promise<unknown>]>([
    ["write", (id) => writeMessage(office(coordinator), once(), id, "Hallo?")],
    [
      "decide",
      (id, _, version) =>
        decideRequest(office(coordinator), id, {
          version,
          act: "findComplete",
          urgency: "A",
          why: "",
        }),
    ],
    [
      "judge a paper",
      (requestId, paperId) =>
        decidePaper(office(coordinator), { requestId, paperId, verdict: "accepted", reason: "" }),
    ],
    ["take it on", (id, _, version) => takeOn(office(coordinator), id, version)],
  ])("lets the coordinator no longer %s", async (_, tries) => {
    const before = await lively("material-check");
    expect(
      await tries(before.requestId, before.paperId, await versionOf(before.requestId)),
    ).toMatchObject({ ok: true });
    const { whose, requestId, actor, paperId } = await lively("material-check");
    granted(await withdrawConsent(actor, whose.personId, "health-data"));
    const closed = await wholeOf(requestId);
    expect(await tries(requestId, paperId, await versionOf(requestId))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/not-found|stale/),
    });
    expect(await wholeOf(requestId)).toEqual(closed);
  });
});

describe("another patient", () => {
  test("is told of every command that there is no such request, the same as of one that there is not", async () => {
    const stranger = patient(await arrive());
    const draft = await filledDraft();
    const open = await lively();
    for (const id of [draft.requestId, open.requestId, crypto.randomUUID(), "1' OR true --", ""]) {
      const known = [draft.requestId, open.requestId].includes(id);
      const version = known ? await versionOf(id) : 1;
      const before = known ? await wholeOf(id) : null;
      expect(await requestCase(stranger, id)).toBeNull();
      expect(await saveStep(stranger, id, "story", { story: "mine now" })).toEqual(notFound);
      expect(await deleteDraft(stranger, id, removeDraftFiles)).toEqual(notFound);
      expect(await submitRequest(stranger, once(), id, version)).toEqual(notFound);
      for (const act of ["withdraw", "papersSent"] as const)
        expect(await decideByPatient(stranger, id, version, act)).toEqual(notFound);
      expect(await writeMessage(stranger, once(), id, "hello")).toEqual(notFound);
      expect(await addPaper(stranger, id, "identity", { name: "a.pdf", bytes: pdf() })).toEqual(
        notFound,
      );
      expect(await sayNotHad(stranger, id, "medicines")).toEqual(notFound);
      expect(await openPaper(stranger, id)).toBeNull();
      if (known) expect(await wholeOf(id)).toEqual(before);
    }
    expect(await openPaper(stranger, open.paperId)).toBeNull();
    expect(await requestsFor(stranger)).toEqual([]);
    expect(
      await ask(
        "SELECT 1 FROM audit_entries WHERE person_id = $1 AND action ~ '^(request|paper|message)'",
        [stranger.personId],
      ),
    ).toEqual([]);
  });
});
