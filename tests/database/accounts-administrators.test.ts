import { afterEach, describe, expect, test } from "vitest";
import { endRole } from "@/accounts/grants/commands";
import {
  acceptInvitation,
  invite,
  inviteFirstAdministrator,
} from "@/accounts/invitations/commands";
import { isOpenLink } from "@/accounts/links/queries";
import { askFor } from "@/accounts/rights/commands";
import { sessionByToken } from "@/accounts/sessions/queries";
import { accountJobs } from "@/jobs";
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
  newEmail,
  office,
  once,
  one,
  password,
  recorded,
  runJobs,
  staff,
} from "../support/people";

const administrators = () =>
  ask<{ person_id: string }>(
    "SELECT person_id FROM role_grants WHERE role = 'administrator' AND ended_at IS NULL",
  );

/** A link as the console of a production shows it. */
async function consoleLink(): Promise<string> {
  const { id } = await one<{ id: string }>(
    "INSERT INTO email_links (purpose, language, expires_at) VALUES ('administrator', 'en', now() + interval '1 day') RETURNING id",
  );
  return linkToken(id);
}
const tokenFor = async (email: string) =>
  linkToken(
    (
      await one<{ id: string }>("SELECT id FROM email_links WHERE email_hash = $1", [
        emailHash(email),
      ])
    ).id,
  );

// Each test begins with a portal that nobody runs yet.
afterEach(() =>
  ask("UPDATE role_grants SET ended_at = now() WHERE role = 'administrator' AND ended_at IS NULL"),
);

