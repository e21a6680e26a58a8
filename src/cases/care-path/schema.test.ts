import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { languages } from "@/platform/i18n/rules";
import { type StateKey, stateKeys } from "./rules";
import { CarePath } from "./schema";

type Words = {
  states: Record<string, string>;
  next: Record<string, string>;
  holders: Record<string, string>;
  papers: Record<string, string>;
  start: { flags: Record<string, string> };
};

const read = (path: string): unknown => JSON.parse(readFileSync(join(process.cwd(), path), "utf8"));
/** A fresh copy, to be spoilt. */
const shipped = () =>
  read("prisma/seed/reference/care-path/2.json") as {
    states: { key: string; limit?: unknown }[];
    [name: string]: unknown;
  };
const path = CarePath.parse(shipped());
const stateOf = (key: StateKey) => path.states.find((state) => state.key === key);

/** The states that can be come to from one, it included. */
function reachedFrom(start: StateKey): Set<StateKey> {
  const reached = new Set([start]);
  for (const key of reached) for (const next of stateOf(key)?.next ?? []) reached.add(next);
  return reached;
}

const wordless = (keys: readonly string[], words: Record<string, string> | undefined) =>
  keys.filter((key) => (words?.[key] ?? "").trim() === "");

describe("the shipped care path", () => {
  test("is its newest version, and holds each state once", () => {
    expect(path.version).toBe(2);
    expect(path.states.map((state) => state.key).sort()).toEqual([...stateKeys].sort());
  });

  test.each(stateKeys)("comes to %s from a draft", (key) => {
    expect(reachedFrom("draft")).toContain(key);
  });

  test.each(path.states.filter((state) => state.clock !== "ended").map((state) => state.key))(
    "can end from %s",
    (key) => {
      const ends = [...reachedFrom(key)].filter((reached) =>
        ["closed", "withdrawn", "not-possible"].includes(reached),
      );
      expect(ends).not.toEqual([]);
      expect(ends.map((end) => stateOf(end)?.clock)).toEqual(ends.map(() => "ended"));
    },
  );

  test("can be withdrawn from wherever it is, until the opinion is signed", () => {
    const notWithdrawn = path.states
      .filter((state) => !state.next.includes("withdrawn"))
      .map((state) => state.key);
    const afterwards = ["signed", "opinion-translation", "delivered", "questions", "plan-asked"];
    expect(notWithdrawn.sort()).toEqual(
      ["draft", "not-possible", "withdrawn", "closed", ...afterwards].sort(),
    );
  });

  test("leads nowhere twice, and what happens by itself is a move that it knows", () => {
    for (const { key, next, after } of path.states) {
      expect(new Set(next).size, key).toBe(next.length);
      if (after)
        expect(after.state === "deleted" ? key === "draft" : next.includes(after.state), key).toBe(
          true,
        );
    }
  });

  test("stops the clock with the patient alone, save for a visit that has its day", () => {
    const paused = path.states.filter(
      (state) => state.clock === "paused" && state.holder !== "patient",
    );
    expect(paused.map((state) => state.key)).toEqual(["visit-planned"]);
    const running = path.states.filter(
      (state) => state.clock === "running" && ["patient", "nobody"].includes(state.holder),
    );
    expect(running).toEqual([]);
  });

  test("reminds before it does what follows, in the order of the days", () => {
    for (const { key, reminders, after } of path.states) {
      expect(reminders, key).toEqual([...new Set(reminders)].sort((a, b) => a - b));
      if (after && reminders.length > 0)
        expect(Math.max(...reminders), key).toBeLessThan(after.days);
    }
  });

  test("promises a written opinion within 5 working days from the choice", () => {
    const hour = 1;
    const day = Number.parseInt(path.calendar.to, 10) - Number.parseInt(path.calendar.from, 10);
    const worked = (key: StateKey) => {
      const limit = stateOf(key)?.limit;
      if (!limit?.unit.startsWith("working-"))
        throw new Error(`${key} has no limit in working time`);
      return limit.amount * (limit.unit === "working-hours" ? hour : day);
    };
    expect(worked("offered-facility") + worked("triage")).toBe(1 * day);
    expect(worked("offered-specialist")).toBe(1 * day);
    expect(worked("reading")).toBe(2 * day);
    expect(worked("second-reading")).toBe(1 * day);
    const promised: StateKey[] = [
      "offered-facility",
      "triage",
      "offered-specialist",
      "reading",
      "second-reading",
    ];
    expect(promised.map(worked).reduce((sum, one) => sum + one, 0)).toBe(5 * day);
    expect(promised.map((key) => stateOf(key)?.halves)).toEqual(promised.map(() => true));
    expect(promised.flatMap((key) => stateOf(key)?.number)).toEqual(["8", "9", "10", "12", "15"]);
  });

  test("names for each district a family that has a list of papers", () => {
    for (const [district, family] of Object.entries(path.familyOfDistrict))
      expect(path.documents.families[family], district).toBeDefined();
    expect(path.documents.families.other).toBeDefined();
  });
});

