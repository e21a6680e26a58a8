import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { storedFile } from "@/accounts/files/queries";
import { deleteDraft } from "@/cases/drafts/commands";
import { writeMessage } from "@/cases/messages/commands";
import { decideByPatient } from "@/cases/requests/commands";
import { requestCase } from "@/cases/requests/queries";
import { removeDraftFiles } from "@/documents/leftovers/commands";
import { addPaper, decidePaper, openPaper, sayNotHad } from "@/documents/papers/commands";
import { papersOf } from "@/documents/papers/queries";
import { accountJobs } from "@/jobs";
import type { Actor } from "@/platform/actor";
import type { Result } from "@/platform/result";
import { facilityRoles, linguistRoles, officeRoles, relativeRights } from "@/platform/roles";
import { readStored } from "@/platform/storage/files";
import {
  arrive,
  ask,
  granted,
  office,
  once,
  patient,
  runJobs,
  type Somebody,
  staff,
} from "../support/people";
import {
  begin,
  filesOnDisk,
  helperOf,
  pdf,
  sentRequest,
  stateIn,
  versionOf,
  walk,
  wholeOf,
} from "../support/requests";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const identity = { name: "Ausweis.pdf", bytes: pdf() };
const given = (result: { ok: boolean }) => granted(result as Result<null, string>);
const add = async (
  actor: Actor,
  id: string,
  file: { name: string; bytes: Uint8Array } = identity,
  kind = "identity",
) => given(await addPaper(actor, id, kind, file));
const opened = async (paperId: string) =>
  ask<{ who: string; whose: string }>(
    "SELECT person_id AS who, about AS whose FROM audit_entries WHERE action = 'paper.opened' AND subject = $1 ORDER BY id",
    [`paper:${paperId}`],
  );

async function papers(actor: Actor, id: string) {
  const request = await requestCase(actor, id);
  return request ? papersOf(actor, request) : [];
}

let coordinator: Somebody;
beforeAll(async () => {
  coordinator = await arrive("case-coordinator");
});

/** A request that waits for papers, with a message of each side and one paper. */

async function waiting() {
  const made = await sentRequest();
  const actor = patient(made.whose);
  await walk(made.requestId, "waiting-documents", new Date(), { ownerId: coordinator.personId });
  given(await writeMessage(actor, once(), made.requestId, "from the patient"));
  given(await writeMessage(office(coordinator), once(), made.requestId, "from the coordinator"));
  await add(actor, made.requestId);
  const [paper] = await papers(actor, made.requestId);
  if (!paper) throw new Error("the paper is not there");
  return { ...made, actor, paperId: paper.id };
}

