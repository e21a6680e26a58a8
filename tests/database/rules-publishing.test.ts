import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { publishRules } from "@/cases/care-path/commands";
import { currentCarePath, publishedVersions } from "@/cases/care-path/queries";
import type { RulesChange } from "@/cases/care-path/rules";
import { stateOf } from "@/cases/care-path/rules";
import type { Office } from "@/platform/actor";
import { insertCarePaths } from "../../prisma/seed/care-path";
import { arrive, ask, office, one, patient } from "../support/people";
import { begin, move, requestRow } from "../support/requests";
import { givenBy } from "../support/web-role";

const change = async (rest: Partial<RulesChange> = {}): Promise<RulesChange> => {
  const { version, calendar, countriesNotServed } = await currentCarePath();
  const { from, to, holidays } = calendar;
  return {
    version,
    note: "More time to read",
    from,
    to,
    holidays,
    countriesNotServed,
    halves: ["reading"],
    limits: {},
    reminders: {},
    papers: {},
    ...rest,
  };
};
let administrator: Office;
beforeEach(async () => {
  administrator = office(await arrive("administrator"));
});
afterEach(() => vi.restoreAllMocks());

test("rules published in the portal count for what begins afterwards, with the same moves; an open request keeps its own", async () => {
  const whose = await arrive();
  const before = await begin(patient(whose));
  const old = await currentCarePath();
  const published = await publishRules(
    administrator,
    await change({
      limits: { "first-contact": { amount: 3, unit: "hours" } },
      countriesNotServed: ["KP"],
    }),
  );
  expect(published).toEqual({ ok: true, value: old.version + 1 });
  const now = await currentCarePath();
  expect(stateOf(now, "first-contact").limit).toEqual({ amount: 3, unit: "hours" });
  expect(stateOf(now, "reading").limit).toEqual(stateOf(old, "reading").limit);
  const moves = (version: number) =>
    ask("SELECT before, after FROM care_moves WHERE version = $1 ORDER BY 1, 2", [version]);
  expect(await moves(now.version)).toEqual(await moves(old.version));
  const after = await begin(patient(whose));
  expect([(await requestRow(before)).rulesVersion, (await requestRow(after)).rulesVersion]).toEqual(
    [old.version, now.version],
  );
  const at = new Date();
  await move(after, "sent", at);
  await move(after, "first-contact", at);
  expect((await requestRow(after)).dueAt?.getTime()).toBe(at.getTime() + 3 * 3_600_000);
  expect((await publishedVersions(administrator))[0]).toMatchObject({
    version: now.version,
    note: "More time to read",
    requests: 1,
  });
  expect(
    await ask(
      "SELECT detail FROM audit_entries WHERE action = 'rules.published' AND person_id = $1",
      [administrator.personId],
    ),
  ).toEqual([{ detail: String(now.version) }]);
});

test("of two who publish at once one wins, and the other is told; a form made from older rules is too", async () => {
  const form = await change();
  const both = await Promise.all([
    publishRules(administrator, form),
    publishRules(office(await arrive("administrator")), { ...form, note: "Other" }),
  ]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.find((one) => !one.ok)).toEqual({ ok: false, reason: "stale" });
  expect(await publishRules(administrator, form)).toEqual({ ok: false, reason: "stale" });
  for (const role of ["case-coordinator", "privacy-officer", "partner-curator"] as const) {
    const who = office(await arrive(role));
    expect(await publishRules(who, await change())).toEqual({ ok: false, reason: "notAllowed" });
    expect(await publishedVersions(who)).toEqual([]);
  }
});

test("the web writes rules through one door alone, which takes the next version, somebody's name and the moves that stand", async () => {
  const { version, body } = await one<{
    version: number;
    body: { states: { key: string; next: string[] }[] };
  }>("SELECT version, body FROM care_rules ORDER BY version DESC LIMIT 1");
  const through = (file: object, who: string | null = administrator.personId) =>
    givenBy(
      async (web) =>
        (
          await web.query("SELECT publish_care_path($1::jsonb, 'x', $2::uuid) AS done", [
            JSON.stringify(file),
            who,
          ])
        ).rows[0].done as boolean,
    );
  await expect(
    givenBy((web) =>
      web.query("INSERT INTO care_rules (version, published_on, body) VALUES (99, now(), '{}')"),
    ),
  ).rejects.toThrow(/permission denied/);
  await expect(
    givenBy((web) => web.query("INSERT INTO care_moves VALUES (1, 'draft', 'closed')")),
  ).rejects.toThrow(/permission denied/);
  for (const wrong of [version - 1, version, version + 2])
    expect(await through({ ...body, version: wrong })).toBe(false);
  await expect(through({ ...body, version: version + 1 }, null)).rejects.toThrow(/somebody/);
  const more = body.states.map((state) =>
    state.key === "draft" ? { ...state, next: [...state.next, "closed"] } : state,
  );
  const less = body.states.map((state) => (state.key === "draft" ? { ...state, next: [] } : state));
  for (const states of [more, less])
    await expect(through({ ...body, version: version + 1, states })).rejects.toThrow(
      /keep the moves/,
    );
  expect(await through({ ...body, version: version + 1 })).toBe(true);
});

test("a later file of the reference data under a number that the association has used is left out, and said so", async () => {
  await publishRules(administrator, await change());
  const { version } = await currentCarePath();
  const file = JSON.parse(
    readFileSync(join(process.cwd(), "prisma/seed/reference/care-path/2.json"), "utf8"),
  ) as object;
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await insertCarePaths(client, [{ ...file, version }]).finally(() => client.end());
  expect(said.mock.calls.flat().join()).toContain(`care path ${version}`);
  expect((await publishedVersions(administrator))[0]).toMatchObject({
    version,
    note: "More time to read",
  });
});
