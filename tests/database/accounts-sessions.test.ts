import { describe, expect, test } from "vitest";
import { askForSignIn, signInByLink } from "@/accounts/links/commands";
import { changePassword } from "@/accounts/passwords/commands";
import {
  chooseRole,
  endOtherSessions,
  endSession,
  keepAlive,
  signInWithPassword,
} from "@/accounts/sessions/commands";
import { heldRoles, openSessions, sessionByToken } from "@/accounts/sessions/queries";
import { linkToken } from "@/platform/security/tokens";
import {
  arrive,
  ask,
  done,
  from,
  give,
  granted,
  holder,
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
