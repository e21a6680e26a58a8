import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { verifyChain } from "@/accounts/audit/commands";
import { acceptInvitation } from "@/accounts/invitations/commands";
import { noteSent } from "@/accounts/letters/commands";
import { letterToSend } from "@/accounts/letters/queries";
import { askForRegistration, askForSignIn } from "@/accounts/links/commands";
import { finishRegistration } from "@/accounts/registration/commands";
import { inviteHelper } from "@/accounts/relations/commands";
import { askFor, erasePerson } from "@/accounts/rights/commands";
import { requestToDo } from "@/accounts/rights/queries";
import { signInWithPassword } from "@/accounts/sessions/commands";
import { sessionByToken } from "@/accounts/sessions/queries";
import { accountJobs } from "@/jobs";
import { emailHash } from "@/platform/security/keyring";
import { unsealByMaster } from "@/platform/security/sealing";
import { linkToken } from "@/platform/security/tokens";
import { liveWithThePortal } from "../support/lives";
import {
  arrive,
  ask,
  from,
  granted,
  holder,
  lettersTo,
  once,
  one,
  password,
  patient,
  recorded,
  runJobs,
  type Somebody,
} from "../support/people";
import { whereItStands } from "../support/scan";

const tokenFor = async (email: string, purpose: string) =>
  linkToken(
    (
      await one<{ id: string }>(
        "SELECT id FROM email_links WHERE email_hash = $1 AND purpose = $2 ORDER BY created_at DESC LIMIT 1",
        [emailHash(email), purpose],
      )
    ).id,
  );
/** Every address that the master key alone still opens, wherever it is sealed. */
async function openAddresses(): Promise<string[]> {
  const sealed = await ask<{ place: string; text: string }>(`
    SELECT 'email_links.email:' || id AS place, email AS text FROM email_links WHERE email IS NOT NULL
    UNION ALL SELECT 'invitations.email:' || id, email FROM invitations WHERE email IS NOT NULL
    UNION ALL SELECT 'letters.address:' || id, address FROM letters WHERE address IS NOT NULL`);
  return sealed.map(({ place, text }) => unsealByMaster(place, text));
}

const secrets = { email: "Hildegard.Vergessen@post.example", name: "Hildegard Vergessen" };
let who: Somebody;
let companion: Somebody;
let number: string;
let keyId: string;
let requestId: string;
let places: string[];
const atAsking: { sessions: unknown[] } = { sessions: [] };

beforeAll(async () => {
  ({ who, companion } = await liveWithThePortal(secrets));
  keyId = (
    await one<{ id: string }>("SELECT id FROM data_keys WHERE person_id = $1", [who.personId])
  ).id;
  places = (
    await ask<{ place: string }>("SELECT place FROM stored_files WHERE owner_id = $1", [
      who.personId,
    ])
  ).map((file) => file.place);
  number = granted(await askFor(holder(who), "erasure", once()));
  requestId = (
    await one<{ id: string }>("SELECT id FROM rights_requests WHERE number = $1", [number])
  ).id;
  atAsking.sessions = await ask(
    "SELECT 1 FROM sessions WHERE person_id = $1 AND ended_at IS NULL",
    [who.personId],
  );
  // Letters that left before have no address any more; those that did not leave yet are the erasure's to see to.
  await ask("UPDATE letters SET sent_at = now(), address = NULL WHERE kind = 'invitation'");
  await runJobs(accountJobs);
});

