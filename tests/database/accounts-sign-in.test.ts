import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { askForRegistration, askForSignIn, signInByLink } from "@/accounts/links/commands";
import { isOpenLink } from "@/accounts/links/queries";
import { finishRegistration } from "@/accounts/registration/commands";
import { signInWithPassword } from "@/accounts/sessions/commands";
import { sessionByToken } from "@/accounts/sessions/queries";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
import {
  arrive,
  ask,
  from,
  granted,
  lettersTo,
  newEmail,
  one,
  password,
  recorded,
} from "../support/people";

const newestLink = async (column: "person_id" | "email_hash", value: unknown) =>
  linkToken(
    (
      await one<{ id: string }>(
        `SELECT id FROM email_links WHERE ${column} = $1 ORDER BY created_at DESC LIMIT 1`,
        [value],
      )
    ).id,
  );

async function linkFor(email: string, personId: string): Promise<string> {
  granted(await askForSignIn(email, "en", from()));
  return newestLink("person_id", personId);
}

describe("a password", () => {
  test("that is right opens a session in the role held, however the address is typed", async () => {
    const { email, personId, grantId } = await arrive();
    const opened = granted(await signInWithPassword(email.toUpperCase(), password, from()));
    expect(opened).toMatchObject({ isComplete: true, days: 30 });
    expect(await sessionByToken(opened.token)).toMatchObject({
      personId,
      isComplete: true,
      held: { grantId, role: "patient" },
    });
    expect(
      await one(
        "SELECT octet_length(token_hash) AS length, proved_by FROM sessions WHERE id = $1",
        [opened.sessionId],
      ),
    ).toEqual({
      length: 32,
      proved_by: "password",
    });
    expect(
      await sessionByToken(`${opened.token.slice(0, -1)}${opened.token.endsWith("A") ? "E" : "A"}`),
    ).toBeNull();
  });

  test("that is wrong opens none and is told like an unknown address; both stand in the record", async () => {
    const { email, personId } = await arrive();
    const before = await ask("SELECT 1 FROM audit_entries WHERE subject = 'person:unknown'");
    const answers = [
      await signInWithPassword(email, `${password}!`, from()),
      await signInWithPassword(newEmail(), password, from()),
    ];
    expect(answers).toEqual([
      { ok: false, reason: "wrong" },
      { ok: false, reason: "wrong" },
    ]);
    expect(await ask("SELECT 1 FROM sessions WHERE person_id = $1", [personId])).toHaveLength(1);
    expect(await recorded(personId)).toContain("account.sign-in-refused");
    expect(await ask("SELECT 1 FROM audit_entries WHERE subject = 'person:unknown'")).toHaveLength(
      before.length + 1,
    );
  });

  test("of somebody who has none opens nothing, not even the empty one", async () => {
    const { email, personId } = await arrive();
    await ask("UPDATE people SET password_hash = NULL WHERE id = $1", [personId]);
    for (const typed of [password, "", "null"])
      expect(await signInWithPassword(email, typed, from())).toEqual({
        ok: false,
        reason: "wrong",
      });
  });

  test.each([
    ["somebody's address", async () => (await arrive()).email],
    ["an address without an account", async () => newEmail("nobody")],
  ])(
    "tried eleven times for %s has to wait, from wherever it is tried, and even when it is right",
    async (_whose, address) => {
      const email = await address();
      for (let tries = 0; tries < 10; tries++)
        expect(await signInWithPassword(email, "not this one", from())).toEqual({
          ok: false,
          reason: "wrong",
        });
      const told = await signInWithPassword(email.toUpperCase(), password, from("203.0.113.9"));
      expect(told).toMatchObject({ ok: false, reason: "slowDown" });
      expect("minutes" in told && told.minutes).toBeGreaterThan(10);
      expect("minutes" in told && told.minutes).toBeLessThanOrEqual(15);
    },
  );

  test("tried for many addresses from one place has to wait there, and there alone", async () => {
    const [here, { email }] = [from("203.0.113.77"), await arrive()];
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => signInWithPassword(newEmail("many"), "not this one", here)),
    );
    expect(new Set(answers.map((answer) => !answer.ok && answer.reason))).toEqual(
      new Set(["wrong"]),
    );
    expect(await signInWithPassword(email, password, here)).toMatchObject({ reason: "slowDown" });
    expect(await signInWithPassword(email, password, from())).toMatchObject({ ok: true });
  });

  test("guessed elsewhere keeps nobody from the device that is known, and is told once", async () => {
    const { email, personId } = await arrive();
    const own = from("198.51.100.20");
    expect(await signInWithPassword(email, password, own)).toMatchObject({ ok: true });
    for (let tries = 0; tries < 13; tries++)
      await signInWithPassword(email, "not this one", from("203.0.113.9"));
    expect(await signInWithPassword(email, password, from("203.0.113.10"))).toMatchObject({
      reason: "slowDown",
    });
    expect(await signInWithPassword(email, password, own)).toMatchObject({ ok: true });
    expect((await lettersTo(personId)).filter((kind) => kind === "password-guessed")).toHaveLength(
      1,
    );
    // The known device has its own count.
    for (let tries = 0; tries < 10; tries++) await signInWithPassword(email, "not this one", own);
    expect(await signInWithPassword(email, password, own)).toMatchObject({ reason: "slowDown" });
  });

  test("that is right does not use up a network that many share", async () => {
    const here = from("203.0.113.91");
    const { email } = await arrive();
    for (let round = 0; round < 70; round++)
      expect(await signInWithPassword(email, password, here)).toMatchObject({ ok: true });
  }, 120_000);

  test("that was right in the end forgives the wrong tries before it", async () => {
    const { email } = await arrive();
    for (let round = 0; round < 2; round++) {
      for (let tries = 0; tries < 8; tries++)
        await signInWithPassword(email, "not this one", from());
      expect(await signInWithPassword(email, password, from())).toMatchObject({ ok: true });
    }
  });
});

