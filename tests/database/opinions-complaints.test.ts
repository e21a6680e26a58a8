import { beforeAll, describe, expect, test } from "vitest";
import { requestCase } from "@/cases/requests/queries";
import {
  acknowledgeComplaint,
  answerComplaint,
  complain,
  remindComplaints,
} from "@/oversight/complaints/commands";
import { complaintsAbout, complaintsFor, waitingComplaints } from "@/oversight/complaints/queries";
import { requestsForCopy } from "@/oversight/copies/queries";
import type { Office } from "@/platform/actor";
import { arrive, ask, granted, office, once, one, patient, recorded } from "../support/people";
import {
  days,
  filledDraft,
  helperOf,
  move,
  noticesOf,
  sentRequest,
  start,
} from "../support/requests";

const words = "Nobody called me back, and then the wrong paper was asked for.";
let administrator: Office;
let officer: Office;
beforeAll(async () => {
  administrator = office(await arrive("administrator"));
  officer = office(await arrive("privacy-officer"));
});

async function complained(now = new Date()) {
  const { whose, requestId } = await sentRequest();
  const actor = patient(whose);
  granted(await complain(actor, once(), requestId, words, now));
  const { id } = await one<{ id: string }>("SELECT id FROM complaints WHERE request_id = $1", [
    requestId,
  ]);
  const own = async () => {
    const request = await requestCase(actor, requestId);
    return request ? complaintsAbout(actor, request) : [];
  };
  return { whose, actor, requestId, id, own };
}
const onDesk = async (who: Office, id: string) =>
  (await complaintsFor(who)).find((one) => one.id === id);

describe("a complaint", () => {
  test("is sealed, numbered, due by the rules of its request, and told to whoever answers", async () => {
    const { whose, id, own } = await complained(start);
    const stored = await one<{ number: string; body: string; acknowledgeBy: Date; answerBy: Date }>(
      `SELECT number, body, acknowledge_by AS "acknowledgeBy", answer_by AS "answerBy" FROM complaints WHERE id = $1`,
      [id],
    );
    expect(stored.body).not.toContain("Nobody");
    expect(stored.number).toMatch(/^K-[2-9A-Z]{8}$/);
    // From a Thursday over a weekend and a holiday.
    expect(stored.acknowledgeBy).toEqual(days(4));
    expect(stored.answerBy.getTime()).toBeGreaterThan(days(27).getTime());
    expect(await own()).toMatchObject([
      { number: stored.number, state: "open", body: words, answer: null },
    ]);
    for (const who of [administrator, officer])
      expect(await noticesOf(who.personId, "complaint-waiting", id)).toBe(1);
    expect(await recorded(whose.personId)).toContain("complaint.made");
  });

  test("is the patient's side's alone to make: in full, about what was sent, once a form", async () => {
    const { whose, requestId } = await sentRequest();
    const full = await helperOf(whose, "representative", [], true);
    const some = await helperOf(whose, "companion", ["see-requests", "write-messages"]);
    for (const who of [some, patient(await arrive()), administrator])
      expect(await complain(who, once(), requestId, words)).toEqual({
        ok: false,
        reason: "not-found",
      });
    const form = once();
    expect(granted(await complain(full, form, requestId, words))).toBe(
      granted(await complain(full, form, requestId, words)),
    );
    expect(await ask("SELECT 1 FROM complaints WHERE request_id = $1", [requestId])).toHaveLength(
      1,
    );
    const draft = await filledDraft();
    expect(await complain(patient(draft.whose), once(), draft.requestId, words)).toEqual({
      ok: false,
      reason: "illegal",
    });
    const request = await requestCase(some, requestId);
    expect(request && (await complaintsAbout(some, request))).toEqual([]);
  });

  test("shows whoever answers its words, and of the case its number and state alone; the reading stands in the record once", async () => {
    const { whose, id, requestId } = await complained();
    const shown = await onDesk(administrator, id);
    await onDesk(administrator, id);
    const { number } = await one<{ number: string }>("SELECT number FROM requests WHERE id = $1", [
      requestId,
    ]);
    expect(shown).toMatchObject({
      body: words,
      caseNumber: number,
      caseState: "sent",
      due: { colour: "green" },
    });
    for (const medical of ["Grübchen", "Mandeln", whose.name])
      expect(JSON.stringify(shown)).not.toContain(medical);
    expect(
      (await recorded(whose.personId)).filter((action) => action === "complaint.opened"),
    ).toHaveLength(1);
    for (const role of ["case-coordinator", "partner-curator"] as const) {
      const other = office(await arrive(role));
      expect([await complaintsFor(other), await waitingComplaints(other)]).toEqual([[], 0]);
      expect(await acknowledgeComplaint(other, id)).toEqual({ ok: false, reason: "notAllowed" });
      expect(await answerComplaint(other, id, "No")).toEqual({ ok: false, reason: "notAllowed" });
    }
  });

  test("is not for somebody who worked on the case", async () => {
    const { id, requestId } = await complained();
    const both = await arrive("administrator");
    await move(requestId, "first-contact", new Date(), { ownerId: both.personId });
    expect(await onDesk(office(both), id)).toBeUndefined();
    expect(await answerComplaint(office(both), id, "It was fine")).toEqual({
      ok: false,
      reason: "not-found",
    });
    expect(await onDesk(administrator, id)).toBeDefined();
  });
});

