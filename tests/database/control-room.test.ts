import { expect, test } from "vitest";
import { lateCases, turnsOf, waitingAtDesk } from "@/oversight/control/queries";
import { arrive, ask, office, one } from "../support/people";
import { sentRequest } from "../support/requests";

test("who is late is counted and named to those who steer, and to nobody else", async () => {
  const [administrator, coordinator, privacy] = await Promise.all([
    arrive("administrator"),
    arrive("case-coordinator"),
    arrive("privacy-officer"),
  ]);
  const before = await lateCases(office(administrator));
  const desk = await waitingAtDesk(office(coordinator));
  const { requestId } = await sentRequest();
  expect((await lateCases(office(administrator))).total).toBe(before.total);
  await ask(
    "UPDATE requests SET holder = 'case-coordinator', due_at = now() - interval '1 hour' WHERE id = $1",
    [requestId],
  );
  expect(await waitingAtDesk(office(coordinator))).toBe(desk + 1);
  const late = await lateCases(office(coordinator));
  expect(late.total).toBe(before.total + 1);
  expect(late.cases.find(({ id }) => id === requestId)).toMatchObject({
    state: (await one<{ state: string }>("SELECT state FROM requests WHERE id = $1", [requestId]))
      .state,
    holder: "case-coordinator",
    facility: null,
  });
  expect(await lateCases(office(privacy))).toEqual({ cases: [], total: 0 });
  expect(await turnsOf(office(privacy))).toEqual([]);
  expect(await waitingAtDesk(office(administrator))).toBe(0);
});

test("whose turn it is goes by who had the fewest, and leaves out who has no room", async () => {
  const administrator = office(await arrive("administrator"));
  const facilities = await ask<{ id: number; name: string }>(
    "SELECT id, common_name AS name FROM facilities WHERE closed_on IS NULL AND is_hospital AND NOT EXISTS (SELECT FROM opinion_terms t WHERE t.facility_id = facilities.id) ORDER BY id LIMIT 3",
  );
  for (const [at, { id }] of facilities.entries())
    await ask(
      "INSERT INTO opinion_terms (facility_id, is_offered, confirmed_at, confirmed_by, capacity, currency, fee_cents, days, team_days, next_check_on, paused_until) VALUES ($1, $2, now(), NULL, 5, 'EUR', 30000, 5, 7, CURRENT_DATE + 90, $3)",
      [id, at !== 1, at === 2 ? "2999-01-01" : null],
    );
  const turns = await turnsOf(administrator);
  const names = turns.map(({ facility }) => facility);
  expect(names).toContain(facilities[0]?.name);
  expect(names).not.toContain(facilities[1]?.name);
  expect(names).not.toContain(facilities[2]?.name);
  const shares = turns.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(turns.every(({ open, capacity }) => open < capacity)).toBe(true);
});