describe("a link in a letter", () => {
  test("opens a session once", async () => {
    const { email, personId } = await arrive();
    const token = await linkFor(email, personId);
    expect(await isOpenLink(token, "sign-in")).toBe(true);
    expect(granted(await signInByLink(token, from()))).toMatchObject({ isComplete: true });
    expect(await isOpenLink(token, "sign-in")).toBe(false);
    expect(await signInByLink(token, from())).toEqual({ ok: false, reason: "linkGone" });
  });

  test("opened twice at once has one winner", async () => {
    const { email, personId } = await arrive();
    const token = await linkFor(email, personId);
    const answers = await Promise.all(Array.from({ length: 5 }, () => signInByLink(token, from())));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.reason === "linkGone")).toHaveLength(4);
  });

  test("that has run out opens nothing", async () => {
    const { email, personId } = await arrive();
    const token = await linkFor(email, personId);
    const lasting = await one<{ minutes: number }>(
      "SELECT extract(epoch FROM expires_at - created_at)::int / 60 AS minutes FROM email_links WHERE person_id = $1",
      [personId],
    );
    expect(lasting.minutes).toBeCloseTo(30, -1);
    await ask(
      "UPDATE email_links SET expires_at = now() - interval '1 second' WHERE person_id = $1",
      [personId],
    );
    expect(await isOpenLink(token, "sign-in")).toBe(false);
    expect(await signInByLink(token, from())).toEqual({ ok: false, reason: "linkGone" });
  });

  test("for one thing opens no other, and is not used up by the try", async () => {
    const { email, personId } = await arrive();
    const toSignIn = await linkFor(email, personId);
    const fresh = newEmail("fresh");
    granted(await askForRegistration(fresh, "en", from()));
    const toRegister = await newestLink("email_hash", emailHash(fresh));
    const answers = { name: "N", country: "CH", password, termsVersion: 1 };
    expect(await finishRegistration(toSignIn, answers, "en", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    expect(await signInByLink(toRegister, from())).toEqual({ ok: false, reason: "linkGone" });
    expect(await signInByLink(toSignIn, from())).toMatchObject({ ok: true });
    expect(await finishRegistration(toRegister, answers, "en", from())).toMatchObject({ ok: true });
  });

  test("with one sign changed anywhere opens nothing", async () => {
    const { email, personId } = await arrive();
    const token = await linkFor(email, personId);
    for (let at = 0; at < token.length; at += 9) {
      const changed = `${token.slice(0, at)}${token[at] === "Q" ? "g" : "Q"}${token.slice(at + 1)}`;
      expect(await signInByLink(changed, from())).toEqual({ ok: false, reason: "linkGone" });
    }
    expect(await signInByLink(token, from())).toMatchObject({ ok: true });
  });

  test("is asked for with the same answer and the same rows whether there is an account or none", async () => {
    const [{ email, personId }, stranger] = [await arrive(), newEmail("stranger")];
    const rows = () =>
      one(
        "SELECT (SELECT count(*) FROM email_links)::int AS links, (SELECT count(*) FROM letters)::int AS letters",
      );
    const grown: unknown[] = [];
    for (const address of [email, stranger]) {
      const before = await rows();
      expect(await askForSignIn(address, "en", from())).toEqual({ ok: true, value: null });
      expect(await askForRegistration(address, "en", from())).toEqual({ ok: true, value: null });
      const after = await rows();
      grown.push([
        Number(after.links) - Number(before.links),
        Number(after.letters) - Number(before.letters),
      ]);
    }
    expect(grown).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect((await lettersTo(personId)).sort()).toEqual(["register-known", "sign-in"]);
  });

  test("can't be asked for without end", async () => {
    const email = newEmail("flooded");
    for (let tries = 0; tries < 5; tries++)
      expect(await askForSignIn(email, "en", from())).toMatchObject({ ok: true });
    expect(await askForSignIn(email, "en", from())).toMatchObject({
      ok: false,
      reason: "slowDown",
    });
  });

  test("lets everybody in who opens theirs at the same moment", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => arrive()));
    const tokens: string[] = [];
    for (const { email, personId } of people) tokens.push(await linkFor(email, personId));
    // Until the settings, which every session needs, are to be read anew.
    await wait(5_500);
    const answers = await Promise.all(
      tokens.map((token) => signInByLink(token, from()).catch((error: Error) => error.message)),
    );
    expect(answers.map((answer) => (typeof answer === "string" ? answer : answer.ok))).toEqual(
      tokens.map(() => true),
    );
  });
});
