import { expect, test } from "vitest";
import { noteCommission } from "@/partners/commissions/commands";
import { listedPartners, partnerBySlug } from "@/partners/listing/queries";
import { changeRights } from "@/partners/people/commands";
import { removeService, saveAbout, saveTranslation } from "@/partners/profiles/commands";
import { draftOf, newestRelease } from "@/partners/profiles/queries";
import { sourceHash } from "@/partners/profiles/rules";
import { reviewChange, submitChange, takeBackChange } from "@/partners/reviews/commands";
import { waitingChange } from "@/partners/reviews/queries";
import { sql } from "@/platform/db/sql";
import { partnerRights } from "@/platform/roles";
import { admitted, approved, ofFirm, proposed } from "../support/partners";
import { ask, done, granted, once, one } from "../support/people";

const slugOf = async (id: string) =>
  (await one<{ slug: string }>("SELECT slug FROM partners WHERE id = $1", [id])).slug;

test("nothing is public before somebody else has approved exactly what was submitted", async () => {
  const { id, curator } = await admitted();
  const member = await ofFirm(id);
  await proposed(member);
  expect(await newestRelease(id)).toBeNull();
  expect(await saveAbout(member, { version: 3, about: "Altro.", language: "it" })).toEqual({
    ok: false,
    reason: "inReview",
  });
  const change = await waitingChange(curator, id);
  const review = {
    partnerId: id,
    changeId: change?.id ?? "",
    hash: change?.hash ?? "",
    answer: "approve" as const,
    reason: "",
  };
  expect(await reviewChange(curator, { ...review, hash: "0".repeat(64) })).toEqual({
    ok: false,
    reason: "stale",
  });
  expect(await reviewChange({ ...curator, personId: member.personId }, review)).toEqual({
    ok: false,
    reason: "notYourself",
  });
  granted(await reviewChange(curator, review));
  const partner = await partnerBySlug(await slugOf(id));
  expect(partner?.release?.no).toBe(1);
  expect(partner?.release?.profile.services).toHaveLength(1);
});

test("of thirty approvals of one proposal at once there is one release", async () => {
  const { id, curator, administrator } = await admitted();
  await proposed(await ofFirm(id));
  const change = await waitingChange(curator, id);
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      reviewChange(at % 2 ? curator : administrator, {
        partnerId: id,
        changeId: change?.id ?? "",
        hash: change?.hash ?? "",
        answer: "approve",
        reason: "",
      }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await ask("SELECT 1 FROM partner_releases WHERE partner_id = $1", [id])).toHaveLength(1);
});

test("the database itself refuses a release that its author approved, and a change of one", async () => {
  const { id, curator } = await admitted();
  const member = await ofFirm(id);
  await proposed(member);
  const change = await one<{ id: string }>("SELECT id FROM partner_changes WHERE partner_id = $1", [
    id,
  ]);
  await expect(
    done((tx) =>
      tx.run(
        sql`INSERT INTO partner_releases (partner_id, no, body, hash, change_id, approved_by) SELECT partner_id, 1, body, hash, id, ${member.personId} FROM partner_changes WHERE id = ${change.id}`,
      ),
    ),
  ).rejects.toThrow(/somebody else approved/);
  granted(await approved(curator, id));
  await expect(
    ask("UPDATE partner_releases SET no = 9 WHERE partner_id = $1", [id]),
  ).rejects.toThrow(/never changed/);
});

test("a change after a release is a proposal of its own, and what it takes out can't be ordered once it is public", async () => {
  const { id, curator } = await admitted();
  const member = await ofFirm(id);
  await proposed(member);
  expect(await takeBackChange(await ofFirm(id, ["send-papers"]))).toMatchObject({ ok: false });
  granted(await approved(curator, id));
  const draft = await draftOf(id, "it");
  const [first] = draft.profile.services;
  expect(await submitChange(member, draft.version)).toMatchObject({ ok: false });
  granted(await removeService(member, draft.version, first?.id ?? ""));
  expect((await newestRelease(id))?.profile.services).toHaveLength(1);
  expect(await submitChange(member, (await draftOf(id, "it")).version)).toEqual({
    ok: false,
    reason: "noServices",
  });
});

test("two windows of one firm: the second is told, and nothing of the first is lost", async () => {
  const { id } = await admitted();
  const [one_, two] = [await ofFirm(id), await ofFirm(id)];
  const both = await Promise.all(
    [one_, two].map((member, at) =>
      saveAbout(member, { version: 0, about: `Testo ${at}.`, language: "it" }),
    ),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: "stale" });
});

test("a translation keeps the original it was made from, and one made from another is refused", async () => {
  const { id } = await admitted();
  const member = await ofFirm(id);
  granted(await saveAbout(member, { version: 0, about: "Uno.", language: "it" }));
  const made = { version: 1, language: "en" as const, key: "about", text: "One.", isChecked: true };
  expect(await saveTranslation(member, { ...made, source: sourceHash("Due.") })).toEqual({
    ok: false,
    reason: "stale",
  });
  granted(await saveTranslation(member, { ...made, source: sourceHash("Uno.") }));
});

test.each(partnerRights)(
  "with the right to %s alone somebody does that and nothing else",
  async (right) => {
    const { id } = await admitted();
    const member = await ofFirm(id, [right]);
    const commission = {
      partnerId: id,
      facility: "niguarda",
      direction: "paid" as const,
      basis: "per trip",
      percent: 5,
      euro: null,
      fromOn: "2026-01-01",
      untilOn: null,
    };
    const does = {
      "edit-profile": (await saveAbout(member, { version: 0, about: "Uno.", language: "it" })).ok,
      "send-papers": (await noteCommission(member, once(), commission)).ok,
      "manage-people": (await changeRights(member, member.grantId, [...partnerRights])).ok,
      "answer-orders": right === "answer-orders",
    };
    expect(
      Object.entries(does)
        .filter(([, may]) => may)
        .map(([what]) => what),
    ).toEqual([right]);
  },
);

test("nobody of a firm acts for another, and the last who may invite stays", async () => {
  const [{ id }, { id: other }] = [await admitted(), await admitted()];
  const member = await ofFirm(id);
  const stranger = await ofFirm(other);
  expect(await changeRights(stranger, member.grantId, ["edit-profile"])).toEqual({
    ok: false,
    reason: "not-found",
  });
  expect(await changeRights(member, member.grantId, ["edit-profile"])).toEqual({
    ok: false,
    reason: "lastManager",
  });
  expect(
    await noteCommission(stranger, once(), {
      partnerId: id,
      facility: "niguarda",
      direction: "paid",
      basis: "x",
      percent: 5,
      euro: null,
      fromOn: "2026-01-01",
      untilOn: null,
    }),
  ).toEqual({ ok: false, reason: "not-found" });
});

test("the list is narrowed by work, place and language; a province covers its towns and airports", async () => {
  const { id, curator } = await admitted("Elenco di Prova");
  await proposed(await ofFirm(id));
  granted(await approved(curator, id));
  const slug = await slugOf(id);
  const has = async (query: object) =>
    (await listedPartners({ page: 1, ...query }, 100)).partners.some((one) => one.slug === slug);
  expect(await has({})).toBe(true);
  expect(await has({ category: "transfer", language: "en" })).toBe(true);
  expect(await has({ category: "lodging" })).toBe(false);
  expect(await has({ language: "zh" })).toBe(false);
  expect([
    await has({ area: "milano" }),
    await has({ area: "malpensa-airport" }),
    await has({ area: "brescia" }),
  ]).toEqual([true, true, false]);
});
