import { expect, test } from "vitest";
import { changeTerms, confirmTerms } from "@/opinions/terms/commands";
import { ownTerms, waitingTerms } from "@/opinions/terms/queries";
import { Terms, type TermsInput } from "@/opinions/terms/schema";
import { dayFromNow } from "../support/days";
import { atChoice, linesOf, openHouse } from "../support/opinions";
import { arrive, ask, granted, office, one, staff } from "../support/people";

const offer = (change: Partial<TermsInput> = {}): TermsInput => ({
  ...Terms.parse({
    version: "0",
    isOffered: "yes",
    capacity: "10",
    feeCents: "300",
    days: "5",
    teamDays: "7",
    minAge: "0",
    maxAge: "120",
    withInterpreter: "yes",
    languages: ["it"],
  }),
  sourceUrl: "https://hospital.example/second-opinion",
  ...change,
});
const coordinatorOf = async (facility: string) =>
  staff(await arrive("facility-coordinator", { facility }));
const administrator = async () => office(await arrive("administrator"));
const inAYear = dayFromNow(365);
const subjects = async (action: string, facilityId: number) =>
  (
    await ask("SELECT 1 FROM audit_entries WHERE action = $1 AND subject = $2", [
      action,
      `facility:${facilityId}`,
    ])
  ).length;

test("what a facility offers is proposed to patients once the association has confirmed it, and after a change only once it has again", async () => {
  const who = await coordinatorOf("humanitas-rozzano");
  const admin = await administrator();
  granted(await changeTerms(who, offer()));
  expect(await ownTerms(who)).toMatchObject({ feeCents: 30_000, confirmedAt: null, version: 1 });
  const [waiting] = await waitingTerms(admin);
  expect(waiting).toMatchObject({
    facilityId: who.facilityId,
    sourceUrl: "https://hospital.example/second-opinion",
  });
  const isProposed = async () =>
    (await linesOf((await atChoice()).id)).some((line) => line.facilityId === who.facilityId);
  expect(await isProposed()).toBe(false);
  granted(
    await confirmTerms(admin, { facilityId: who.facilityId, version: 1, nextCheckOn: inAYear }),
  );
  expect(await waitingTerms(admin)).toEqual([]);
  expect(await isProposed()).toBe(true);
  granted(await changeTerms(who, offer({ version: 2, feeCents: 40_000 })));
  expect(await ownTerms(who)).toMatchObject({ feeCents: 40_000, confirmedAt: null });
  expect(await isProposed()).toBe(false);
  expect([
    await subjects("terms.changed", who.facilityId),
    await subjects("terms.confirmed", who.facilityId),
  ]).toEqual([2, 1]);
});

test("of two windows the second is told, and what was changed meanwhile is not confirmed unseen", async () => {
  const who = await coordinatorOf("niguarda");
  const admin = await administrator();
  const first = await Promise.all([
    changeTerms(who, offer()),
    changeTerms(who, offer({ feeCents: 1 })),
  ]);
  expect(first.filter((one) => one.ok)).toHaveLength(1);
  const both = await Promise.all([
    changeTerms(who, offer({ version: 1, days: 3 })),
    changeTerms(who, offer({ version: 1, days: 4 })),
  ]);
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.find((one) => !one.ok)).toEqual({ ok: false, reason: "stale" });
  expect(
    await confirmTerms(admin, { facilityId: who.facilityId, version: 1, nextCheckOn: inAYear }),
  ).toEqual({ ok: false, reason: "stale" });
  const confirmations = await Promise.all(
    [1, 2].map(() =>
      confirmTerms(admin, { facilityId: who.facilityId, version: 2, nextCheckOn: inAYear }),
    ),
  );
  expect(confirmations.filter((one) => one.ok)).toHaveLength(1);
});

test("only the facility's coordinator says it and only the administrator confirms it; the database takes no worse promise", async () => {
  const house = await openHouse("san-raffaele");
  const { version } = await one<{ version: number }>(
    "SELECT version FROM opinion_terms WHERE facility_id = $1",
    [house.facilityId],
  );
  for (const who of [house.triage, house.specialist, house.reader]) {
    expect(await changeTerms(who, offer({ version }))).toEqual({ ok: false, reason: "notAllowed" });
    expect(await ownTerms(who)).toBeNull();
  }
  const others = [
    office(await arrive("case-coordinator")),
    office(await arrive("privacy-officer")),
  ];
  for (const who of others) {
    expect(
      await confirmTerms(who, { facilityId: house.facilityId, version, nextCheckOn: inAYear }),
    ).toEqual({ ok: false, reason: "notAllowed" });
    expect(await waitingTerms(who)).toEqual([]);
  }
  await expect(changeTerms(house.coordinator, offer({ version, days: 6 }))).rejects.toThrow(
    /opinion_terms_days/,
  );
  expect(
    await one("SELECT version FROM opinion_terms WHERE facility_id = $1", [house.facilityId]),
  ).toEqual({ version });
});
