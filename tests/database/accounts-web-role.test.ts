import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entriesAbout, searchRecord } from "@/accounts/audit/queries";
import { giveConsent, withdrawConsent } from "@/accounts/consents/commands";
import { runAgain } from "@/accounts/dead-jobs/commands";
import { deadJobs } from "@/accounts/dead-jobs/queries";
import { beginEnrolment, finishEnrolment } from "@/accounts/factors/commands";
import { endRole } from "@/accounts/grants/commands";
import { acceptInvitation, invite } from "@/accounts/invitations/commands";
import { askForRegistration } from "@/accounts/links/commands";
import { chooseLetters, markAllRead } from "@/accounts/notices/commands";
import { ownNotices } from "@/accounts/notices/queries";
import { changePassword } from "@/accounts/passwords/commands";
import { correctProfile } from "@/accounts/people/commands";
import { ownProfile } from "@/accounts/people/queries";
import { finishRegistration } from "@/accounts/registration/commands";
import {
  changeRights,
  decideProof,
  endRelation,
  inviteHelper,
  openProof,
  sendProof,
} from "@/accounts/relations/commands";
import { askFor } from "@/accounts/rights/commands";
import { endOtherSessions, keepAlive, signInWithPassword } from "@/accounts/sessions/commands";
import { sessionByToken } from "@/accounts/sessions/queries";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
import { codeAt } from "@/platform/security/totp";
import {
  arrive,
  ask,
  from,
  granted,
  holder,
  newEmail,
  office,
  once,
  one,
  password,
  patient,
  type Somebody,
} from "../support/people";
import { webAddress } from "../support/web-role";

const tokenFor = async (email: string) =>
  linkToken(
    (
      await one<{ id: string }>(
        "SELECT id FROM email_links WHERE email_hash = $1 ORDER BY created_at DESC LIMIT 1",
        [emailHash(email)],
      )
    ).id,
  );

let owner: pg.Client;
let web: pg.Pool;
beforeAll(async () => {
  owner = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await owner.connect();
  // From here on everything that the portal does, it does as the web does.
  web = new pg.Pool({ connectionString: await webAddress() });
  globalThis.portalPool = web;
});
afterAll(async () => {
  await owner.end();
});

