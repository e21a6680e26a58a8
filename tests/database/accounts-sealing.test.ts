import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { passSecondStep } from "@/accounts/factors/commands";
import { writeFile } from "@/accounts/files/commands";
import { storedFile } from "@/accounts/files/queries";
import { acceptInvitation, invite } from "@/accounts/invitations/commands";
import { renewKeys } from "@/accounts/keys/commands";
import { letterToSend } from "@/accounts/letters/queries";
import { askForRegistration } from "@/accounts/links/commands";
import { ownProfile } from "@/accounts/people/queries";
import { finishRegistration } from "@/accounts/registration/commands";
import { emailHash, keyring } from "@/platform/security/keyring";
import {
  openPersonKey,
  seal,
  sealByMaster,
  unseal,
  unsealByMaster,
  type WrappedKey,
} from "@/platform/security/sealing";
import { linkToken } from "@/platform/security/tokens";
import { codeAt } from "@/platform/security/totp";
import { storeFile } from "@/platform/storage/files";
import {
  arrive,
  ask,
  done,
  enrol,
  from,
  granted,
  holder,
  newEmail,
  office,
  once,
  one,
  password,
} from "../support/people";
import { whereItStands } from "../support/scan";

const newest = (email: string, purpose: string) =>
  one<{ id: string }>(
    "SELECT id FROM email_links WHERE email_hash = $1 AND purpose = $2 ORDER BY created_at DESC LIMIT 1",
    [emailHash(email), purpose],
  );
const keyOf = (personId: string) =>
  one<WrappedKey>(
    `SELECT id AS "keyId", master_key AS "masterKey", wrapped FROM data_keys WHERE person_id = $1`,
    [personId],
  );

async function register(email: string, name: string) {
  granted(await askForRegistration(email, "en", from()));
  const token = linkToken((await newest(email, "register")).id);
  return finishRegistration(
    token,
    { name, country: "AT", password, termsVersion: 1 },
    "en",
    from(),
  );
}

describe("what is stored of people", () => {
  const registered = {
    email: "Theodolinde.Quastenberg@post.example",
    name: "Theodolinde Quastenberg",
  };
  const invited = { email: "ferdinando.zwetschke@post.example", name: "Ferdinando Zwetschke" };
  const waiting = { email: "kunigunde.blaubart@post.example" };

  beforeAll(async () => {
    granted(await register(registered.email, registered.name));
    const administrator = office(
      await arrive("administrator", {
        name: "Gotthilf Vorstand",
        email: "gotthilf.vorstand@post.example",
      }),
    );
    for (const email of [invited.email, waiting.email])
      granted(
        await invite(administrator, once(), {
          email,
          role: "interpreter",
          facility: "",
          partner: "",
          language: "it",
        }),
      );
    const token = linkToken((await newest(invited.email, "invitation")).id);
    granted(await acceptInvitation(token, { name: invited.name, password }, "it", from()));
    granted(await askForRegistration("unfinished.business@post.example", "en", from()));
  });

  test("holds neither an address nor a name that could be read, in any form, in any table", async () => {
    const words = [
      registered.email,
      registered.name,
      "Quastenberg",
      invited.email,
      invited.name,
      "Zwetschke",
      waiting.email,
      "blaubart",
      "Vorstand",
      "unfinished.business",
    ];
    expect(await whereItStands(words)).toEqual([]);
  });

  test("would show in the scan if it stood there", async () => {
    const { id } = await one<{ id: string }>("SELECT id FROM people WHERE email_hash = $1", [
      emailHash(registered.email),
    ]);
    expect(await whereItStands([id], ["people"])).toEqual(["people.id"]);
    await ask(
      "UPDATE data_keys SET wrapped = wrapped || convert_to('Quastenberg', 'UTF8') WHERE person_id = $1",
      [id],
    );
    expect(await whereItStands(["quastenberg"], ["data_keys"])).toEqual(["data_keys.wrapped"]);
    await ask(
      "UPDATE data_keys SET wrapped = substring(wrapped FROM 1 FOR length(wrapped) - 11) WHERE person_id = $1",
      [id],
    );
    await ask("UPDATE invitations SET partner = $1 WHERE email_hash = $2", [
      Buffer.from(`x${waiting.email}`).toString("base64"),
      emailHash(waiting.email),
    ]);
    expect(await whereItStands([waiting.email], ["invitations"])).toEqual(["invitations.partner"]);
    await ask("UPDATE invitations SET partner = NULL");
  });

  test("finds an address again however its letters were typed", async () => {
    expect(emailHash("theodolinde.quastenberg@POST.example")).toEqual(emailHash(registered.email));
    expect(emailHash("theodolinde.quastenberg2@post.example")).not.toEqual(
      emailHash(registered.email),
    );
  });

  test("does not open when it was moved to another row, another column or another person", async () => {
    const [here, there] = [await arrive(), await arrive("patient", { name: "Somebody Else" })];
    const key = openPersonKey(here.personId, await keyOf(here.personId));
    const { name } = await one<{ name: string }>("SELECT name FROM people WHERE id = $1", [
      here.personId,
    ]);
    expect(unseal(key, `people.name:${here.personId}`, name)).toBe(here.name);
    expect(() => unseal(key, `people.name:${there.personId}`, name)).toThrow();
    expect(() => unseal(key, `people.email:${here.personId}`, name)).toThrow();
    await ask("UPDATE people SET name = $1 WHERE id = $2", [name, there.personId]);
    await expect(ownProfile(holder(there))).rejects.toThrow();
    const keys = await keyOf(here.personId);
    expect(() => openPersonKey(there.personId, keys)).toThrow();
    const address = sealByMaster("letters.address:one", "a@post.example");
    expect(() => unsealByMaster("letters.address:two", address)).toThrow();
  });

  test("does not open after one sign of it was changed, and is never sealed alike twice", async () => {
    const secret = { id: "k", bytes: randomBytes(32) };
    const sealed = seal(secret, "people.name:1", "Adelheid");
    expect(seal(secret, "people.name:1", "Adelheid")).not.toBe(sealed);
    for (const at of [3, 20, sealed.length - 3]) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
      expect(() => unseal(secret, "people.name:1", changed)).toThrow();
    }
    expect(() => unseal(secret, "people.name:1", "k.")).toThrow();
  });
});

