import { expect, test } from "vitest";
import { facilityRecord, imported, released } from "../../../tests/support/listings";
import { ask, granted, one } from "../../../tests/support/people";
import { facilityKind } from "../facilities/commands";
import { termKind } from "../terms/commands";
import { disagreements } from "./queries";

test("the reference data is release 1 of every facility and term, and the pages say what it says", async () => {
  const counts = await one<{ facilities: number; terms: number; newest: number; nos: number }>(`
    SELECT count(*) FILTER (WHERE l.kind = 'facility' AND p.language = '')::int AS facilities, count(*) FILTER (WHERE l.kind = 'term' AND p.language = '')::int AS terms, max(p.no)::int AS newest,
      count(*)::int AS nos FROM publications p JOIN listing_records l ON l.id = p.record_id`);
  const there = await one<{ facilities: number; topics: number }>(
    "SELECT (SELECT count(*)::int FROM facilities) AS facilities, (SELECT count(*)::int FROM topics) AS topics",
  );
  expect([counts.facilities, counts.terms, counts.newest]).toEqual([
    there.facilities,
    there.topics,
    1,
  ]);
  expect(await disagreements(facilityKind)).toEqual([]);
  expect(await disagreements(termKind)).toEqual([]);
});

test("a change behind the mechanism's back is found", async () => {
  const { key } = await facilityRecord("niguarda");
  await ask("UPDATE facilities SET phone = '+39 02 000' WHERE id = $1", [Number(key)]);
  expect((await disagreements(facilityKind)).map((one) => [one.key, one.series])).toEqual([
    [key, ""],
  ]);
  const { fields } = await released((await facilityRecord("niguarda")).id, "");
  await ask("UPDATE facilities SET phone = $2 WHERE id = $1", [
    Number(key),
    (fields.contact as { phone: string | null }).phone,
  ]);
  expect(await disagreements(facilityKind)).toEqual([]);
});

test("of thirty who publish upon the same release one does, and the others are told that it moved", async () => {
  const { id } = await facilityRecord("niguarda");
  const before = await released(id, "en");
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      imported(id, "en", { ...before.fields, text: { about: `Text ${at}` } }, before.no),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok && answer.reason === "moved")).toHaveLength(29);
  expect((await released(id, "en")).no).toBe(before.no + 1);
  expect(await disagreements(facilityKind)).toEqual([]);
});

test("nobody can change, delete or empty releases, not even the owner of the database", async () => {
  const { id } = await facilityRecord("niguarda");
  for (const statement of [
    "UPDATE releases SET reason = 'other' WHERE record_id = $1",
    "DELETE FROM releases WHERE record_id = $1",
  ])
    await expect(ask(statement, [id])).rejects.toThrow("neither changed nor deleted");
  await expect(ask("TRUNCATE releases CASCADE")).rejects.toThrow("neither changed nor deleted");
});

test("what one person wrote is no release, unless somebody else has approved it", async () => {
  const { id } = await facilityRecord("niguarda");
  const insert = (approvedBy: string | null) =>
    ask(
      "INSERT INTO releases (record_id, language, no, fields, hash, origin, written_by, approved_by) VALUES ($1, 'en', 900, '{}', 'h', 'edit', ARRAY['00000000-0000-0000-0000-000000000001']::uuid[], $2)",
      [id, approvedBy],
    );
  await expect(insert(null)).rejects.toThrow("releases_two_people");
  await expect(insert("00000000-0000-0000-0000-000000000001")).rejects.toThrow(
    "releases_two_people",
  );
});

test("publishing one language changes no byte of another", async () => {
  const { id, key } = await facilityRecord("san-raffaele");
  const texts = () =>
    ask(
      "SELECT language, about FROM facility_texts WHERE facility_id = $1 AND language <> 'en' ORDER BY 1",
      [Number(key)],
    );
  const before = await texts();
  const english = await released(id, "en");
  granted(
    await imported(id, "en", { ...english.fields, text: { about: "Another text." } }, english.no),
  );
  expect(await texts()).toEqual(before);
  const states = await ask<{ state: string }>(
    "SELECT DISTINCT state::text AS state FROM facility_texts WHERE facility_id = $1 AND language <> 'en'",
    [Number(key)],
  );
  expect(states).toEqual([{ state: "outdated" }]);
});

test("a release that the pages would not show as it is does not come about", async () => {
  const { id } = await facilityRecord("san-raffaele");
  const facts = await released(id, "");
  await expect(
    imported(id, "", { ...facts.fields, accessibility: ["lift", "step-free", "lift"] }, facts.no),
  ).rejects.toThrow();
  await expect(
    imported(id, "", { ...facts.fields, accessibility: ["step-free", "lift"] }, facts.no),
  ).rejects.toThrow("would not show");
  expect((await released(id, "")).no).toBe(facts.no);
  granted(
    await imported(id, "", { ...facts.fields, accessibility: ["lift", "step-free"] }, facts.no),
  );
});
