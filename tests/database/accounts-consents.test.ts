import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { giveConsent, receiptNumber, withdrawConsent } from "@/accounts/consents/commands";
import { consentHistory, currentWordings } from "@/accounts/consents/queries";
import { standingKinds } from "@/accounts/consents/rules";
import { askForRegistration } from "@/accounts/links/commands";
import { finishRegistration } from "@/accounts/registration/commands";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
import {
  arrive,
  ask,
  from,
  granted,
  holder,
  lettersTo,
  newEmail,
  office,
  one,
  password,
  patient,
  recorded,
  relative,
  type Somebody,
  staff,
} from "../support/people";

const refusal = (reason: string) => ({ ok: false, reason });

let who: Somebody;
beforeEach(async () => {
  who = await arrive();
});
const giving = (language: "en" | "ar" = "ar", version = 1) => ({
  patientId: who.personId,
  kind: "research" as const,
  version,
  language,
});

/** Somebody who helps the patient, as their guard sees them. */

async function helper(kind: "companion" | "representative", actsInFull: boolean) {
  const { id } = await one<{ id: string }>(
    "INSERT INTO relations (patient_id, kind, rights) VALUES ($1, $2, '{}') RETURNING id",
    [who.personId, kind],
  );
  const somebody = await arrive(kind, { relationId: id });
  await ask("UPDATE relations SET relative_id = $1, accepted_at = now() WHERE id = $2", [
    somebody.personId,
    id,
  ]);
  return relative(somebody, who.personId, ["see-requests", "see-documents"], actsInFull);
}

describe("an agreement", () => {
  test("is kept with the language it was read in, its version and the hash of its words", async () => {
    expect(await giveConsent(patient(who), giving("ar"))).toEqual({ ok: true, value: null });
    const { hash } = (await currentWordings("ar")).find((one) => one.kind === "research") ?? {};
    expect(await consentHistory(patient(who), who.personId)).toMatchObject([
      { kind: "research", language: "ar", version: 1, hash, givenAs: "patient", withdrawnAt: null },
    ]);
    const row = await one<{ id: string; given_by: string }>(
      "SELECT id, given_by FROM consents WHERE person_id = $1",
      [who.personId],
    );
    expect(row.given_by).toBe(who.personId);
    expect(await recorded(who.personId)).toContain("consent.given");
    expect(
      await one("SELECT kind, number FROM letters WHERE person_id = $1", [who.personId]),
    ).toEqual({
      kind: "consent-receipt",
      number: receiptNumber(row.id),
    });
  });

  test("is withdrawn at once, once, and stays in the history; given again it is a new one", async () => {
    await giveConsent(patient(who), giving());
    expect(await withdrawConsent(patient(who), who.personId, "research")).toEqual({
      ok: true,
      value: null,
    });
    expect(
      await ask("SELECT 1 FROM consents WHERE person_id = $1 AND withdrawn_at IS NULL", [
        who.personId,
      ]),
    ).toEqual([]);
    expect(await withdrawConsent(patient(who), who.personId, "research")).toEqual(
      refusal("alreadyDone"),
    );
    await giveConsent(patient(who), giving("en"));
    const history = await consentHistory(patient(who), who.personId);
    expect(history.map((one) => [one.language, one.withdrawnAt !== null])).toEqual([
      ["en", false],
      ["ar", true],
    ]);
    expect(
      await one(
        "SELECT withdrawn_by FROM consents WHERE person_id = $1 AND withdrawn_at IS NOT NULL",
        [who.personId],
      ),
    ).toEqual({
      withdrawn_by: who.personId,
    });
    expect(await lettersTo(who.personId)).toEqual([
      "consent-receipt",
      "consent-receipt",
      "consent-receipt",
    ]);
  });

  test("given twice, one after the other or at once, is given once", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => giveConsent(patient(who), giving())));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok)).toEqual(Array(3).fill(refusal("alreadyDone")));
    expect(await giveConsent(patient(who), giving("en"))).toEqual(refusal("alreadyDone"));
    expect(await consentHistory(patient(who), who.personId)).toHaveLength(1);
  });

  test("to one thing says nothing about another", async () => {
    for (const kind of standingKinds)
      expect(await giveConsent(patient(who), { ...giving(), kind })).toMatchObject({ ok: true });
    await withdrawConsent(patient(who), who.personId, "marketing");
    const held = await ask<{ kind: string }>(
      "SELECT kind FROM consents WHERE person_id = $1 AND withdrawn_at IS NULL",
      [who.personId],
    );
    expect(held.map((one) => one.kind).sort()).toEqual(
      standingKinds.filter((kind) => kind !== "marketing").sort(),
    );
  });

  test("is nobody else's to give, to withdraw or to read", async () => {
    const others = [
      patient(await arrive()),
      holder(who),
      office(await arrive("administrator")),
      office(await arrive("privacy-officer")),
      staff(await arrive("specialist", { facility: "niguarda" })),
    ];
    await giveConsent(patient(who), giving());
    for (const actor of others) {
      expect(await giveConsent(actor, { ...giving(), kind: "marketing" })).toEqual(
        refusal("notAllowed"),
      );
      expect(await withdrawConsent(actor, who.personId, "research")).toEqual(refusal("notAllowed"));
      expect(await consentHistory(actor, who.personId)).toEqual([]);
    }
    expect(await consentHistory(patient(who), who.personId)).toMatchObject([
      { kind: "research", withdrawnAt: null },
    ]);
  });

  test("is given by a representative with a confirmed proof alone, and says so", async () => {
    for (const actor of [await helper("companion", false), await helper("representative", false)]) {
      expect(await giveConsent(actor, giving())).toEqual(refusal("notAllowed"));
      expect(await consentHistory(actor, who.personId)).toEqual([]);
    }
    const proven = await helper("representative", true);
    expect(await giveConsent(proven, giving())).toEqual({ ok: true, value: null });
    expect(
      await one("SELECT given_as, given_by FROM consents WHERE person_id = $1", [who.personId]),
    ).toEqual({
      given_as: "representative",
      given_by: proven.personId,
    });
    expect(
      await giveConsent(proven, { ...giving(), patientId: (await arrive()).personId }),
    ).toEqual(refusal("notAllowed"));
    expect(await recorded(who.personId)).toContain("consent.given");
    expect(await withdrawConsent(proven, who.personId, "research")).toMatchObject({ ok: true });
  });

  test("holds once at a time in the database too, whoever writes", async () => {
    await giveConsent(patient(who), giving());
    const twice = ask(
      "INSERT INTO consents (person_id, kind, version, language, text_hash, given_by, given_as) SELECT person_id, kind, version, 'en', text_hash, given_by, given_as FROM consents WHERE person_id = $1",
      [who.personId],
    );
    await expect(twice).rejects.toMatchObject({ code: "23505" });
  });
});

