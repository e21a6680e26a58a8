import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { storedFile } from "@/accounts/files/queries";
import { acceptInvitation } from "@/accounts/invitations/commands";
import { decideProof, inviteHelper, openProof, sendProof } from "@/accounts/relations/commands";
import { waitingProofs } from "@/accounts/relations/queries";
import { heldRoles, sessionByToken } from "@/accounts/sessions/queries";
import { accountJobs } from "@/jobs";
import type { RelativeRight, RelativeRole } from "@/platform/roles";
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
