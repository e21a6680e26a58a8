import { expect, test } from "vitest";
import { facilityBySlug } from "@/catalogue/facilities/queries";
import { search } from "@/catalogue/finding/queries";
import { refreshSearch } from "@/catalogue/search-memory/queries";
import { facilityEntries } from "@/catalogue/sitemap/queries";
import { completeness } from "@/listings/facilities/rules";
import { memberLines, wholeMember } from "@/listings/member-desks/queries";
import { MemberQuery } from "@/listings/member-desks/schema";
import { listRunningAt, settleTask } from "@/listings/members/commands";
import { memberMovesOf } from "@/listings/members/queries";
import { candidatesFor } from "@/opinions/proposals/queries";
import { declineReferral } from "@/opinions/referrals/commands";
import { casesRunningAt } from "@/opinions/referrals/queries";
import type { Office, Staff } from "@/platform/actor";
import { facilityRecord, factsOf, textsOf, worker } from "../support/listings";
import { decided, of, somebody, stateOf } from "../support/membership";
import { atChoice, choose, openHouse } from "../support/opinions";
import { ask, done, granted, one } from "../support/people";
import { versionOf } from "../support/requests";

test("a suspension takes a facility out of search, list, map of the site and choice in one transaction, and lifting it brings it back", async () => {
  const admin = await somebody("administrator");
  const house = await openHouse("san-gerardo-monza");
  const { id } = await one<{ id: number }>(
    "SELECT id FROM facilities WHERE slug = 'san-gerardo-monza'",
  );
  const shown = async () => {
    await refreshSearch(["facility:san-gerardo-monza"]);
    const paths = (await facilityEntries(0)).map(({ path }) => path);
    const candidates = await done((tx) => candidatesFor(tx, null, "2026-12-01"));
    const topics = await ask<{ n: number }>(
      "SELECT count(*)::int AS n FROM topics t, facilities_of_topic(t.id) o WHERE t.kind = 'district' AND o.facility_id = $1",
      [id],
    );
    return [
      paths.includes("/facilities/san-gerardo-monza"),
      candidates.some(({ facilityId }) => facilityId === id),
      (topics[0]?.n ?? 0) > 0,
      (await search("San Gerardo Monza", "en", 10)).results.some(
        (each) => each.id === "san-gerardo-monza",
      ),
    ];
  };
  expect(house.facilityId).toBe(id);
  expect(await shown()).toEqual([true, true, true, true]);
  const before = await one<{ n: number }>(
    "SELECT count(*)::int AS n FROM published_changes WHERE tag = 'facility:san-gerardo-monza'",
  );
  granted(await decided(admin, "san-gerardo-monza", "start"));
  granted(await decided(admin, "san-gerardo-monza", "suspend"));
  const after = await one<{ n: number }>(
    "SELECT count(*)::int AS n FROM published_changes WHERE tag = 'facility:san-gerardo-monza'",
  );
  expect(after.n).toBeGreaterThan(before.n);
  expect(await shown()).toEqual([false, false, false, false]);
  expect(await facilityBySlug("en", "san-gerardo-monza")).toMatchObject({
    isSuspended: true,
    offersSecondOpinion: false,
  });
  granted(await decided(admin, "san-gerardo-monza", "lift"));
  expect(await stateOf(admin, "san-gerardo-monza")).toBe("applied");
  expect(await shown()).toEqual([true, true, true, true]);
});

test("a facility of a choice that was suspended meanwhile is passed over when its turn comes", async () => {
  const admin = await somebody("administrator");
  const houses = [
    await openHouse("bolognini-seriate"),
    await openHouse("treviglio"),
    await openHouse("piario"),
  ];
  const [first, second, third] = houses;
  const { actor, id } = await atChoice();
  granted(await choose(actor, id, houses));
  granted(await decided(admin, "treviglio", "suspend"));
  granted(
    await declineReferral(first?.coordinator as Staff, id, await versionOf(id), "capacity", ""),
  );
  const states = await ask<{ facility: number; state: string }>(
    "SELECT facility_id AS facility, state FROM referrals WHERE request_id = $1",
    [id],
  );
  const stateAt = (house?: { facilityId: number }) =>
    states.find(({ facility }) => facility === house?.facilityId)?.state;
  expect([first, second, third].map(stateAt)).toEqual(["declined", "chosen", "offered"]);
});

test("a coordinator gets a task for each case that runs with a suspended facility, and it can't be chosen any more", async () => {
  const admin = await somebody("administrator");
  const coordinator = await somebody("case-coordinator");
  const [first, second] = [await openHouse("desio"), await openHouse("carate")];
  const { actor, id } = await atChoice();
  granted(await choose(actor, id, [first, second]));
  granted(await decided(admin, "desio", "suspend"));
  const { member, moves } = await of(admin, "desio");
  const moveId = moves[0]?.id ?? "";
  for (const _twice of [1, 2]) await listRunningAt(member.id, moveId, [casesRunningAt]);
  const { tasks } = await of(coordinator, "desio");
  expect(tasks.map(({ subject }) => subject)).toEqual([id]);
  expect(
    (
      await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'facility-task'", [
        coordinator.personId,
      ])
    ).length,
  ).toBe(1);
  const query = MemberQuery.parse({ state: "tasks" });
  expect((await memberLines(admin, query, 1, 25)).lines.map(({ slug }) => slug)).toContain("desio");
  const [task] = tasks;
  expect(await settleTask(await somebody("partner-curator"), task?.id ?? "")).toMatchObject({
    reason: "notAllowed",
  });
  granted(await settleTask(coordinator, task?.id ?? ""));
  expect(await settleTask(coordinator, task?.id ?? "")).toMatchObject({ reason: "stale" });
  const other = await atChoice();
  expect(await choose(other.actor, other.id, [first])).toMatchObject({ ok: false });
  expect((await of(coordinator, "desio")).tasks).toEqual([]);
});