describe("a new wording", () => {
  beforeAll(async () => {
    await ask(
      "INSERT INTO consent_texts SELECT kind, 2, language, title || ' (2)', body, sha256('two'), '2026-12-01' FROM consent_texts WHERE kind = 'linguists' AND version = 1",
    );
  });
  const second = (version: number) => ({ ...giving("en", version), kind: "linguists" as const });

  test("makes the old one stale on a page left open, also before it was ever agreed to", async () => {
    expect(await giveConsent(patient(who), second(1))).toEqual(refusal("stale"));
    for (const version of [0, 3, -1])
      expect(await giveConsent(patient(who), second(version))).toEqual(refusal("stale"));
    expect(await ask("SELECT 1 FROM consents WHERE person_id = $1", [who.personId])).toEqual([]);
    expect((await currentWordings("en")).find((one) => one.kind === "linguists")).toMatchObject({
      version: 2,
    });
  });

  test("takes the place of the agreement to the old one, which stays in the history", async () => {
    await ask(
      "INSERT INTO consents (person_id, kind, version, language, text_hash, given_by, given_as, given_at) SELECT $1, kind, 1, 'en', hash, $1, 'patient', now() - interval '1 day' FROM consent_texts WHERE kind = 'linguists' AND version = 1 AND language = 'en'",
      [who.personId],
    );
    expect(await giveConsent(patient(who), second(2))).toEqual({ ok: true, value: null });
    expect(
      (await consentHistory(patient(who), who.personId)).map((one) => [
        one.version,
        one.withdrawnAt === null,
      ]),
    ).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await giveConsent(patient(who), second(2))).toEqual(refusal("alreadyDone"));
  });

  test("of the terms is the one that an account is opened with: the old one opens none", async () => {
    await ask(
      "INSERT INTO consent_texts SELECT kind, 2, language, title, body, sha256('two'), '2026-12-01' FROM consent_texts WHERE kind = 'terms' AND version = 1",
    );
    const email = newEmail("late-reader");
    granted(await askForRegistration(email, "en", from()));
    const token = linkToken(
      (
        await one<{ id: string }>("SELECT id FROM email_links WHERE email_hash = $1", [
          emailHash(email),
        ])
      ).id,
    );
    const open = (termsVersion: number) =>
      finishRegistration(
        token,
        { name: "Late Reader", country: "CH", password, termsVersion },
        "en",
        from(),
      );
    expect(await open(1)).toMatchObject({ ok: false });
    expect(await open(2)).toMatchObject({ ok: true });
  });
});
