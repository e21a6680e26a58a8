import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changedPath, paperKinds, stateKeys } from "./rules";
import { CarePath, Publish } from "./schema";

const path = CarePath.parse(
  JSON.parse(readFileSync(join(process.cwd(), "prisma/seed/reference/care-path/2.json"), "utf8")),
);
const words = JSON.parse(
  readFileSync(join(process.cwd(), "messages/en/documents.json"), "utf8"),
) as { papers: Record<string, string> };

/** The form as the page shows it, posted unchanged. */
const typed: Record<string, unknown> = {
  version: String(path.version),
  note: "Nothing",
  from: path.calendar.from,
  to: path.calendar.to,
  holidays: path.calendar.holidays.join("\r\n"),
  countriesNotServed: path.countriesNotServed.join(", "),
  halves: path.states.filter((state) => state.halves).map((state) => state.key),
  ...Object.fromEntries(
    path.states.flatMap(({ key, limit, teamLimit, reminders }) => [
      [`reminders-${key}`, reminders.join(", ")],
      ...(limit
        ? [[`amount-${key}`, String(limit.amount)] as const, [`unit-${key}`, limit.unit] as const]
        : []),
      ...(teamLimit ? [[`team-${key}`, String(teamLimit.amount)] as const] : []),
    ]),
  ),
  "papers-all": path.documents.all.join("\n"),
  ...Object.fromEntries(
    Object.entries(path.documents.families).map(([family, kinds]) => [
      `papers-${family}`,
      kinds.join("\n"),
    ]),
  ),
};
const next = (change: object) =>
  CarePath.parse(changedPath(path, Publish.parse({ ...typed, ...change }), "2026-12-01"));
const wrong = (change: object) =>
  Object.keys(Publish.safeParse({ ...typed, ...change }).error?.flatten().fieldErrors ?? {});

test("every paper that a checklist can name has words, and no other has", () => {
  expect([...paperKinds].sort()).toEqual(Object.keys(words.papers).sort());
});

describe("rules changed in the portal", () => {
  test("are the same but for version and day where nothing was changed", () => {
    expect(next({})).toEqual({ ...path, version: path.version + 1, publishedOn: "2026-12-01" });
  });

  test("hold what was changed, and the states and moves that were", () => {
    const changed = next({
      "amount-reading": "3",
      "unit-reading": "working-days",
      "team-reading": "5,5",
      "reminders-draft": "9 4",
      halves: ["reading"],
      holidays: "2027-01-06\n2026-12-08 2027-01-06",
      "papers-eye": "oct",
      countriesNotServed: "",
      to: "17:00",
    });
    const state = (key: string) => changed.states.find((one) => one.key === key);
    expect(state("reading")).toMatchObject({
      limit: { amount: 3, unit: "working-days" },
      teamLimit: { amount: 5.5, unit: "working-days" },
      halves: true,
    });
    expect(state("draft")?.reminders).toEqual([4, 9]);
    expect(state("triage")?.halves).toBe(false);
    expect(changed.calendar).toMatchObject({
      from: "08:00",
      to: "17:00",
      holidays: ["2026-12-08", "2027-01-06"],
    });
    expect([changed.documents.families.eye, changed.countriesNotServed]).toEqual([["oct"], []]);
    expect(
      changed.states.map(({ key, next: after, holder, clock }) => ({ key, after, holder, clock })),
    ).toEqual(
      path.states.map(({ key, next: after, holder, clock }) => ({ key, after, holder, clock })),
    );
  });

  test("are refused by the name of the field where they cannot be", () => {
    for (const [name, value] of Object.entries({
      "amount-reading": "0",
      "unit-reading": "moons",
      "team-reading": "-1",
      "reminders-draft": "soon",
      "papers-eye": "horoscope",
      holidays: "2027-02-30",
      countriesNotServed: "Atlantis",
      from: "8",
      to: "07:00",
      note: " ",
    }))
      expect(wrong({ [name]: value }), name).toEqual([name]);
    expect(wrong({ halves: ["moon"] })).toEqual(["halves"]);
  });

  test("take limits of every state that has one", () => {
    for (const key of stateKeys.filter(
      (one) => path.states.find((state) => state.key === one)?.limit,
    ))
      expect(wrong({ [`amount-${key}`]: "" }), key).toEqual([`amount-${key}`]);
  });
});
