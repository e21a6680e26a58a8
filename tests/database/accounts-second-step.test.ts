import { setTimeout as wait } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import {
  beginEnrolment,
  finishEnrolment,
  passByRecoveryCode,
  passSecondStep,
  proveByCode,
  removeSecondStep,
} from "@/accounts/factors/commands";
import { ownFactors } from "@/accounts/factors/queries";
import { groupedCode } from "@/accounts/factors/rules";
import { signInWithPassword } from "@/accounts/sessions/commands";
import { sessionByToken } from "@/accounts/sessions/queries";
import { networkOf } from "@/platform/security/network";
import { codeAt } from "@/platform/security/totp";
import {
  arrive,
  ask,
  enrol,
  from,
  granted,
  holder,
  lettersTo,
  password,
  recorded,
  type Somebody,
} from "../support/people";

const step = 30_000;
const code = (secret: string, steps: number) => codeAt(secret, new Date(Date.now() + steps * step));

/** Waits where the step of the clock is about to change: what is one step early now would be two in a moment. */

async function earlyInStep() {
  const left = step - (Date.now() % step);
  if (left < 6_000) await wait(left + 50);
}

/** Somebody with an app, who has shown the first step. */

async function atTheSecondStep(): Promise<{ who: Somebody; secret: string; token: string }> {
  const who = await arrive("administrator");
  const secret = await enrol(who.personId);
  const { token, sessionId, isComplete } = granted(
    await signInWithPassword(who.email, password, from()),
  );
  expect(isComplete).toBe(false);
  return { who: { ...who, sessionId }, secret, token };
}

