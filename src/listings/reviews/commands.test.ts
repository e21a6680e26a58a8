import { expect, test } from "vitest";
import {
  approveIt,
  facilityRecord,
  factsOf,
  handIn,
  released,
  textsOf,
  worker,
  write,
} from "../../../tests/support/listings";
import { ask, granted, one } from "../../../tests/support/people";
import { changeById } from "../changes/queries";
import { saveDraft } from "../drafts/commands";
import { asideDraft, openDraft } from "../drafts/queries";
import { facilityKind } from "../facilities/commands";
import { facilityDesk } from "../facilities/queries";
import { disagreements } from "../releases/queries";
import { lookAgain, skipReview } from "../skips/commands";
import { decide, goBack, submitSections, withdraw } from "./commands";

const about = (text: string) => ({ about: text });

test("a facility's text goes out when somebody who wrote none of it has approved what they read", async () => {
  const { id, key } = await facilityRecord("niguarda");
  const [editor, approver] = [
    await worker("facility-editor", "niguarda"),
    await worker("facility-approver", "niguarda"),
  ];
  const change = await handIn(editor, {
    recordId: id,
    language: "en",
    section: "text",
    value: about("The ward has 20 beds."),
  });
  expect(change.isForOffice).toBe(false);
  expect((await textsOf(id, "en")).text.about).not.toBe("The ward has 20 beds.");
  expect(
    await decide(editor, facilityDesk, {
      changeId: change.id,
      hash: change.hash,
      answer: "approve",
      reason: "",
    }),
  ).toEqual({ ok: false, reason: "not-found" });
  expect(await approveIt(approver, { ...change, hash: "another" })).toEqual({
    ok: false,
    reason: "stale",
  });
  granted(await approveIt(approver, change));
  const shown = await one<{ about: string; state: string }>(
    "SELECT about, state::text AS state FROM facility_texts WHERE facility_id = $1 AND language = 'en'",
    [Number(key)],
  );
  expect(shown).toEqual({ about: "The ward has 20 beds.", state: "original" });
  const release = await released(id, "en");
  expect([release.writtenBy, release.approvedBy]).toEqual([[editor.personId], approver.personId]);
});

test("of thirty approvals of one change at once, one makes a release", async () => {
  const { id } = await facilityRecord("niguarda");
  const editor = await worker("facility-editor", "niguarda");
  const approver = await worker("facility-approver", "niguarda");
  const change = await handIn(editor, {
    recordId: id,
    language: "de",
    section: "text",
    value: about("Die Station hat 20 Betten."),
  });
  const before = (await released(id, "de")).no;
  const answers = await Promise.all(Array.from({ length: 30 }, () => approveIt(approver, change)));
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect((await released(id, "de")).no).toBe(before + 1);
});

test("who holds both roles cannot approve their own; a facility with one editor asks the association", async () => {
  const { id } = await facilityRecord("policlinico-milano");
  const coordinator = await worker("facility-coordinator", "policlinico-milano");
  const change = await handIn(coordinator, {
    recordId: id,
    language: "en",
    section: "text",
    value: about("A hospital in Milan."),
  });
  expect(change.isForOffice).toBe(true);
  expect(await approveIt(coordinator, change)).toEqual({ ok: false, reason: "own" });
  const administrator = await worker("administrator");
  granted(await approveIt(administrator, change));
  expect((await textsOf(id, "en")).text.about).toBe("A hospital in Milan.");
});

test("of two who write in one section the second keeps their text aside, and nothing is lost", async () => {
  const { id } = await facilityRecord("niguarda");
  const [ada, bea] = [
    await worker("facility-editor", "niguarda"),
    await worker("facility-editor", "niguarda"),
  ];
  const place = { recordId: id, language: "fr" as const, section: "text" };
  const saves = await Promise.all([
    saveDraft(ada, facilityDesk, { ...place, version: 0, value: about("Texte d’Ada.") }),
    saveDraft(bea, facilityDesk, { ...place, version: 0, value: about("Texte de Béa.") }),
  ]);
  expect(saves.map((saved) => granted(saved).outcome).sort()).toEqual(["aside", "saved"]);
  const kept = await openDraft(id, "fr", "text");
  const loser = kept?.authors[0] === ada.personId ? bea : ada;
  const aside = await asideDraft(id, "fr", "text", loser.personId);
  expect([kept?.value, aside?.value].map((value) => JSON.stringify(value)).sort()).toEqual(
    [about("Texte d’Ada."), about("Texte de Béa.")].map((value) => JSON.stringify(value)).sort(),
  );
});

test("what is sent back goes on with its reason and the comments on its fields", async () => {
  const { id } = await facilityRecord("niguarda");
  const editor = await worker("facility-editor", "niguarda");
  const approver = await worker("facility-approver", "niguarda");
  const change = await handIn(editor, {
    recordId: id,
    language: "es",
    section: "text",
    value: about("La planta tiene 20 camas."),
  });
  const back = {
    changeId: change.id,
    hash: change.hash,
    answer: "return" as const,
    comments: [{ field: "about", body: "Which ward?" }],
  };
  expect(await decide(approver, facilityDesk, { ...back, reason: "" })).toEqual({
    ok: false,
    reason: "no-comment",
  });
  granted(await decide(approver, facilityDesk, { ...back, reason: "Say which ward." }));
  expect((await openDraft(id, "es", "text"))?.state).toBe("returned");
  expect(
    await ask("SELECT field, body FROM change_comments WHERE change_id = $1", [change.id]),
  ).toEqual([{ field: "about", body: "Which ward?" }]);
  expect(await approveIt(approver, change)).toEqual({ ok: false, reason: "stale" });
});

