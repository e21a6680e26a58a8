import { describe, expect, test } from "vitest";
import { type Step, steps } from "@/cases/answers/rules";
import { saveStep } from "@/cases/drafts/commands";
import { submitRequest } from "@/cases/requests/commands";
import { arrive, ask, granted, once, patient, recorded } from "../support/people";
import {
  agree,
  answer,
  answers,
  begin,
  filledDraft,
  jobsFor,
  sentRequest,
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

describe("sending", () => {
  test("with one form twice, in turn or at once, counts once", async () => {
    const { whose, requestId } = await filledDraft();
    const form = once();
    const version = await versionOf(requestId);
    const both = await Promise.all(
      [0, 1].map(() => submitRequest(patient(whose), form, requestId, version)),
    );
    expect(both.filter((one) => !one.ok).map((one) => (one.ok ? "" : one.reason))).toEqual(
      both.every((one) => one.ok) ? [] : ["twin"],
    );
    expect(both.some((one) => one.ok)).toBe(true);
    expect(await submitRequest(patient(whose), form, requestId, version)).toEqual({
      ok: true,
      value: null,
    });
    expect(
      await submitRequest(
        patient(whose),
        { ...form, hash: Buffer.from("other") },
        requestId,
        version,
      ),
    ).toEqual({ ok: false, reason: "otherContent" });
    expect(await submitRequest(patient(whose), once(), requestId, version + 1)).toEqual({
      ok: false,
      reason: "illegal",
    });
    expect(await staysIn(requestId)).toEqual(["draft", "sent"]);
    expect(await receiving(requestId)).toBe(1);
    expect(
      (await recorded(whose.personId)).filter((action) => action === "request.sent"),
    ).toHaveLength(1);
    expect(await versionOf(requestId)).toBe(version + 1);
  });

  test("from a page older than the draft is stale, and sends nothing", async () => {
    const { whose, requestId } = await filledDraft();
    const old = await versionOf(requestId);
    granted(
      await saveStep(patient(whose), requestId, "treatment", { proposed: "Nothing, to wait" }),
    );
    const before = await wholeOf(requestId);
    for (const version of [old, old - 1, old + 2])
      expect(await submitRequest(patient(whose), once(), requestId, version)).toEqual({
        ok: false,
        reason: "stale",
      });
    expect(await wholeOf(requestId)).toEqual(before);
    expect(await receiving(requestId)).toBe(0);
  });

  test("without the agreement to the use of health data is refused, and works once it is given", async () => {
    const { whose, requestId } = await filledDraft({ isAgreed: false });
    const before = await wholeOf(requestId);
    const form = once();
    expect(
      await submitRequest(patient(whose), form, requestId, await versionOf(requestId)),
    ).toEqual({ ok: false, reason: "noConsent" });
    expect(await wholeOf(requestId)).toEqual(before);
    expect(await receiving(requestId)).toBe(0);
    await agree(whose);
    expect(
      await submitRequest(patient(whose), form, requestId, await versionOf(requestId)),
    ).toMatchObject({ ok: true });
  });

  test.each(steps)(
    "without an answer to %s is refused, and changes nothing",
    async (left: Step) => {
      const whose = await arrive();
      await agree(whose);
      const requestId = await begin(patient(whose));
      const blank = Object.fromEntries(Object.keys(answers[left]).map((name) => [name, " "]));
      await answer(patient(whose), requestId, { ...answers, [left]: blank });
      const before = await wholeOf(requestId);
      expect(
        await submitRequest(patient(whose), once(), requestId, await versionOf(requestId)),
      ).toEqual({ ok: false, reason: "incomplete" });
      expect(await wholeOf(requestId)).toEqual(before);
      expect(await receiving(requestId)).toBe(0);
    },
  );

  test("closes the form: nothing is saved into what was sent", async () => {
    const { whose, requestId } = await sentRequest();
    const before = await wholeOf(requestId);
    expect(await saveStep(patient(whose), requestId, "story", { story: "other" })).toEqual({
      ok: false,
      reason: "illegal",
    });
    expect(await wholeOf(requestId)).toEqual(before);
  });
});