describe("with the rights of the web alone", () => {
  test("it is another role than the owner that asks here, and it owns nothing", async () => {
    const { me, owns } = await one(
      "SELECT current_user AS me, (SELECT count(*)::int FROM pg_class WHERE relowner = current_user::regrole) AS owns",
    );
    expect(me).toMatch(/_web$/);
    expect(owns).toBe(0);
  });

  test("somebody registers, signs in, sets everything up and asks for a copy", async () => {
    const email = newEmail("registered");
    granted(await askForRegistration(email, "fr", from()));
    const opened = granted(
      await finishRegistration(
        await tokenFor(email),
        { name: "Odile", country: "FR", password, termsVersion: 1 },
        "fr",
        from(),
      ),
    );
    const session = await sessionByToken(opened.token);
    if (!session?.held) throw new Error("the session is open");
    const who: Somebody = {
      ...session.held,
      personId: session.personId,
      sessionId: session.sessionId,
      token: opened.token,
      email,
      name: "Odile",
    };
    await ask("UPDATE sessions SET seen_at = now() - interval '5 minutes' WHERE id = $1", [
      session.sessionId,
    ]);
    await keepAlive({ ...session, seenAt: new Date(0) });
    expect(granted(await signInWithPassword(email, password, from())).isComplete).toBe(true);
    const secret = await beginEnrolment(holder(who));
    expect(
      granted(await finishEnrolment(holder(who), codeAt(secret, new Date()), from())).codes,
    ).toHaveLength(10);
    granted(await changePassword(holder(who), "une autre longue phrase"));
    await correctProfile(holder(who), { name: "Odile B.", country: "BE", language: "fr" });
    expect(await ownProfile(holder(who))).toMatchObject({ name: "Odile B.", country: "BE" });
    granted(
      await giveConsent(patient(who), {
        patientId: who.personId,
        kind: "health-data",
        version: 1,
        language: "fr",
      }),
    );
    granted(await withdrawConsent(patient(who), who.personId, "health-data"));
    await chooseLetters(holder(who), ["data"]);
    await markAllRead(holder(who));
    expect((await ownNotices(holder(who))).every((notice) => notice.readAt)).toBe(true);
    await endOtherSessions(holder(who));
    expect(granted(await askFor(holder(who), "export", once()))).toMatch(/^C-/);
    expect((await entriesAbout(holder(who), undefined)).length).toBeGreaterThan(5);
    const { rows } = await owner.query(
      "SELECT task_identifier AS task FROM graphile_worker.jobs WHERE task_identifier LIKE 'accounts:requests:%'",
    );
    expect(rows).toEqual([{ task: "accounts:requests:export" }]);
  });

  test("a patient is helped, and a proof is sent, opened and decided", async () => {
    const [whose, administrator] = [await arrive(), await arrive("administrator")];
    const email = newEmail("representative");
    granted(
      await inviteHelper(patient(whose), once(), {
        email,
        kind: "representative",
        rights: [],
        language: "en",
      }),
    );
    const accepted = granted(
      await acceptInvitation(await tokenFor(email), { name: "Rita", password }, "en", from()),
    );
    if (accepted.kind !== "signed-in") throw new Error("a new helper is signed in");
    const session = await sessionByToken(accepted.opened.token);
    const relationId = session?.held?.relationId ?? "";
    const helper = {
      ...whose,
      personId: session?.personId ?? "",
      sessionId: accepted.opened.sessionId,
      grantId: session?.held?.grantId ?? "",
    };
    granted(
      await sendProof(holder(helper), relationId, {
        name: "a.pdf",
        bytes: Buffer.from("%PDF-1.7\n1 0 obj"),
      }),
    );
    granted(await openProof(office(administrator), relationId));
    granted(await decideProof(office(administrator), relationId, true));
    expect(await changeRights(patient(whose), relationId, [])).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    granted(await endRelation(patient(whose), relationId));
  });

  test("somebody is invited to work here and leaves again, the record is searched, a dead job is run again", async () => {
    const [administrator, officer] = [
      await arrive("administrator"),
      await arrive("privacy-officer"),
    ];
    const email = newEmail("interpreter");
    granted(
      await invite(office(administrator), once(), {
        email,
        role: "interpreter",
        facility: "",
        partner: "",
        language: "it",
      }),
    );
    granted(
      await acceptInvitation(await tokenFor(email), { name: "Ines", password }, "it", from()),
    );
    const { id } = await one<{ id: string }>(
      "SELECT id FROM role_grants WHERE role = 'interpreter'",
    );
    granted(await endRole(office(administrator), id));
    expect(
      (await searchRecord(office(officer), { action: "role.ended" })).map((entry) => entry.action),
    ).toEqual(["role.ended"]);
    expect(await searchRecord(office(administrator), {})).toEqual([]);
    await ask("SELECT enqueue_job('test:dies', '{}', NULL, 1, NULL)");
    const message = "SomeError 42: it was about Odile@post.example";
    await owner.query(
      "UPDATE graphile_worker._private_jobs j SET attempts = 1, last_error = $1 FROM graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier = 'test:dies'",
      [message],
    );
    const [dead] = await deadJobs(office(administrator));
    expect(dead).toMatchObject({ task: "test:dies", tries: 1, reason: "SomeError 42" });
    expect(await deadJobs(office(officer))).toEqual([]);
    expect(await runAgain(office(officer), dead?.id ?? "")).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    for (const no of ["", "1; DROP TABLE people", "999999"])
      expect(await runAgain(office(administrator), no)).toEqual({
        ok: false,
        reason: "alreadyDone",
      });
    granted(await runAgain(office(administrator), dead?.id ?? ""));
    expect(await deadJobs(office(administrator))).toEqual([]);
  });
});