test("what was published meanwhile in the same section is to be seen before a draft is handed in", async () => {
  const { id } = await facilityRecord("niguarda");
  const editor = await worker("facility-editor", "niguarda");
  const approver = await worker("facility-approver", "niguarda");
  const first = await handIn(editor, {
    recordId: id,
    language: "ru",
    section: "text",
    value: about("Первый текст."),
  });
  granted(
    await write(editor, {
      recordId: id,
      language: "ru",
      section: "text",
      value: about("Второй текст."),
    }),
  );
  granted(await approveIt(approver, first));
  expect(await submitSections(editor, facilityDesk, { recordId: id, language: "ru" })).toEqual({
    ok: false,
    reason: "moved",
  });
});

test("praise stops a text until the association lets it pass, with a reason", async () => {
  const { id } = await facilityRecord("niguarda");
  const editor = await worker("facility-editor", "niguarda");
  const approver = await worker("facility-approver", "niguarda");
  const change = await handIn(editor, {
    recordId: id,
    language: "it",
    section: "text",
    value: about("Il migliore ospedale d’Italia."),
  });
  expect(change.stops.length).toBeGreaterThan(0);
  expect(await approveIt(approver, change)).toEqual({ ok: false, reason: "stops" });
  expect(
    await skipReview(
      await worker("facility-coordinator", "niguarda"),
      facilityDesk,
      change.id,
      "Urgent",
    ),
  ).toEqual({ ok: false, reason: "stops" });
  const administrator = await worker("administrator");
  expect(await approveIt(administrator, change)).toEqual({ ok: false, reason: "stops" });
  granted(await approveIt(administrator, change, { overruled: "A quotation with its source." }));
});

test("review is skipped only by somebody who may, with a comment, and is looked at again within two working days", async () => {
  const { id } = await facilityRecord("niguarda");
  const [editor, coordinator, approver] = [
    await worker("facility-editor", "niguarda"),
    await worker("facility-coordinator", "niguarda"),
    await worker("facility-approver", "niguarda"),
  ];
  const change = await handIn(editor, {
    recordId: id,
    language: "zh",
    section: "text",
    value: about("病房有20张床位。"),
  });
  expect(await skipReview(editor, facilityDesk, change.id, "The number was wrong")).toEqual({
    ok: false,
    reason: "notAllowed",
  });
  expect(await skipReview(coordinator, facilityDesk, change.id, "")).toEqual({
    ok: false,
    reason: "no-comment",
  });
  granted(await skipReview(coordinator, facilityDesk, change.id, "The number was wrong"));
  expect((await textsOf(id, "zh")).text.about).toBe("病房有20张床位。");
  expect(await lookAgain(editor, facilityDesk, change.id, "right")).toEqual({
    ok: false,
    reason: "not-found",
  });
  granted(await lookAgain(approver, facilityDesk, change.id, "right"));
  expect((await changeById("facility", change.id))?.lookedAt).not.toBe(null);
});

test("going back is a new release that a second person approves", async () => {
  const { id } = await facilityRecord("niguarda");
  const coordinator = await worker("facility-coordinator", "niguarda");
  const approver = await worker("facility-approver", "niguarda");
  const [first, now] = [
    await one<{ about: string }>(
      "SELECT fields->'text'->>'about' AS about FROM releases WHERE record_id = $1 AND language = 'en' AND no = 1",
      [id],
    ),
    await released(id, "en"),
  ];
  const changeId = granted(
    await goBack(coordinator, facilityDesk, { recordId: id, language: "en", releaseNumber: 1 }),
  );
  const change = await changeById("facility", changeId);
  expect(await approveIt(coordinator, change as never)).toEqual({ ok: false, reason: "own" });
  granted(await approveIt(approver, change as never));
  expect((await textsOf(id, "en")).text.about).toBe(first.about);
  expect((await released(id, "en")).no).toBe(now.no + 1);
});

test("nobody of another facility, and no patient, reads or writes anything of it", async () => {
  const { id } = await facilityRecord("niguarda");
  const stranger = await worker("facility-coordinator", "san-raffaele");
  const place = { recordId: id, language: "" as const, section: "contact" };
  expect(await saveDraft(stranger, facilityDesk, { ...place, version: 0, value: {} })).toEqual({
    ok: false,
    reason: "not-found",
  });
  expect(await submitSections(stranger, facilityDesk, { recordId: id, language: "" })).toEqual({
    ok: false,
    reason: "not-found",
  });
  expect(
    await goBack(stranger, facilityDesk, { recordId: id, language: "en", releaseNumber: 1 }),
  ).toEqual({ ok: false, reason: "not-found" });
});

test("the association changes a listing in the open: the facility's people are told", async () => {
  const { id } = await facilityRecord("niguarda");
  const editor = await worker("facility-editor", "niguarda");
  const administrator = await worker("administrator");
  const { accessibility } = await factsOf(id);
  const change = await handIn(administrator, {
    recordId: id,
    language: "",
    section: "accessibility",
    value: [...accessibility, "lift"],
  });
  granted(await approveIt(await worker("facility-approver", "niguarda"), change));
  const told = await ask(
    "SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'listing-changed'",
    [editor.personId],
  );
  expect(told).toHaveLength(1);
  expect(await withdraw(administrator, facilityDesk, change.id)).toEqual({
    ok: false,
    reason: "stale",
  });
  expect(await disagreements(facilityKind)).toEqual([]);
});