test("the address of a facility that became part of another leads there, and so do those that led to it", async () => {
  const admin = await somebody("administrator");
  const editor = await worker("facility-editor", "cremona");
  const [from, into] = [await facilityRecord("seregno"), await facilityRecord("cremona")];
  for (const { id } of [from, into])
    await ask(
      "INSERT INTO claim_proofs (record_id, field, value_hash, confirmed_by, person_id, method, paper, from_on) VALUES ($1, 'languages/it', 'x', 'association', $2, 'call', '', current_date)",
      [id, admin.personId],
    );
  expect(await decided(admin, "seregno", "merge", "seregno")).toMatchObject({ reason: "noTarget" });
  expect(await decided(admin, "seregno", "merge", "nowhere")).toMatchObject({ reason: "noTarget" });
  granted(await decided(admin, "seregno", "merge", "vimercate"));
  expect((await facilityBySlug("en", "seregno"))?.mergedInto).toBe("vimercate");
  granted(await decided(admin, "vimercate", "merge", "cremona"));
  for (const slug of ["seregno", "vimercate"])
    expect((await facilityBySlug("en", slug))?.mergedInto).toBe("cremona");
  expect((await facilityEntries(0)).map(({ path }) => path)).not.toContain("/facilities/seregno");
  const proofs = await ask<{ record: number; ended: string | null; due: boolean }>(
    "SELECT record_id AS record, end_reason AS ended, next_check_on <= current_date AS due FROM claim_proofs WHERE person_id = $1 ORDER BY record_id",
    [admin.personId],
  );
  expect(proofs.find(({ record }) => record === from.id)).toMatchObject({ ended: "merged" });
  expect(proofs.find(({ record }) => record === into.id)).toMatchObject({ ended: null, due: true });
  expect(
    (
      await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'listing-proof'", [
        editor.personId,
      ])
    ).length,
  ).toBeGreaterThan(0);
  expect(await decided(admin, "seregno", "reopen")).toMatchObject({ reason: "illegal" });
});

test("what was closed by mistake opens again, and its people read what was done and why, without a name", async () => {
  const admin = await somebody("administrator");
  const editor = await worker("facility-editor", "asola");
  const stranger = await worker("facility-editor", "suzzara");
  granted(await decided(admin, "asola", "close"));
  expect((await facilityBySlug("en", "asola"))?.closedOn).not.toBeNull();
  granted(await decided(admin, "asola", "reopen"));
  expect((await facilityBySlug("en", "asola"))?.closedOn).toBeNull();
  const { member } = await of(admin, "asola");
  const read = await memberMovesOf(editor, member.id);
  expect(read.map(({ reason, name }) => [reason, name])).toEqual([
    ["A test: reopen.", ""],
    ["A test: close.", ""],
  ]);
  expect(await memberMovesOf(stranger, member.id)).toEqual([]);
  expect((await memberMovesOf(admin, member.id))[0]?.name).not.toBe("");
  await expect(
    ask("UPDATE membership_moves SET reason = 'another' WHERE facility_id = $1", [member.id]),
  ).rejects.toThrow();
});

test("the list is filtered, sorted and paged by the database, and counts completeness as the desk does", async () => {
  const admin = await somebody("administrator");
  const list = (asked: object, page = 1, size = 10) =>
    memberLines(admin, MemberQuery.parse({ ...MemberQuery.parse({}), ...asked }), page, size);
  const [first, second] = [await list({}), await list({}, 2)];
  expect(first.lines).toHaveLength(10);
  expect(new Set([...first.lines, ...second.lines].map(({ slug }) => slug)).size).toBe(20);
  const sorted = (await list({ sort: "complete" }, 1, 100)).lines.map(({ percent }) => percent);
  expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
  for (const { slug, percent } of first.lines) {
    const { id } = await facilityRecord(slug);
    expect(percent, slug).toBe(completeness(await factsOf(id), await textsOf(id, "en")).percent);
  }
  expect((await list({ name: "100%" })).total).toBe(0);
  expect((await list({ name: "niguarda" })).lines.map(({ slug }) => slug)).toContain("niguarda");
  expect((await list({ state: "nonsense", sort: "nonsense" })).total).toBe(first.total);
  const editor = (await worker("facility-editor", "suzzara")) as unknown as Office;
  expect(await memberLines(editor, MemberQuery.parse({}), 1, 10)).toEqual({ total: 0, lines: [] });
  expect(await wholeMember(editor, "niguarda")).toBe(null);
});
