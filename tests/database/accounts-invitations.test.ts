import { beforeAll, describe, expect, test } from "vitest";
import { acceptInvitation, invite, withdrawInvitation } from "@/accounts/invitations/commands";
import { offeredBy, openInvitations } from "@/accounts/invitations/queries";
import { signInWithPassword } from "@/accounts/sessions/commands";
import { sessionByToken } from "@/accounts/sessions/queries";
import type { Role } from "@/platform/roles";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
import { seedDemonstration } from "../../prisma/seed/demo/people";
import {
  arrive,
  ask,
  from,
  granted,
  lettersTo,
  newEmail,
  office,
  once,
  one,
  password,
  recorded,
  type Somebody,
  staff,
} from "../support/people";

const asked = (email: string, role: Role = "specialist", facility = "niguarda") => ({
  email,
  role,
  facility,
  partner: "",
  language: "it" as const,
});
const tokenFor = async (email: string) =>
  linkToken(
    (
      await one<{ id: string }>(
        "SELECT id FROM email_links WHERE email_hash = $1 ORDER BY created_at DESC LIMIT 1",
        [emailHash(email)],
      )
    ).id,
  );
const invitationsTo = (email: string) =>
  ask<{ id: string }>("SELECT id FROM invitations WHERE email_hash = $1", [emailHash(email)]);
const answers = { name: "Ottokar Neuling", password };

let administrator: Somebody;
let coordinator: Somebody;
beforeAll(async () => {
  await seedDemonstration();
  administrator = await arrive("administrator");
  coordinator = await arrive("facility-coordinator", { facility: "niguarda" });
});