describe.each(languages)("the words in %s", (language) => {
  const words = {
    ...(read(`messages/${language}/cases.json`) as Omit<Words, "papers">),
    ...(read(`messages/${language}/documents.json`) as Pick<Words, "papers">),
  };

  test("name every state, what comes next in it, and whoever has the ball", () => {
    expect(wordless(stateKeys, words.states)).toEqual([]);
    expect(wordless(stateKeys, words.next)).toEqual([]);
    const holders = [...new Set(path.states.map((state) => state.holder))];
    expect(holders.length).toBeGreaterThan(5);
    expect(wordless(holders, words.holders)).toEqual([]);
  });

  test("name every red flag and every kind of paper", () => {
    expect(path.redFlags.length).toBeGreaterThan(0);
    expect(wordless(path.redFlags, words.start.flags)).toEqual([]);
    const kinds = [...path.documents.all, ...Object.values(path.documents.families).flat()];
    expect(kinds.length).toBeGreaterThan(0);
    expect(wordless(kinds, words.papers)).toEqual([]);
  });
});

describe("a care path that does not fit together is refused:", () => {
  const spoilt = (change: (file: ReturnType<typeof shipped>) => void) => {
    const file = shipped();
    change(file);
    return CarePath.safeParse(file).success;
  };
  const drop = (file: ReturnType<typeof shipped>, key: string) => {
    file.states = file.states.filter((state) => state.key !== key);
  };
  const first = (file: ReturnType<typeof shipped>, key: string) =>
    file.states.find((state) => state.key === key) as Record<string, unknown>;

  test("nothing spoilt is taken", () => expect(spoilt(() => undefined)).toBe(true));

  test.each<[string, (file: ReturnType<typeof shipped>) => void]>([
    ["a state that is missing", (file) => drop(file, "triage")],
    ["a state that stands in it twice", (file) => file.states.push(...file.states.slice(0, 1))],
    [
      "a move to a state that there is not",
      (file) => Object.assign(first(file, "sent"), { next: ["nirvana"] }),
    ],
    ["a clock that runs without a limit", (file) => delete first(file, "triage").limit],
    [
      "a limit where no clock runs",
      (file) => Object.assign(first(file, "draft"), { limit: { amount: 1, unit: "hours" } }),
    ],
    [
      "a limit of no time",
      (file) => Object.assign(first(file, "triage"), { limit: { amount: 0, unit: "hours" } }),
    ],
    ["a reminder on no day", (file) => Object.assign(first(file, "draft"), { reminders: [0] })],
    [
      "a holder whom nobody knows",
      (file) => Object.assign(first(file, "triage"), { holder: "astrologer" }),
    ],
    [
      "a calendar without a working day",
      (file) => Object.assign(file.calendar as object, { days: [] }),
    ],
    ["a version that is no number", (file) => Object.assign(file, { version: 0 })],
  ])("%s", (_, change) => {
    expect(spoilt(change)).toBe(false);
  });
});