describe("an answer", () => {
  test("reaches the patient, sealed; of two at once one wins", async () => {
    const { whose, requestId, id, own } = await complained();
    const before = await noticesOf(whose.personId, "request-moved", requestId);
    const taken = await Promise.all([
      acknowledgeComplaint(administrator, id),
      acknowledgeComplaint(officer, id),
    ]);
    expect(taken.filter((one) => one.ok)).toHaveLength(1);
    expect(taken.find((one) => !one.ok)).toEqual({ ok: false, reason: "stale" });
    const answers = await Promise.all([
      answerComplaint(administrator, id, "We are sorry: A"),
      answerComplaint(officer, id, "We are sorry: B"),
    ]);
    expect(answers.filter((one) => one.ok)).toHaveLength(1);
    const winner = answers[0]?.ok ? "A" : "B";
    expect(await own()).toMatchObject([{ state: "answered", answer: `We are sorry: ${winner}` }]);
    expect(
      (await one<{ answer: string }>("SELECT answer FROM complaints WHERE id = $1", [id])).answer,
    ).not.toContain("sorry");
    expect(await noticesOf(whose.personId, "request-moved", requestId)).toBe(before + 2);
    expect(await acknowledgeComplaint(administrator, id)).toEqual({ ok: false, reason: "stale" });
  });

  test("stands with the complaint in the copy of the patient's data", async () => {
    const { whose, id } = await complained();
    granted(await answerComplaint(officer, id, "We are sorry"));
    const copy = await requestsForCopy(whose.personId);
    expect(copy.secondOpinions).toMatchObject([
      { complaints: [{ state: "answered", body: words, answer: "We are sorry" }] },
    ]);
  });
});

test("what is late is told once when it should have been acknowledged, and once when it should have been answered", async () => {
  const { id } = await complained(start);
  const told = () => noticesOf(administrator.personId, "complaint-waiting", id);
  await remindComplaints(days(3));
  expect(await told()).toBe(1);
  await remindComplaints(days(5));
  await remindComplaints(days(6));
  expect(await told()).toBe(2);
  granted(await acknowledgeComplaint(administrator, id));
  await Promise.all([remindComplaints(days(60)), remindComplaints(days(60))]);
  expect(await told()).toBe(3);
  granted(await answerComplaint(administrator, id, "Late, sorry"));
  await remindComplaints(days(90));
  expect(await told()).toBe(3);
});