describe("an invitation", () => {
  test("once accepted makes the account, the role and a session that opens nothing before a second step", async () => {
    const email = newEmail("new");
    const until = granted(await invite(staff(coordinator), once(), asked(email)));
    expect(new Date(until).getTime()).toBeGreaterThan(Date.now() + 6.9 * 86_400_000);
    expect(await offeredBy(await tokenFor(email))).toMatchObject({
      role: "specialist",
      isKnown: false,
      language: "it",
      facility: expect.stringContaining("Niguarda"),
    });
    const accepted = granted(await acceptInvitation(await tokenFor(email), answers, "it", from()));
    if (accepted.kind !== "signed-in") throw new Error("a new account is signed in");
    const session = await sessionByToken(accepted.opened.token);
    expect(session).toMatchObject({
      hasSecondFactor: false,
      mustHaveSecondFactor: true,
      held: { role: "specialist", facilityId: coordinator.facilityId },
    });
    expect(session?.isComplete).toBe(false);
  });

  test("leaves in the record who invited, who accepted and what was granted, and no address behind", async () => {
    const email = newEmail("recorded");
    granted(await invite(staff(coordinator), once(), asked(email)));
    granted(await acceptInvitation(await tokenFor(email), answers, "it", from()));
    const { id } = await one<{ id: string }>("SELECT id FROM people WHERE email_hash = $1", [
      emailHash(email),
    ]);
    expect(await recorded(id)).toEqual([
      "role.granted",
      "invitation.accepted",
      "account.signed-in",
    ]);
    expect(
      await one(
        "SELECT person_id, detail FROM audit_entries WHERE about = $1 AND action = 'role.granted'",
        [id],
      ),
    ).toEqual({
      person_id: coordinator.personId,
      detail: "specialist",
    });
    expect(
      await one(
        "SELECT i.email AS invited, l.email AS linked FROM invitations i JOIN email_links l ON l.invitation_id = i.id WHERE i.email_hash = $1",
        [emailHash(email)],
      ),
    ).toEqual({ invited: null, linked: null });
    expect(await lettersTo(id)).toEqual(["notice"]);
  });

  test("is accepted once, also by two clicks at once", async () => {
    const email = newEmail("twice");
    granted(await invite(staff(coordinator), once(), asked(email)));
    const token = await tokenFor(email);
    const clicks = await Promise.all(
      [1, 2, 3].map(() => acceptInvitation(token, answers, "it", from())),
    );
    expect(clicks.map((click) => (click.ok ? "in" : click.reason)).sort()).toEqual([
      "in",
      "linkGone",
      "linkGone",
    ]);
    expect(
      await ask("SELECT 1 FROM people WHERE email_hash = $1", [emailHash(email)]),
    ).toHaveLength(1);
  });

  test("sent twice to one address makes one account, which gets both roles", async () => {
    const email = newEmail("both");
    granted(await invite(office(administrator), once(), asked(email, "interpreter", "")));
    const first = await tokenFor(email);
    granted(await invite(office(administrator), once(), asked(email, "translator", "")));
    const second = await tokenFor(email);
    const both = await Promise.all([
      acceptInvitation(first, answers, "en", from()),
      acceptInvitation(second, answers, "en", from()),
    ]);
    expect(both.map((one) => one.ok && one.value.kind).sort()).toEqual(["known", "signed-in"]);
    expect(
      await one(
        "SELECT count(DISTINCT person_id)::int AS people, count(*)::int AS roles FROM role_grants g JOIN people p ON p.id = g.person_id WHERE p.email_hash = $1",
        [emailHash(email)],
      ),
    ).toEqual({ people: 1, roles: 2 });
  });

  test("of somebody with an account gives the role, signs nobody in, and ends sessions that had no second step", async () => {
    const known = await arrive();
    granted(await invite(staff(coordinator), once(), asked(known.email)));
    expect(await offeredBy(await tokenFor(known.email))).toMatchObject({ isKnown: true });
    expect(
      granted(await acceptInvitation(await tokenFor(known.email), null, "en", from())),
    ).toEqual({ kind: "known" });
    expect(await sessionByToken(known.token)).toBeNull();
    expect(await signInWithPassword(known.email, password, from())).toMatchObject({ ok: true });
  });

  test("with a password that is no good, or none, stays to be accepted", async () => {
    const email = newEmail("leontine.weitblick");
    granted(await invite(staff(coordinator), once(), asked(email)));
    const token = await tokenFor(email);
    expect(await acceptInvitation(token, null, "it", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    for (const [typed, problem] of [
      ["short", "tooShort"],
      [email, "likeYou"],
    ] as const)
      expect(await acceptInvitation(token, { name: "L", password: typed }, "it", from())).toEqual({
        ok: false,
        reason: problem,
      });
    expect(await acceptInvitation(token, answers, "it", from())).toMatchObject({ ok: true });
  });

  test.each([
    ["run out", "UPDATE invitations SET expires_at = now() - interval '1 second' WHERE id = $1"],
    [
      "its link run out",
      "UPDATE email_links SET expires_at = now() - interval '1 second' WHERE invitation_id = $1",
    ],
  ])("that has %s is gone", async (_how, statement) => {
    const email = newEmail("late");
    granted(await invite(staff(coordinator), once(), asked(email)));
    const token = await tokenFor(email);
    await ask(statement, [(await invitationsTo(email))[0]?.id]);
    expect(await acceptInvitation(token, answers, "it", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    expect(await ask("SELECT 1 FROM people WHERE email_hash = $1", [emailHash(email)])).toEqual([]);
  });

  test("can be withdrawn by whoever may fill the post, once, and is gone with its address", async () => {
    const email = newEmail("withdrawn");
    granted(await invite(staff(coordinator), once(), asked(email)));
    const token = await tokenFor(email);
    const [{ id } = { id: "" }] = await invitationsTo(email);
    const other = await arrive("facility-coordinator", { facility: "san-raffaele" });
    expect((await openInvitations(staff(coordinator))).map((open) => open.id)).toContain(id);
    expect((await openInvitations(staff(other))).map((open) => open.id)).not.toContain(id);
    expect(await withdrawInvitation(staff(other), id)).toEqual({ ok: false, reason: "notAllowed" });
    expect(await withdrawInvitation(staff(coordinator), id)).toMatchObject({ ok: true });
    expect(await withdrawInvitation(staff(coordinator), id)).toEqual({
      ok: false,
      reason: "alreadyDone",
    });
    expect(await acceptInvitation(token, answers, "it", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    expect(await offeredBy(token)).toBeNull();
    expect(await one("SELECT email FROM invitations WHERE id = $1", [id])).toEqual({ email: null });
  });
});

describe("a form", () => {
  test("posted twice invites once and answers the same; with other content it is refused", async () => {
    const email = newEmail("form");
    const key = crypto.randomUUID();
    const first = await invite(staff(coordinator), once("a", key), asked(email));
    expect(await invite(staff(coordinator), once("a", key), asked(email))).toEqual(first);
    expect(await invite(staff(coordinator), once("b", key), asked(newEmail()))).toEqual({
      ok: false,
      reason: "otherContent",
    });
    expect(await invitationsTo(email)).toHaveLength(1);
    const open = await ask(
      "SELECT 1 FROM letters WHERE kind = 'invitation' AND link IN (SELECT id FROM email_links WHERE email_hash = $1)",
      [emailHash(email)],
    );
    expect(open).toHaveLength(1);
  });

  test("posted five times at once invites once", async () => {
    const email = newEmail("at-once");
    const key = crypto.randomUUID();
    const answered = await Promise.all(
      Array.from({ length: 5 }, () => invite(staff(coordinator), once("a", key), asked(email))),
    );
    expect(answered.filter((one) => !one.ok && one.reason !== "twin")).toEqual([]);
    expect(answered.some((one) => one.ok)).toBe(true);
    expect(await invitationsTo(email)).toHaveLength(1);
  });

  test("that was refused may be posted again", async () => {
    const [email, key] = [newEmail("again"), crypto.randomUUID()];
    expect(
      await invite(staff(coordinator), once("a", key), asked(email, "specialist", "san-raffaele")),
    ).toMatchObject({ ok: false });
    expect(await invite(staff(coordinator), once("a", key), asked(email))).toMatchObject({
      ok: true,
    });
  });
});
