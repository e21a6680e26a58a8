import { beforeAll, describe, expect, test } from "vitest";
import { acceptInvitation } from "@/accounts/invitations/commands";
import { changeRights, endRelation, inviteHelper } from "@/accounts/relations/commands";
import { helpersOf, patientsHelpedBy } from "@/accounts/relations/queries";
import { heldRoles, sessionByToken } from "@/accounts/sessions/queries";
import type { RelativeRight, RelativeRole } from "@/platform/roles";
import { relativeRights } from "@/platform/roles";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
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
  recorded,
  type Somebody,
} from "../support/people";

const tokenFor = async (email: string) =>
  linkToken(
    (
      await one<{ id: string }>(
        "SELECT id FROM email_links WHERE email_hash = $1 ORDER BY created_at DESC LIMIT 1",
        [emailHash(email)],
      )
    ).id,
  );
const rightsOf = async (token: string) => (await sessionByToken(token))?.held?.rights;

/** A patient, and somebody new who has accepted to help. */

async function helped(kind: RelativeRole, rights: readonly RelativeRight[] = []) {
  const whose = await arrive("patient", { name: "Pelagia Patientin" });
  const email = newEmail(kind);
  granted(await inviteHelper(patient(whose), once(), { email, kind, rights, language: "de" }));
  const accepted = granted(
    await acceptInvitation(
      await tokenFor(email),
      { name: "Hilarius Helfer", password },
      "de",
      from(),
    ),
  );
  if (accepted.kind !== "signed-in") throw new Error("a new helper is signed in");
  const found = await one<{ relationId: string; personId: string; grantId: string }>(
    `SELECT r.id AS "relationId", r.relative_id AS "personId", g.id AS "grantId" FROM relations r JOIN role_grants g ON g.relation_id = r.id WHERE r.patient_id = $1`,
    [whose.personId],
  );
  const helper: Somebody = {
    ...found,
    email,
    name: "Hilarius Helfer",
    role: kind,
    facilityId: null,
    ...accepted.opened,
  };
  return { whose, helper, relationId: found.relationId };
}

let administrator: Somebody;
beforeAll(async () => {
  administrator = await arrive("administrator");
});

describe("a companion", () => {
  test("may from the next request on what the patient has just ticked, one by one, and no more once it is unticked", async () => {
    const { whose, helper, relationId } = await helped("companion", ["see-requests"]);
    expect(await rightsOf(helper.token)).toEqual(["see-requests"]);
    const given: RelativeRight[] = [];
    for (const right of relativeRights) {
      given.push(right);
      expect(await changeRights(patient(whose), relationId, given)).toMatchObject({ ok: true });
      expect(await rightsOf(helper.token)).toEqual(given);
    }
    for (const right of relativeRights) {
      given.splice(given.indexOf(right), 1);
      expect(await changeRights(patient(whose), relationId, given)).toMatchObject({ ok: true });
      expect(await rightsOf(helper.token)).toEqual(given);
    }
    expect(
      (await recorded(whose.personId)).filter((action) => action === "relation.rights-changed"),
    ).toHaveLength(12);
    expect(
      await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'rights-changed'", [
        helper.personId,
      ]),
    ).toHaveLength(12);
  });

  test("is shown by name to the patient, and the patient to them", async () => {
    const { whose, helper, relationId } = await helped("companion");
    expect(await helpersOf(patient(whose))).toMatchObject([
      { id: relationId, name: "Hilarius Helfer", kind: "companion" },
    ]);
    expect(await patientsHelpedBy(holder(helper))).toMatchObject([
      { id: relationId, name: "Pelagia Patientin" },
    ]);
    expect(
      await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'relative-joined'", [
        whose.personId,
      ]),
    ).toHaveLength(1);
  });

  test("gets no right from anybody but the patient, nor one that there is not", async () => {
    const { whose, helper, relationId } = await helped("companion");
    const stranger = await arrive();
    expect(await changeRights(patient(stranger), relationId, ["see-documents"])).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    expect(await changeRights(patient(helper), relationId, ["see-documents"])).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    await expect(
      changeRights(patient(whose), relationId, ["see-everything" as RelativeRight]),
    ).rejects.toThrow("relations_rights");
    expect(await rightsOf(helper.token)).toEqual([]);
  });

  test("can be nobody's own: a patient who invites their own address is refused, and the link stays", async () => {
    const whose = await arrive();
    granted(
      await inviteHelper(patient(whose), once(), {
        email: whose.email,
        kind: "companion",
        rights: [],
        language: "en",
      }),
    );
    const token = await tokenFor(whose.email);
    expect(await acceptInvitation(token, null, "en", from())).toEqual({
      ok: false,
      reason: "notYourself",
    });
    expect((await heldRoles(whose.personId)).map((held) => held.role)).toEqual(["patient"]);
    expect(
      await ask("SELECT 1 FROM relations WHERE patient_id = $1 AND relative_id IS NOT NULL", [
        whose.personId,
      ]),
    ).toEqual([]);
    expect(
      await one(
        "SELECT used_at FROM email_links WHERE email_hash = $1 AND purpose = 'invitation'",
        [emailHash(whose.email)],
      ),
    ).toEqual({ used_at: null });
  });
});

describe("help that ends", () => {
  test.each([["the patient"], ["the helper"]])(
    "by %s closes the role at once and tells the other",
    async (by) => {
      const { whose, helper, relationId } = await helped("companion", ["see-messages"]);
      expect(
        await endRelation(by === "the patient" ? patient(whose) : holder(helper), relationId),
      ).toMatchObject({ ok: true });
      expect(await sessionByToken(helper.token)).toMatchObject({ held: null });
      expect(await heldRoles(helper.personId)).toEqual([]);
      expect(
        await one("SELECT ended_at IS NOT NULL AS ended FROM role_grants WHERE id = $1", [
          helper.grantId,
        ]),
      ).toEqual({ ended: true });
      const told = by === "the patient" ? helper : whose;
      expect(
        await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'relative-ended'", [
          told.personId,
        ]),
      ).toHaveLength(1);
      expect(await endRelation(patient(whose), relationId)).toEqual({
        ok: false,
        reason: "alreadyDone",
      });
      expect(await changeRights(patient(whose), relationId, ["see-messages"])).toEqual({
        ok: false,
        reason: "alreadyDone",
      });
    },
  );

  test("is nobody else's to end, and before it began takes the invitation with it", async () => {
    const whose = await arrive();
    const email = newEmail("not-yet");
    granted(
      await inviteHelper(patient(whose), once(), {
        email,
        kind: "companion",
        rights: [],
        language: "en",
      }),
    );
    const [{ id } = { id: "" }] = await helpersOf(patient(whose));
    expect(await endRelation(patient(await arrive()), id)).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    expect(await endRelation(office(administrator), id)).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    expect(await endRelation(patient(whose), id)).toMatchObject({ ok: true });
    expect(
      await acceptInvitation(await tokenFor(email), { name: "Zu Spät", password }, "en", from()),
    ).toEqual({ ok: false, reason: "linkGone" });
  });
});