describe("an erasure", () => {
  test("closes every session as soon as it is asked for", () => {
    expect(atAsking.sessions).toEqual([]);
  });

  test("leaves neither the address nor the name in any column of any table", async () => {
    expect(await whereItStands([secrets.email, secrets.name, "Vergessen", "Neuanfang"])).toEqual(
      [],
    );
  });

  test("leaves nothing that the person's own key would open, and not the key", async () => {
    expect(places).toHaveLength(2);
    expect(await ask("SELECT 1 FROM data_keys WHERE person_id = $1", [who.personId])).toEqual([]);
    expect(await whereItStands([keyId])).toEqual([]);
    const left = await one(
      "SELECT email, name, country, password_hash, email_hash, erased_at IS NOT NULL AS erased FROM people WHERE id = $1",
      [who.personId],
    );
    expect(left).toEqual({
      email: null,
      name: null,
      country: null,
      password_hash: null,
      email_hash: null,
      erased: true,
    });
  });

  test("leaves nothing that the master key opens to the address, but for the receipt on its way", async () => {
    const receipts = await ask<{ id: string; number: string; language: string }>(
      "SELECT id, number, language FROM letters WHERE kind = 'erasure-receipt'",
    );
    expect(receipts).toMatchObject([{ number, language: "de" }]);
    expect((await letterToSend(receipts[0]?.id ?? ""))?.address).toBe(secrets.email);
    const before = (await openAddresses()).filter((address) => /hildegard/i.test(address));
    expect(before).toEqual([secrets.email]);
    await noteSent(receipts[0]?.id ?? "");
    expect((await openAddresses()).filter((address) => /hildegard/i.test(address))).toEqual([]);
  });

  test("leaves not even the keyed hash by which the address was found", async () => {
    const hash = (address: string) => emailHash(address).toString("hex");
    const found = await ask<{ at: string }>(
      `SELECT 'people' AS at FROM people WHERE encode(email_hash, 'hex') = ANY($1) UNION ALL SELECT 'email_links' FROM email_links WHERE encode(email_hash, 'hex') = ANY($1)
       UNION ALL SELECT 'invitations' FROM invitations WHERE encode(email_hash, 'hex') = ANY($1)`,
      [[hash(secrets.email), hash("Hildegard.Neuanfang@post.example")]],
    );
    expect(found.map((one) => one.at)).toEqual([]);
  });

  test("takes the files off the disk, and every row of the account but its number, its agreements and the record", async () => {
    for (const place of places)
      expect(existsSync(join(process.env.DATA_DIR ?? "", "files", place))).toBe(false);
    const counts = await one(
      `SELECT ${[
        "sessions",
        "second_factors",
        "new_second_factors",
        "recovery_codes",
        "known_devices",
        "notices",
        "notice_mail",
        "email_links",
        "letters",
      ]
        .map((table) => `(SELECT count(*)::int FROM ${table} WHERE person_id = $1) AS ${table}`)
        .join(
          ", ",
        )}, (SELECT count(*)::int FROM stored_files WHERE owner_id = $1) AS files, (SELECT count(*)::int FROM role_grants WHERE person_id = $1 AND ended_at IS NULL) AS roles`,
      [who.personId],
    );
    expect(Object.values(counts)).toEqual(Array(11).fill(0));
    expect(
      await ask(
        "SELECT number, state, file_id FROM rights_requests WHERE person_id = $1 AND kind = 'erasure'",
        [who.personId],
      ),
    ).toEqual([{ number, state: "done", file_id: null }]);
    expect(
      await ask(
        "SELECT 1 FROM rights_requests WHERE person_id = $1 AND kind = 'export' AND state <> 'removed'",
        [who.personId],
      ),
    ).toEqual([]);
    expect(
      await ask("SELECT kind FROM consents WHERE person_id = $1 ORDER BY kind", [who.personId]),
    ).toEqual([{ kind: "health-data" }, { kind: "terms" }]);
    expect(await ask("SELECT 1 FROM form_keys WHERE key LIKE $1", [`${who.personId}:%`])).toEqual(
      [],
    );
    expect((await recorded(who.personId)).at(-1)).toBe("data.erased");
    expect((await verifyChain()).brokenAt).toBeNull();
  });

  test("ends help given and received, and tells those it concerned", async () => {
    expect(await sessionByToken(companion.token)).toMatchObject({ held: null });
    expect(await ask("SELECT 1 FROM relations WHERE ended_at IS NULL")).toEqual([]);
    expect(
      await ask("SELECT 1 FROM invitations WHERE accepted_at IS NULL AND withdrawn_at IS NULL"),
    ).toEqual([]);
    expect(
      await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'relative-ended'", [
        companion.personId,
      ]),
    ).toHaveLength(1);
    expect(await lettersTo(companion.personId)).toContain("notice");
  });

  test("carried out again, or twice at once, changes nothing more", async () => {
    const tables = ["people", "letters", "audit_entries", "rights_requests", "consents", "notices"];
    const state = async () =>
      one(
        `SELECT ${tables.map((table) => `(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM ${table} t) AS ${table}`).join(", ")}`,
      );
    const before = await state();
    await accountJobs["accounts:requests:erasure"]?.({ requestId });
    expect(await state()).toEqual(before);
    const second = await arrive();
    granted(await askFor(holder(second), "erasure", once()));
    const { id } = await one<{ id: string }>(
      "SELECT id FROM rights_requests WHERE person_id = $1",
      [second.personId],
    );
    const request = await requestToDo(id);
    if (!request) throw new Error("the request waits");
    await Promise.all([erasePerson(request), erasePerson(request)]);
    expect(await ask("SELECT 1 FROM letters WHERE number = $1", [request.number])).toHaveLength(1);
    expect(
      (await recorded(second.personId)).filter((action) => action === "data.erased"),
    ).toHaveLength(1);
  });

  test("leaves nothing to sign in with, and the address free for a new account", async () => {
    expect(await signInWithPassword(secrets.email, password, from())).toEqual({
      ok: false,
      reason: "wrong",
    });
    granted(await askForSignIn(secrets.email, "en", from()));
    expect(await ask("SELECT 1 FROM letters WHERE kind = 'sign-in-unknown'")).toHaveLength(1);
    granted(await askForRegistration(secrets.email, "en", from()));
    const again = await finishRegistration(
      await tokenFor(secrets.email, "register"),
      { name: "Anew", country: "DE", password, termsVersion: 1 },
      "en",
      from(),
    );
    expect((await sessionByToken(granted(again).token))?.personId).not.toBe(who.personId);
  });

  test("ends an invitation and a letter on their way to the address as well", async () => {
    const [mine, friend] = [await arrive(), await arrive()];
    granted(
      await inviteHelper(patient(friend), once(), {
        email: mine.email,
        kind: "companion",
        rights: [],
        language: "en",
      }),
    );
    granted(await askForSignIn(mine.email, "en", from()));
    const token = await tokenFor(mine.email, "invitation");
    granted(await askFor(holder(mine), "erasure", once()));
    await runJobs(accountJobs);
    await ask("UPDATE letters SET address = NULL WHERE kind = 'erasure-receipt'");
    expect((await openAddresses()).filter((address) => address === mine.email)).toEqual([]);
    expect(await acceptInvitation(token, { name: "Anyone", password }, "en", from())).toEqual({
      ok: false,
      reason: "linkGone",
    });
  });
});
