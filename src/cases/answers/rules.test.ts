import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import { dueAt } from "../calendar/rules";
import {
  checklist,
  dueOf,
  isOpen,
  limitOf,
  type StateKey,
  stateKeys,
  stateOf,
} from "../care-path/rules";
import { CarePath } from "../care-path/schema";
import { type Answers, isDone, missingSteps, needed, steps } from "./rules";

const path = CarePath.parse(
  JSON.parse(readFileSync(join(process.cwd(), "prisma/seed/reference/care-path/2.json"), "utf8")),
);
const ended: StateKey[] = ["not-possible", "withdrawn", "closed"];
const full: Answers = {
  birth: "1960-04-01",
  sex: "female",
  condition: "a knot",
  questions: "Is it needed?",
  story: "It began in May.",
  proposed: "To operate",
  speak: "de",
  channel: "portal",
};

describe("a form", () => {
  test("that is empty lacks every step, in the order of the list", () => {
    expect(missingSteps({})).toEqual([...steps]);
    expect(missingSteps({})).toEqual(["who", "question", "story", "treatment", "reach"]);
  });

  test("that is full lacks none, with or without what may be left out", () => {
    expect(missingSteps(full)).toEqual([]);
    expect(
      missingSteps({ ...full, height: "170", weight: "60", phone: "", medicines: "" }),
    ).toEqual([]);
  });

  test.each(steps.flatMap((step) => needed[step].map((name) => [step, name] as const)))(
    "lacks %s without %s, left out, empty or blank",
    (step, name) => {
      const { [name]: _, ...without } = full;
      for (const answers of [without, { ...full, [name]: "" }, { ...full, [name]: " \n\t " }]) {
        expect(missingSteps(answers)).toEqual([step]);
        expect(isDone(step, answers)).toBe(false);
      }
    },
  );

  test("lacks exactly the steps of which something needed is blank", async () => {
    const names = Object.keys(full) as (keyof Answers)[];
    await holds(
      fc.property(fc.subarray(names), (blank) => {
        const answers = { ...full, ...Object.fromEntries(blank.map((name) => [name, " "])) };
        expect(missingSteps(answers)).toEqual(
          steps.filter((step) => needed[step].some((name) => blank.includes(name))),
        );
      }),
    );
  });
});

test("a team has more time to read than one specialist, and class A halves both", () => {
  expect(limitOf(path, "reading", "B", true)).toEqual({ amount: 4, unit: "working-days" });
  expect(limitOf(path, "reading", "A", true)).toEqual({ amount: 2, unit: "working-days" });
  expect(limitOf(path, "triage", "B", true)).toEqual(limitOf(path, "triage", "B"));
});

describe("limits", () => {
  const entered = new Date("2026-12-03T09:00+01:00");

  test.each(stateKeys)("of %s are halved for class A alone, and only where they may be", (key) => {
    const { limit, halves } = stateOf(path, key);
    for (const urgency of [null, "B", "C"] as const)
      expect(limitOf(path, key, urgency)).toEqual(limit ?? null);
    expect(limitOf(path, key, "A")).toEqual(
      limit ? { ...limit, amount: halves ? limit.amount / 2 : limit.amount } : null,
    );
  });

  test.each(stateKeys)("of %s are due only while the clock runs", (key) => {
    const { limit, clock } = stateOf(path, key);
    for (const urgency of [null, "A"] as const) {
      const due = dueOf(path, key, urgency, entered);
      if (clock !== "running") expect(due).toBeNull();
      else
        expect(due).toEqual(
          dueAt(
            entered,
            limitOf(path, key, urgency) ?? { amount: Number.NaN, unit: "days" },
            path.calendar,
          ),
        );
    }
    expect(clock === "running").toBe(
      limit !== undefined && key !== "visit-planned" && key !== "delivered",
    );
  });

  test("of the first contact: one working day, half of one for class A", () => {
    expect(dueOf(path, "first-contact", "B", entered)).toEqual(new Date("2026-12-04T09:00+01:00"));
    expect(dueOf(path, "first-contact", "A", entered)).toEqual(new Date("2026-12-03T14:00+01:00"));
  });
});

test("a request is open from when it was sent until it ended", () => {
  for (const key of stateKeys)
    expect(isOpen(path, key), key).toBe(key !== "draft" && !ended.includes(key));
});

test("the papers of a case are those of all and those of its family; a family unknown has those of the others", () => {
  expect(checklist(path, "heart")).toEqual([
    ...path.documents.all,
    "ecg",
    "echo-report",
    "cath-report",
    "imaging-dicom",
  ]);
  expect(checklist(path, "a family from later")).toEqual(checklist(path, "other"));
  for (const family of Object.keys(path.documents.families))
    expect(new Set(checklist(path, family)).size, family).toBe(checklist(path, family).length);
});