describe("a paper", () => {
  test("opens for the patient's side, and each opening is recorded before a byte is sent", async () => {
    const { whose, actor, paperId } = await waiting();
    const companion = await helperOf(whose, "companion", ["see-requests", "see-documents"]);
    const representative = await helperOf(whose, "representative", [], true);
    const readers = [actor, companion, representative];
    for (const [index, reader] of readers.entries()) {
      const file = await storedFile((await openPaper(reader, paperId)) ?? "");
      expect(
        (await buffer(await readStored(file?.place ?? "", file?.key ?? Buffer.alloc(0)))).equals(
          identity.bytes,
        ),
      ).toBe(true);
      expect(file).toMatchObject({
        name: "Ausweis.pdf",
        type: "application/pdf",
        purpose: "paper",
      });
      expect(await opened(paperId)).toEqual(
        readers
          .slice(0, index + 1)
          .map(({ personId }) => ({ who: personId, whose: whose.personId })),
      );
    }
  });

  test("opens for nobody else, whatever their role, and leaves no trace of an opening", async () => {
    const { whose, paperId } = await waiting();
    const as = async (role: (typeof linguistRoles)[number] | "partner", kind: string) =>
      ({
        ...patient(await arrive(role, role === "partner" ? { partner: "hotel" } : {})),
        kind,
        role,
      }) as unknown as Actor;
    const others: Actor[] = [
      office(coordinator),
      patient(await arrive()),
      { ...patient(whose), kind: "holder" } as unknown as Actor,
      await helperOf(whose, "representative"),
      await helperOf(whose, "companion", ["see-documents"]),
      await helperOf(await arrive(), "companion", relativeRights),
      await as("partner", "partner"),
    ];
    for (const role of officeRoles) others.push(office(await arrive(role)));
    for (const role of facilityRoles)
      others.push(staff(await arrive(role, { facility: "niguarda" })));
    for (const role of linguistRoles) others.push(await as(role, "linguist"));
    for (const who of others)
      expect(await openPaper(who, paperId), `${who.kind} ${who.role}`).toBeNull();
    expect(await opened(paperId)).toEqual([]);
  });

  test.each([
    ["fileEmpty", "nothing", () => Buffer.alloc(0)],
    ["fileSize", "more than 50 megabytes", () => pdf(50_000_000)],
    ["fileType", "a page of the web", () => Buffer.from("<html><script>alert(1)</script>")],
    ["fileType", "a picture of another kind", () => Buffer.from("GIF89a----------------")],
    [
      "fileType",
      "a program that speaks of a paper",
      () => Buffer.from("MZ not a program, said %PDF-1.7"),
    ],
  ] as const)(
    "is refused (%s) when it is %s, and leaves nothing on the disk",
    async (reason, _, bytes) => {
      const { requestId, actor } = await waiting();
      const before = await wholeOf(requestId);
      const onDisk = filesOnDisk();
      expect(
        await addPaper(actor, requestId, "medicines", { name: "Liste.pdf", bytes: bytes() }),
      ).toEqual({ ok: false, reason });
      expect(filesOnDisk()).toBe(onDisk);
      expect(await wholeOf(requestId)).toEqual(before);
    },
  );

  test("of exactly 50 megabytes is taken", async () => {
    const { requestId, actor } = await waiting();
    const bytes = Buffer.concat([pdf(0), Buffer.alloc(50_000_000 - pdf(0).length)]);
    await add(actor, requestId, { name: "gross.pdf", bytes }, "medicines");
    expect((await papers(actor, requestId)).find((paper) => paper.kind === "medicines")?.size).toBe(
      50_000_000,
    );
  });

  test("that the case does not need, or that comes after its end, is refused and leaves nothing on the disk", async () => {
    const { requestId, actor } = await waiting();
    const onDisk = filesOnDisk();
    for (const kind of ["ecg", "nonsense"])
      expect(await addPaper(actor, requestId, kind, identity)).toEqual({
        ok: false,
        reason: "illegal",
      });
    granted(await decideByPatient(actor, requestId, await versionOf(requestId), "withdraw"));
    expect(await stateIn(requestId)).toBe("withdrawn");
    expect(await addPaper(actor, requestId, "medicines", identity)).toEqual({
      ok: false,
      reason: "illegal",
    });
    expect(filesOnDisk()).toBe(onDisk);
  });

  test("that the case does not need is no answer either, nor one that is given after its end", async () => {
    const { requestId, actor } = await waiting();
    const before = await wholeOf(requestId);
    for (const kind of ["ecg", "nonsense"])
      expect
        .soft(await sayNotHad(actor, requestId, kind), kind)
        .toEqual({ ok: false, reason: "illegal" });
    expect.soft(await wholeOf(requestId)).toEqual(before);
    granted(await decideByPatient(actor, requestId, await versionOf(requestId), "withdraw"));
    expect
      .soft(await sayNotHad(actor, requestId, "medicines"))
      .toEqual({ ok: false, reason: "illegal" });
  });

  test("is read for what it is, and keeps its name with the ending of that, without a path or signs that turn it round", async () => {
    const { requestId, actor } = await waiting();
    await add(
      actor,
      requestId,
      { name: 'C:\\Users\\..\\\u202Efdp."Liste\u0000.pdf', bytes: png },
      "medicines",
    );
    const [paper] = (await papers(actor, requestId)).filter((one) => one.kind === "medicines");
    expect(paper).toMatchObject({ name: "fdp.Liste.png", size: png.length, state: "sent" });
    expect(await storedFile((await openPaper(actor, paper?.id ?? "")) ?? "")).toMatchObject({
      type: "image/png",
    });
  });

  test("takes the place of the answer that there is none; the answer does not take the place of a paper", async () => {
    const { requestId, actor } = await waiting();
    granted(await sayNotHad(actor, requestId, "medicines"));
    expect(await sayNotHad(actor, requestId, "medicines")).toEqual({
      ok: false,
      reason: "illegal",
    });
    await add(actor, requestId, identity, "medicines");
    expect(
      (await papers(actor, requestId)).filter((one) => one.kind === "medicines"),
    ).toMatchObject([{ state: "sent" }]);
    expect(await sayNotHad(actor, requestId, "identity")).toEqual({ ok: false, reason: "illegal" });
  });

  test("is judged once, and refused only with a reason that the patient reads", async () => {
    const { requestId, paperId, actor } = await waiting();
    const judge = (verdict: "accepted" | "refused", reason = "") =>
      decidePaper(office(coordinator), { requestId, paperId, verdict, reason });
    expect(await judge("refused")).toEqual({ ok: false, reason: "incomplete" });
    const answers = await Promise.all([judge("refused", "The back is missing"), judge("accepted")]);
    expect(answers.map((one) => (one.ok ? "won" : one.reason)).sort()).toEqual(["stale", "won"]);
    const [paper] = await papers(actor, requestId);
    expect(paper).toMatchObject(
      answers[0]?.ok
        ? { state: "refused", reason: "The back is missing" }
        : { state: "accepted", reason: null },
    );
  });

  test("goes with the draft it was for, from the disk too", async () => {
    const whose = await arrive();
    const requestId = await begin(patient(whose));
    const onDisk = filesOnDisk();
    await add(patient(whose), requestId);
    expect(filesOnDisk()).toBe(onDisk + 1);
    granted(await deleteDraft(patient(whose), requestId, removeDraftFiles));
    await runJobs(accountJobs);
    expect(filesOnDisk()).toBe(onDisk);
    expect((await wholeOf(requestId)).slice(0, 4)).toEqual([[], [], [], []]);
    expect(await ask("SELECT 1 FROM stored_files WHERE owner_id = $1", [whose.personId])).toEqual(
      [],
    );
  });
});
