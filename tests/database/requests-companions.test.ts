import { beforeAll, describe, expect, test } from "vitest";
import { deleteDraft, saveStep } from "@/cases/drafts/commands";
import { writeMessage } from "@/cases/messages/commands";
import { messagesOf } from "@/cases/messages/queries";
import { decideByPatient, submitRequest } from "@/cases/requests/commands";
import { requestCase } from "@/cases/requests/queries";
import { removeDraftFiles } from "@/documents/leftovers/commands";
import { addPaper, openPaper, sayNotHad } from "@/documents/papers/commands";
import { papersOf } from "@/documents/papers/queries";
import type { Actor } from "@/platform/actor";
import type { Result } from "@/platform/result";
import { type RelativeRight, relativeRights } from "@/platform/roles";
import { arrive, ask, granted, office, once, patient, type Somebody } from "../support/people";
import {
  begin,
  filesOnDisk,
  helperOf,
  pdf,
  sentRequest,
  versionOf,
  walk,
  wholeOf,
} from "../support/requests";

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

describe("a companion", () => {
  test("who may only see requests sees no message and no paper, and adds none", async () => {
    const { whose, requestId, paperId } = await waiting();
    const companion = await helperOf(whose, "companion", ["see-requests"]);
    const request = await requestCase(companion, requestId);
    if (!request) throw new Error("the companion sees the request");
    expect(await messagesOf(companion, request)).toEqual([]);
    expect(await papersOf(companion, request)).toEqual([]);
    const before = await wholeOf(requestId);
    const onDisk = filesOnDisk();
    expect(await openPaper(companion, paperId)).toBeNull();
    expect(await opened(paperId)).toEqual([]);
    expect(await writeMessage(companion, once(), requestId, "for her")).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    expect(await addPaper(companion, requestId, "medicines", identity)).toEqual({
      ok: false,
      reason: "not-found",
    });
    expect(await sayNotHad(companion, requestId, "medicines")).toEqual({
      ok: false,
      reason: "not-found",
    });
    expect(await wholeOf(requestId)).toEqual(before);
    expect(filesOnDisk()).toBe(onDisk);
  });

  test.each(relativeRights)(
    "who may also %s gets that, and nothing more",
    async (right: RelativeRight) => {
      const { whose, requestId, paperId } = await waiting();
      const companion = await helperOf(whose, "companion", ["see-requests", right]);
      const request = await requestCase(companion, requestId);
      if (!request) throw new Error("the companion sees the request");
      expect(await messagesOf(companion, request)).toHaveLength(right === "see-messages" ? 2 : 0);
      expect(await papersOf(companion, request)).toHaveLength(right === "see-documents" ? 1 : 0);
      expect((await openPaper(companion, paperId)) !== null).toBe(right === "see-documents");
      expect((await writeMessage(companion, once(), requestId, "for her")).ok).toBe(
        right === "write-messages",
      );
      expect((await addPaper(companion, requestId, "medicines", identity)).ok).toBe(
        right === "add-documents",
      );
      expect((await sayNotHad(companion, requestId, "discharge-letters")).ok).toBe(
        right === "add-documents",
      );
    },
  );

  test("with every right still neither answers, sends, withdraws nor deletes for the patient", async () => {
    const { whose, requestId } = await waiting();
    const draft = await begin(patient(whose));
    const companion = await helperOf(whose, "companion", relativeRights);
    for (const id of [requestId, draft]) {
      const before = await wholeOf(id);
      const version = await versionOf(id);
      expect(await saveStep(companion, id, "story", { story: "hers" })).toEqual({
        ok: false,
        reason: "not-found",
      });
      expect(await submitRequest(companion, once(), id, version)).toEqual({
        ok: false,
        reason: "not-found",
      });
      expect(await decideByPatient(companion, id, version, "withdraw")).toEqual({
        ok: false,
        reason: "not-found",
      });
      expect(await deleteDraft(companion, id, removeDraftFiles)).toEqual({
        ok: false,
        reason: "not-found",
      });
      expect(await wholeOf(id)).toEqual(before);
    }
  });
});
