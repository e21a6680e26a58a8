import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { askForRegistration, askForSignIn, signInByLink } from "@/accounts/links/commands";
import { isOpenLink } from "@/accounts/links/queries";
import { changePassword } from "@/accounts/passwords/commands";
import { finishRegistration } from "@/accounts/registration/commands";
import {
  chooseRole,
  endOtherSessions,
  endSession,
  keepAlive,
  signInWithPassword,
} from "@/accounts/sessions/commands";
import { heldRoles, openSessions, sessionByToken } from "@/accounts/sessions/queries";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
import {
  arrive,
  ask,
  done,
  from,
  give,
  granted,
  holder,
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

describe("a session", () => {
  test("lasts for days for a patient and for half an hour unused for whoever works here", async () => {
    const ends = (token: string) =>
      sessionByToken(token).then(async (session) =>
        one<{ idle: number; all: number }>(
          "SELECT round(extract(epoch FROM idle_ends_at - created_at) / 60)::int AS idle, round(extract(epoch FROM ends_at - created_at) / 60)::int AS all FROM sessions WHERE id = $1",
          [session?.sessionId],
        ),
      );
    const [ours, theirs] = [await arrive("case-coordinator"), await arrive()];
    expect(await ends(ours.token)).toEqual({ idle: 30, all: 12 * 60 });
    expect(await ends(theirs.token)).toEqual({ idle: 72 * 60, all: 30 * 24 * 60 });
    expect(granted(await signInWithPassword(ours.email, password, from())).days).toBe(0);
  });

  test("ends unused, and is kept open by use no longer than its end", async () => {
    const { token, sessionId } = await arrive("specialist", { facility: "niguarda" });
    await ask(
      "UPDATE sessions SET seen_at = now() - interval '2 minutes', ends_at = now() + interval '5 minutes' WHERE id = $1",
      [sessionId],
    );
    const session = await sessionByToken(token);
    if (!session) throw new Error("the session is open");
    await keepAlive(session);
    expect(
      await one(
        "SELECT idle_ends_at = ends_at AS least, seen_at > now() - interval '10 seconds' AS seen FROM sessions WHERE id = $1",
        [sessionId],
      ),
    ).toEqual({ least: true, seen: true });
    await ask("UPDATE sessions SET idle_ends_at = now() - interval '1 second' WHERE id = $1", [
      sessionId,
    ]);
    expect(await sessionByToken(token)).toBeNull();
    await ask(
      "UPDATE sessions SET idle_ends_at = now() + interval '1 day', ends_at = now() - interval '1 second' WHERE id = $1",
      [sessionId],
    );
    expect(await sessionByToken(token)).toBeNull();
  });

  test("holds no role from the moment it was taken away, nor one of somebody else's", async () => {
    const [mine, other] = [
      await arrive("facility-editor", { facility: "niguarda" }),
      await arrive(),
    ];
    expect((await sessionByToken(mine.token))?.held).toMatchObject({
      role: "facility-editor",
      facilityId: mine.facilityId,
    });
    expect(await chooseRole(holder(mine), other.grantId)).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    await ask("UPDATE role_grants SET ended_at = now() WHERE id = $1", [mine.grantId]);
    expect(await sessionByToken(mine.token)).toMatchObject({ personId: mine.personId, held: null });
    expect(await heldRoles(mine.personId)).toEqual([]);
    expect(await chooseRole(holder(mine), mine.grantId)).toEqual({
      ok: false,
      reason: "notAllowed",
    });
  });

  test("changes role under a new token, and is ended by its own holder alone", async () => {
    const [mine, other] = [await arrive("interpreter"), await arrive()];
    const { grantId } = await done((tx) => give(tx, mine.personId, "translator"));
    const token = granted(await chooseRole(holder(mine), grantId));
    expect(await sessionByToken(mine.token)).toBeNull();
    expect((await sessionByToken(token))?.held).toMatchObject({ role: "translator" });
    expect(await endSession(holder(other), mine.sessionId)).toEqual({
      ok: false,
      reason: "alreadyDone",
    });
    expect(await endSession(holder(mine), mine.sessionId)).toMatchObject({ ok: true });
    expect(await sessionByToken(token)).toBeNull();
  });

  test("stays alone when the others are ended", async () => {
    const mine = await arrive();
    const others = [
      await signInWithPassword(mine.email, password, from()),
      await signInWithPassword(mine.email, password, from()),
    ].map(granted);
    expect(await openSessions(holder(mine))).toHaveLength(3);
    await endOtherSessions(holder(mine));
    for (const { token } of others) expect(await sessionByToken(token)).toBeNull();
    expect(
      (await openSessions(holder(mine))).map((session) => [session.id, session.isThis]),
    ).toEqual([[mine.sessionId, true]]);
  });
});

test("a changed password ends every other session and every link on its way, and gives this session a new token", async () => {
  const mine = await arrive();
  const other = granted(await signInWithPassword(mine.email, password, from()));
  const link = await linkFor(mine.email, mine.personId);
  const token = granted(await changePassword(holder(mine), "quite another sentence"));
  expect([await sessionByToken(mine.token), await sessionByToken(other.token)]).toEqual([
    null,
    null,
  ]);
  expect(await sessionByToken(token)).toMatchObject({ sessionId: mine.sessionId });
  expect(await signInByLink(link, from())).toEqual({ ok: false, reason: "linkGone" });
  expect(await signInWithPassword(mine.email, password, from())).toEqual({
    ok: false,
    reason: "wrong",
  });
  expect(await signInWithPassword(mine.email, "quite another sentence", from())).toMatchObject({
    ok: true,
  });
  expect(await recorded(mine.personId)).toEqual(
    expect.arrayContaining(["password.changed", "session.ended"]),
  );
});
