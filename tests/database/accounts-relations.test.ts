import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { storedFile } from "@/accounts/files/queries";
import { acceptInvitation } from "@/accounts/invitations/commands";
import {
  changeRights,
  decideProof,
  endRelation,
  inviteHelper,
  openProof,
  sendProof,
} from "@/accounts/relations/commands";
import { helpersOf, patientsHelpedBy, waitingProofs } from "@/accounts/relations/queries";
import { heldRoles, sessionByToken } from "@/accounts/sessions/queries";
import { accountJobs } from "@/jobs";
import type { RelativeRight, RelativeRole } from "@/platform/roles";
import { relativeRights } from "@/platform/roles";
import { emailHash } from "@/platform/security/keyring";
import { linkToken } from "@/platform/security/tokens";
import { readStored } from "@/platform/storage/files";
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
  patient,
  recorded,
  runJobs,
  type Somebody,
  staff,
} from "../support/people";

const pdf = (size = 2_000) =>
  Buffer.concat([Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n"), Buffer.alloc(size, "Vollmacht ")]);
const tokenFor = async (email: string) =>
  linkToken(
    (
      await one<{ id: string }>(
        "SELECT id FROM email_links WHERE email_hash = $1 ORDER BY created_at DESC LIMIT 1",
        [emailHash(email)],
      )
    ).id,
  );
const filesOnDisk = () =>
  readdirSync(process.env.DATA_DIR ?? "", { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile() && join(one.parentPath, one.name).includes("/files/"),
  ).length;
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

async function withProof() {
  const tie = await helped("representative");
  granted(
    await sendProof(holder(tie.helper), tie.relationId, { name: "Vollmacht.pdf", bytes: pdf() }),
  );
  return tie;
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

describe("a proof of representation", () => {
  test.each([
    ["fileEmpty", () => Buffer.alloc(0)],
    ["fileSize", () => pdf(10_000_000)],
    ["fileType", () => Buffer.from("<html><script>alert(1)</script>")],
    ["fileType", () => Buffer.from("GIF89a----------------")],
    ["fileType", () => Buffer.from("MZ not a program, said %PDF-1.7")],
  ] as const)(
    "that is no good (%s) is refused and leaves nothing on the disk",
    async (reason, bytes) => {
      const { helper, relationId } = await helped("representative");
      const before = filesOnDisk();
      expect(
        await sendProof(holder(helper), relationId, { name: "Vollmacht.pdf", bytes: bytes() }),
      ).toEqual({ ok: false, reason });
      expect(filesOnDisk()).toBe(before);
      expect(
        await ask("SELECT 1 FROM stored_files WHERE owner_id = $1", [helper.personId]),
      ).toEqual([]);
    },
  );

  test("from anybody but the representative is refused and leaves nothing on the disk", async () => {
    const { whose, relationId } = await helped("representative");
    const companion = await helped("companion");
    const before = filesOnDisk();
    for (const [actor, id] of [
      [patient(whose), relationId],
      [patient(await arrive()), relationId],
      [holder(companion.helper), companion.relationId],
    ] as const)
      expect(await sendProof(actor, id, { name: "a.pdf", bytes: pdf() })).toEqual({
        ok: false,
        reason: "notAllowed",
      });
    expect(
      await sendProof(patient(whose), crypto.randomUUID(), { name: "a.pdf", bytes: pdf() }),
    ).toEqual({ ok: false, reason: "alreadyDone" });
    expect(filesOnDisk()).toBe(before);
  });

  test("is kept sealed, named without its path, and waits for the administrators", async () => {
    const { helper, relationId } = await helped("representative");
    granted(
      await sendProof(holder(helper), relationId, {
        name: 'C:\\Users\\..\\\u202Efdp."Vollmacht\u0000.pdf',
        bytes: pdf(),
      }),
    );
    const { id } = await one<{ id: string }>("SELECT proof_id AS id FROM relations WHERE id = $1", [
      relationId,
    ]);
    const file = await storedFile(id);
    expect(file).toMatchObject({
      type: "application/pdf",
      name: "fdp.Vollmacht.pdf",
      purpose: "proof",
    });
    expect(
      (await buffer(await readStored(file?.place ?? "", file?.key ?? Buffer.alloc(0)))).equals(
        pdf(),
      ),
    ).toBe(true);
    expect(await waitingProofs(office(administrator))).toContainEqual(
      expect.objectContaining({
        relationId,
        patient: "Pelagia Patientin",
        relative: "Hilarius Helfer",
        isOpened: false,
      }),
    );
    expect((await sessionByToken(helper.token))?.held?.isProven).toBe(false);
  });

  test("is opened and decided by an administrator alone, and decided only after it was opened", async () => {
    const { whose, helper, relationId } = await withProof();
    const others = [
      office(await arrive("privacy-officer")),
      office(await arrive("case-coordinator")),
      staff(await arrive("facility-coordinator", { facility: "niguarda" })),
    ];
    for (const actor of others) {
      expect(await openProof(actor as never, relationId)).toEqual({
        ok: false,
        reason: "notAllowed",
      });
      expect(await decideProof(actor as never, relationId, true)).toEqual({
        ok: false,
        reason: "notAllowed",
      });
      expect(await waitingProofs(actor as never)).toEqual([]);
    }
    expect(await decideProof(office(administrator), relationId, true)).toEqual({
      ok: false,
      reason: "needsLook",
    });
    granted(await openProof(office(await arrive("administrator")), relationId));
    expect(await decideProof(office(administrator), relationId, true)).toEqual({
      ok: false,
      reason: "needsLook",
    });
    granted(await openProof(office(administrator), relationId));
    expect(
      (await recorded(whose.personId)).filter((action) => action === "proof.opened"),
    ).toHaveLength(2);
    expect(await decideProof(office(administrator), relationId, true)).toMatchObject({ ok: true });
    expect((await sessionByToken(helper.token))?.held?.isProven).toBe(true);
    expect(await sendProof(holder(helper), relationId, { name: "b.pdf", bytes: pdf() })).toEqual({
      ok: false,
      reason: "alreadyDone",
    });
  });

  test("sent anew has to be opened anew, and its forerunner is kept nowhere", async () => {
    const { relationId, helper } = await withProof();
    granted(await openProof(office(administrator), relationId));
    const before = filesOnDisk();
    granted(await sendProof(holder(helper), relationId, { name: "better.pdf", bytes: pdf(3_000) }));
    expect(await decideProof(office(administrator), relationId, true)).toEqual({
      ok: false,
      reason: "needsLook",
    });
    await runJobs(accountJobs);
    expect(
      await ask("SELECT 1 FROM stored_files WHERE owner_id = $1", [helper.personId]),
    ).toHaveLength(1);
    expect(filesOnDisk()).toBe(before);
  });

  test("decided by two at once is decided by one", async () => {
    const { whose, relationId } = await withProof();
    const other = await arrive("administrator");
    for (const who of [administrator, other]) granted(await openProof(office(who), relationId));
    const answers = await Promise.all([
      decideProof(office(administrator), relationId, true),
      decideProof(office(other), relationId, false),
    ]);
    expect(answers.map((answer) => (answer.ok ? "won" : answer.reason)).sort()).toEqual([
      "alreadyDone",
      "won",
    ]);
    const { state } = await one<{ state: string }>(
      "SELECT proof_state AS state FROM relations WHERE id = $1",
      [relationId],
    );
    expect(state).toBe(answers[0]?.ok ? "confirmed" : "refused");
    expect(
      (await recorded(whose.personId)).filter((action) =>
        /proof\.(confirmed|refused)/.test(action),
      ),
    ).toEqual([`proof.${state}`]);
  });

  test("of one patient says nothing about another whom the same person helps", async () => {
    const { helper, relationId } = await withProof();
    granted(await openProof(office(administrator), relationId));
    granted(await decideProof(office(administrator), relationId, true));
    const second = await one<{ id: string }>(
      "INSERT INTO relations (patient_id, relative_id, kind, rights, accepted_at) VALUES ($1, $2, 'representative', '{}', now()) RETURNING id",
      [(await arrive()).personId, helper.personId],
    );
    await done((tx) => give(tx, helper.personId, "representative", { relationId: second.id }));
    expect(
      (await heldRoles(helper.personId)).map((held) => [held.relationId, held.isProven]),
    ).toEqual([
      [relationId, true],
      [second.id, false],
    ]);
  });
});