describe("the first administrator", () => {
  test("is invited by the console's link, once, and becomes one by accepting", async () => {
    const token = await consoleLink();
    const email = newEmail("first");
    expect(await isOpenLink(token, "administrator")).toBe(true);
    expect(await inviteFirstAdministrator(token, email, "en", from())).toEqual({
      ok: true,
      value: null,
    });
    expect(await administrators()).toEqual([]);
    expect(await inviteFirstAdministrator(token, newEmail(), "en", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    granted(
      await acceptInvitation(await tokenFor(email), { name: "Erste", password }, "en", from()),
    );
    expect(await administrators()).toHaveLength(1);
    expect(
      await ask("SELECT 1 FROM audit_entries WHERE action = 'administrator.first'"),
    ).toHaveLength(1);
  });

  test("is invited by nobody else's link, and by none where there is an administrator", async () => {
    const [token, other] = [await consoleLink(), await consoleLink()];
    const { id } = await one<{ id: string }>(
      "INSERT INTO email_links (purpose, language, expires_at) VALUES ('sign-in', 'en', now() + interval '1 day') RETURNING id",
    );
    expect(await inviteFirstAdministrator(linkToken(id), newEmail(), "en", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    await arrive("administrator");
    expect(await inviteFirstAdministrator(token, newEmail(), "en", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    expect(await inviteFirstAdministrator(other, newEmail(), "en", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
    expect(
      await ask("SELECT 1 FROM invitations WHERE role = 'administrator' AND accepted_at IS NULL"),
    ).toEqual([]);
  });

  test("is one alone, though the link was posted twice at once", async () => {
    const token = await consoleLink();
    const answers = await Promise.all(
      [newEmail(), newEmail(), newEmail()].map((email) =>
        inviteFirstAdministrator(token, email, "en", from()),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });
});

describe("a role", () => {
  test("that is taken away is gone at the next request, and its holder is told", async () => {
    const [coordinator, editor] = [
      await arrive("facility-coordinator", { facility: "niguarda" }),
      await arrive("facility-editor", { facility: "niguarda" }),
    ];
    expect((await sessionByToken(editor.token))?.held).not.toBeNull();
    expect(await endRole(staff(coordinator), editor.grantId)).toEqual({ ok: true, value: null });
    expect(await sessionByToken(editor.token)).toMatchObject({ held: null });
    expect(await recorded(editor.personId)).toContain("role.ended");
    expect(
      await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'role-ended'", [
        editor.personId,
      ]),
    ).toHaveLength(1);
    expect(await one("SELECT ended_by FROM role_grants WHERE id = $1", [editor.grantId])).toEqual({
      ended_by: coordinator.personId,
    });
    expect(await endRole(staff(coordinator), editor.grantId)).toEqual({
      ok: false,
      reason: "alreadyDone",
    });
  });

  test("is not taken away by another facility, by a colleague, or from a patient", async () => {
    const [editor, somebody] = [
      await arrive("facility-editor", { facility: "niguarda" }),
      await arrive(),
    ];
    const other = await arrive("facility-coordinator", { facility: "san-raffaele" });
    const colleague = await arrive("specialist", { facility: "niguarda" });
    const administrator = await arrive("administrator");
    for (const [actor, grantId] of [
      [staff(other), editor.grantId],
      [staff(colleague), editor.grantId],
      [office(await arrive("privacy-officer")), editor.grantId],
      [office(administrator), somebody.grantId],
    ] as const)
      expect(await endRole(actor, grantId)).toEqual({ ok: false, reason: "notAllowed" });
    expect(await sessionByToken(editor.token)).toMatchObject({ held: { role: "facility-editor" } });
    expect(await endRole(office(administrator), "no id at all")).toEqual({
      ok: false,
      reason: "alreadyDone",
    });
  });

  test("can be held again after it was ended", async () => {
    const [administrator, interpreter] = [
      await arrive("administrator"),
      await arrive("interpreter"),
    ];
    granted(await endRole(office(administrator), interpreter.grantId));
    granted(
      await invite(office(administrator), once(), {
        email: interpreter.email,
        role: "interpreter",
        facility: "",
        partner: "",
        language: "en",
      }),
    );
    expect(
      granted(await acceptInvitation(await tokenFor(interpreter.email), null, "en", from())),
    ).toEqual({ kind: "known" });
    expect(
      await ask("SELECT 1 FROM role_grants WHERE person_id = $1 AND ended_at IS NULL", [
        interpreter.personId,
      ]),
    ).toHaveLength(1);
  });
});

describe("the last administrator", () => {
  test("can't be ended, not even by somebody who was one a moment ago", async () => {
    const [gone, last] = [await arrive("administrator"), await arrive("administrator")];
    expect(await endRole(office(last), last.grantId)).toEqual({ ok: false, reason: "notYourself" });
    expect(await endRole(office(last), gone.grantId)).toMatchObject({ ok: true });
    expect(await endRole(office(gone), last.grantId)).toEqual({
      ok: false,
      reason: "lastAdministrator",
    });
    expect(await administrators()).toEqual([{ person_id: last.personId }]);
  });

  test("is left where two end each other at once", async () => {
    for (let round = 0; round < 5; round++) {
      const [one, two] = [await arrive("administrator"), await arrive("administrator")];
      const answers = await Promise.all([
        endRole(office(one), two.grantId),
        endRole(office(two), one.grantId),
      ]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(await administrators()).toHaveLength(1);
      await ask(
        "UPDATE role_grants SET ended_at = now() WHERE role = 'administrator' AND ended_at IS NULL",
      );
    }
  });

  test("can't ask to be erased, and can once there is another", async () => {
    const last = await arrive("administrator");
    expect(await askFor(holder(last), "erasure", once())).toEqual({
      ok: false,
      reason: "lastAdministrator",
    });
    expect(await sessionByToken(last.token)).not.toBeNull();
    const other = await arrive();
    await done((tx) => give(tx, other.personId, "administrator"));
    expect(await askFor(holder(last), "erasure", once())).toMatchObject({ ok: true });
    await runJobs(accountJobs);
    expect(await administrators()).toEqual([{ person_id: other.personId }]);
  });

  test("is left where two ask to be erased one after the other, before either is", async () => {
    const [one, two] = [await arrive("administrator"), await arrive("administrator")];
    expect(await askFor(holder(one), "erasure", once())).toMatchObject({ ok: true });
    const second = await askFor(holder(two), "erasure", once());
    await runJobs(accountJobs);
    expect(await administrators()).toHaveLength(1);
    expect(second).toEqual({ ok: false, reason: "lastAdministrator" });
  });

  test("is left where one asks to be erased and then ends the other", async () => {
    const [one, two] = [await arrive("administrator"), await arrive("administrator")];
    expect(await askFor(holder(one), "erasure", once())).toMatchObject({ ok: true });
    const ended = await endRole(office(one), two.grantId);
    await runJobs(accountJobs);
    expect(await administrators()).toHaveLength(1);
    expect(ended).toEqual({ ok: false, reason: "lastAdministrator" });
  });
});
