import { expect, test } from "vitest";
import { publish } from "../support/care-paths";
import { one } from "../support/people";
import { days, move, requestRow, since, start, stateIn } from "../support/requests";
import { tick } from "../support/rounds";

const dueOfFirstContact = async (id: string) =>
  (
    await one<{ dueAt: Date }>(
      `SELECT due_at AS "dueAt" FROM request_stays WHERE request_id = $1 AND state = 'first-contact'`,
      [id],
    )
  ).dueAt;

test("a new version of the rules counts for what begins after it; a request keeps the version it began under", async () => {
  const before = await since("waiting-documents");
  await publish((file) => {
    file.version = 4;
    for (const state of file.states) {
      if (state.key === "waiting-documents")
        Object.assign(state, {
          next: ["complete", "dormant", "withdrawn"],
          reminders: [1],
          after: { days: 3, state: "dormant" },
        });
      if (state.key === "first-contact") state.limit = { amount: 2, unit: "working-hours" };
    }
  });
  const after = await since("waiting-documents");
  expect([await requestRow(before.id), await requestRow(after.id)]).toMatchObject([
    { rulesVersion: 3 },
    { rulesVersion: 4 },
  ]);
  expect(await dueOfFirstContact(before.id)).toEqual(days(1));
  expect(await dueOfFirstContact(after.id)).toEqual(new Date(start.getTime() + 2 * 3_600_000));

  await tick(days(1));
  expect([await before.reminded(), await after.reminded()]).toEqual([0, 1]);
  await tick(days(3));
  expect([await before.reminded(), await after.reminded()]).toEqual([1, 1]);
  expect([await stateIn(before.id), await stateIn(after.id)]).toEqual([
    "waiting-documents",
    "dormant",
  ]);
  await move(after.id, "waiting-documents", days(4));
  await expect(move(after.id, "material-check", days(4))).rejects.toThrow(/no rule leads/);
  await move(before.id, "material-check", days(4));
  expect([await requestRow(before.id), await requestRow(after.id)]).toMatchObject([
    { rulesVersion: 3 },
    { rulesVersion: 4 },
  ]);
});

test("a version that was published is not published anew with other rules, and may be loaded again as it is", async () => {
  await expect(publish((file) => Object.assign(file, { countriesNotServed: [] }))).rejects.toThrow(
    /published with other rules/,
  );
  await publish(() => undefined);
});