describe("a new master key", () => {
  test("takes over all that was under the old one, which can then go", async () => {
    const somebody = await arrive("administrator", { name: "Irmengard Schlüssel" });
    const secret = await enrol(somebody.personId);
    const email = newEmail("to-come");
    granted(
      await invite(office(somebody), once(), {
        email,
        role: "administrator",
        facility: "",
        partner: "",
        language: "en",
      }),
    );
    const stranger = newEmail("stranger");
    granted(await askForRegistration(stranger, "en", from()));
    const stored = await storeFile(content(Buffer.from("a passport")));
    const fileId = await done((tx) =>
      writeFile(tx, {
        ownerId: somebody.personId,
        purpose: "proof",
        name: "Schlüssel.pdf",
        type: "application/pdf",
        stored,
      }),
    );
    const letters = await ask<{ id: string }>(
      "SELECT id FROM letters WHERE address IS NOT NULL AND address LIKE 'm1.%'",
    );
    const addresses = await Promise.all(
      letters.map(async ({ id }) => (await letterToSend(id))?.address),
    );
    expect(addresses).toEqual(expect.arrayContaining([email, stranger]));

    const old = keyring();
    globalThis.portalKeyring = {
      ...old,
      current: "m2",
      master: { ...old.master, m2: randomBytes(32) },
    };
    const { count } = await one<{ count: number }>(`
      SELECT (SELECT count(*) FROM data_keys)::int + (SELECT count(*) FROM email_links WHERE email IS NOT NULL)::int
        + (SELECT count(*) FROM invitations WHERE email IS NOT NULL)::int + (SELECT count(*) FROM letters WHERE address IS NOT NULL)::int AS count`);
    // Two at once do each value once between them.
    const renewed = await Promise.all([renewKeys(), renewKeys()]);
    expect(renewed[0] + renewed[1]).toBe(count);
    expect(await renewKeys()).toBe(0);
    expect(await ask("SELECT DISTINCT master_key FROM data_keys")).toEqual([{ master_key: "m2" }]);
    expect(
      await ask("SELECT 1 FROM audit_entries WHERE action = 'keys.rotated' AND subject = 'key:m2'"),
    ).not.toEqual([]);
    const { m1: _gone, ...master } = keyring().master;
    for (const ring of [keyring(), { ...keyring(), master }]) {
      globalThis.portalKeyring = ring;
      expect((await ownProfile(holder(somebody))).name).toBe("Irmengard Schlüssel");
      expect((await storedFile(fileId))?.name).toBe("Schlüssel.pdf");
      expect(
        await Promise.all(letters.map(async ({ id }) => (await letterToSend(id))?.address)),
      ).toEqual(addresses);
    }
    // What waits under the new key goes on as if nothing had been: a code, a registration, an invitation.
    expect(
      await passSecondStep(holder(somebody), codeAt(secret, new Date()), from()),
    ).toMatchObject({ ok: true });
    const link = linkToken((await newest(stranger, "register")).id);
    expect(
      await finishRegistration(
        link,
        { name: "Late", country: "AT", password, termsVersion: 1 },
        "en",
        from(),
      ),
    ).toMatchObject({ ok: true });
    const accepted = await acceptInvitation(
      linkToken((await newest(email, "invitation")).id),
      { name: "Later", password },
      "en",
      from(),
    );
    expect(accepted).toMatchObject({ ok: true, value: { kind: "signed-in" } });
  });

  test("that is missing from the key file is named as the reason, and nothing is sealed under another", async () => {
    const ring = keyring();
    globalThis.portalKeyring = { ...ring, current: "m9" };
    await expect(arrive()).rejects.toThrow("the master key is not in the key file");
    globalThis.portalKeyring = ring;
  });
});

async function* content(...parts: Buffer[]) {
  yield* parts;
}