describe("a code", () => {
  beforeEach(earlyInStep);

  test("opens the session under a new token; the one from before it opens nothing", async () => {
    const { who, secret, token } = await atTheSecondStep();
    expect((await sessionByToken(token))?.isComplete).toBe(false);
    const renewed = granted(await passSecondStep(holder(who), code(secret, 0), from()));
    expect(await sessionByToken(token)).toBeNull();
    expect(await sessionByToken(renewed)).toMatchObject({
      sessionId: who.sessionId,
      isComplete: true,
      held: { role: "administrator" },
    });
  });

  test("counts once, also of two at once, and none before it counts any more", async () => {
    const { who, secret } = await atTheSecondStep();
    const now = code(secret, 0);
    const answers = await Promise.all([
      passSecondStep(holder(who), now, from()),
      passSecondStep(holder(who), now, from()),
    ]);
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
    expect(await passSecondStep(holder(who), now, from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
    expect(await proveByCode(holder(who), code(secret, -1), from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
    expect(await proveByCode(holder(who), code(secret, 1), from())).toMatchObject({ ok: true });
    expect(
      (await recorded(who.personId)).filter((action) => action === "second-factor.refused"),
    ).toHaveLength(3);
  });

  test("of one step early or late is taken, of two is not", async () => {
    const { who, secret } = await atTheSecondStep();
    for (const [steps, isOk] of [
      [-2, false],
      [2, false],
      [-1, true],
      [0, true],
      [1, true],
    ] as const)
      expect([steps, (await passSecondStep(holder(who), code(secret, steps), from())).ok]).toEqual([
        steps,
        isOk,
      ]);
  });

  test("of somebody else's app, or of no app at all, opens nothing", async () => {
    const [{ who }, other, none] = [
      await atTheSecondStep(),
      await atTheSecondStep(),
      await arrive(),
    ];
    expect(await passSecondStep(holder(who), code(other.secret, 0), from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
    expect(await passSecondStep(holder(none), code(other.secret, 0), from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
  });

  test("can be guessed eight times, then nobody can, from anywhere", async () => {
    const { who, secret } = await atTheSecondStep();
    const right = code(secret, 0);
    const wrong = right === "123456" ? "654321" : "123456";
    for (let tries = 0; tries < 8; tries++)
      expect(await passSecondStep(holder(who), wrong, from())).toEqual({
        ok: false,
        reason: "wrongCode",
      });
    expect(await passSecondStep(holder(who), right, from())).toMatchObject({
      ok: false,
      reason: "slowDown",
    });
    expect(await passByRecoveryCode(holder(who), "ANYTHING", from())).toMatchObject({
      ok: false,
      reason: "slowDown",
    });
  });
});

describe("setting up the second step", () => {
  beforeEach(earlyInStep);

  test("counts with the first right code, which opens nothing again, and ends other sessions", async () => {
    const who = await arrive("case-coordinator");
    const other = granted(await signInWithPassword(who.email, password, from()));
    const secret = await beginEnrolment(holder(who));
    expect(await beginEnrolment(holder(who))).toBe(secret);
    expect(await finishEnrolment(holder(who), code(secret, 2), from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
    expect((await ownFactors(holder(who))).confirmedAt).toBeNull();
    const { token, codes } = granted(await finishEnrolment(holder(who), code(secret, 0), from()));
    expect([await sessionByToken(who.token), await sessionByToken(other.token)]).toEqual([
      null,
      null,
    ]);
    expect(await sessionByToken(token)).toMatchObject({ isComplete: true, hasSecondFactor: true });
    expect(await passSecondStep(holder(who), code(secret, 0), from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
    expect(new Set(codes).size).toBe(10);
    expect(await ownFactors(holder(who))).toMatchObject({ codesLeft: 10, mustHave: true });
    expect(await finishEnrolment(holder(who), code(secret, 1), from())).toEqual({
      ok: false,
      reason: "alreadyDone",
    });
    expect(await removeSecondStep(holder(who))).toEqual({ ok: false, reason: "notAllowed" });
  });

  test("gives recovery codes, each good once, however it is written", async () => {
    const who = await arrive();
    const secret = await beginEnrolment(holder(who));
    const { codes } = granted(await finishEnrolment(holder(who), code(secret, 0), from()));
    const [first = "", second = ""] = codes;
    expect(
      await passByRecoveryCode(holder(who), groupedCode(first).toLowerCase(), from()),
    ).toMatchObject({ ok: true });
    expect(await passByRecoveryCode(holder(who), first, from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
    const both = await Promise.all([
      passByRecoveryCode(holder(who), second, from()),
      passByRecoveryCode(holder(who), second, from()),
    ]);
    expect(both.map((answer) => answer.ok).sort()).toEqual([false, true]);
    expect((await ownFactors(holder(who))).codesLeft).toBe(8);
    expect(await recorded(who.personId)).toContain("recovery-code.used");
    const other = await arrive();
    expect(await passByRecoveryCode(holder(other), codes[2] ?? "", from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
  });

  test("can be undone by a patient, whose codes then open nothing", async () => {
    const who = await arrive();
    const secret = await beginEnrolment(holder(who));
    const { codes } = granted(await finishEnrolment(holder(who), code(secret, 0), from()));
    const token = granted(await removeSecondStep(holder(who)));
    expect(await sessionByToken(token)).toMatchObject({ hasSecondFactor: false });
    expect(await passByRecoveryCode(holder(who), codes[0] ?? "", from())).toEqual({
      ok: false,
      reason: "wrongCode",
    });
    expect(granted(await signInWithPassword(who.email, password, from())).isComplete).toBe(true);
  });
});

describe("somebody who works here and has no second step yet", () => {
  test("is not let through by the first alone", async () => {
    const who = await arrive("privacy-officer");
    const opened = granted(await signInWithPassword(who.email, password, from()));
    expect(await sessionByToken(opened.token)).toMatchObject({
      mustHaveSecondFactor: true,
      hasSecondFactor: false,
      isComplete: false,
    });
    expect(opened.isComplete).toBe(false);
  });
});

describe("a device", () => {
  const notices = (personId: string) =>
    ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'new-device'", [personId]);
  const at = (address: string, device = "Firefox/Linux") => ({
    address: from().address,
    network: networkOf(address),
    device,
  });

  test("that was not seen before is told of in the portal and by letter; the same again is not", async () => {
    const { email, personId } = await arrive();
    const signIn = async (address: string, device?: string) =>
      granted(await signInWithPassword(email, password, at(address, device)));
    // The one in which the account was opened is nothing to tell of.
    expect(await notices(personId)).toHaveLength(0);
    await signIn("198.51.100.20");
    expect(await notices(personId)).toHaveLength(1);
    expect(await lettersTo(personId)).toEqual(["new-device"]);
    await signIn("198.51.100.99");
    expect(await notices(personId)).toHaveLength(1);
    await signIn("198.51.100.99", "Safari/iPhone");
    expect(await lettersTo(personId)).toEqual(["new-device", "new-device"]);
    expect(await signInWithPassword(email, "not this one", at("192.0.2.1"))).toMatchObject({
      ok: false,
    });
    expect(await notices(personId)).toHaveLength(2);
  });

  test("is told of once its second step is passed, not before", async () => {
    const { who, secret } = await atTheSecondStep();
    await ask("INSERT INTO known_devices (person_id, fingerprint) VALUES ($1, 'another')", [
      who.personId,
    ]);
    const before = (await notices(who.personId)).length;
    await earlyInStep();
    granted(
      await passSecondStep(holder(who), code(secret, 0), at("203.0.113.200", "Chrome/Windows")),
    );
    expect(await notices(who.personId)).toHaveLength(before + 1);
  });
});
