import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds } from "../../../tests/support/properties";
import { dueAt } from "../calendar/rules";
import {
  canMove,
  checklist,
  dueOf,
  isOpen,
  limitOf,
  type StateKey,
  stateKeys,
  stateOf,
} from "../care-path/rules";
import { CarePath } from "../care-path/schema";
import {
  type Answers,
  coordinatorNext,
  isDone,
  isPatientMove,
  missingSteps,
  needed,
  steps,
} from "./rules";

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

describe("a coordinator", () => {
  test.each(stateKeys)("is offered from %s only what the rules allow", (state) => {
    for (const next of coordinatorNext(path, state))
      expect(canMove(path, state, next), next).toBe(true);
  });

  test("decides where the association has the ball, and nowhere else", () => {
    expect(coordinatorNext(path, "first-contact")).toEqual([
      "waiting-documents",
      "material-check",
      "complete",
      "not-possible",
    ]);
    expect(coordinatorNext(path, "material-check")).toEqual(["waiting-documents", "complete"]);
    expect(coordinatorNext(path, "translation")).toEqual([
      "material-check",
      "complete",
      "waiting-documents",
    ]);
    expect(coordinatorNext(path, "declined-by-all")).toEqual(["choice", "closed"]);
    for (const state of stateKeys.filter(
      (key) => !["first-contact", "material-check", "translation", "declined-by-all"].includes(key),
    ))
      expect(coordinatorNext(path, state), state).toEqual([]);
  });

  test("is offered nothing that a later version of the rules no longer allows", () => {
    const stricter = {
      ...path,
      states: path.states.map((state) => ({
        ...state,
        next: state.next.filter((next) => next !== "complete"),
      })),
    };
    expect(coordinatorNext(stricter, "first-contact")).toEqual([
      "waiting-documents",
      "material-check",
      "not-possible",
    ]);
    expect(coordinatorNext(stricter, "material-check")).toEqual(["waiting-documents"]);
    expect(
      coordinatorNext(
        { ...path, states: path.states.map((state) => ({ ...state, next: [] })) },
        "first-contact",
      ),
    ).toEqual([]);
  });

  test("never withdraws for the patient", () => {
    for (const state of stateKeys)
      expect(coordinatorNext(path, state), state).not.toContain("withdrawn");
  });
});

describe("a patient", () => {
  const own = [
    ["draft", "sent"],
    ["waiting-documents", "material-check"],
    ["dormant", "waiting-documents"],
    ["dormant", "choice"],
    ["not-suitable", "choice"],
    ["declined-by-all", "choice"],
    ["payment", "choice"],
    ["not-suitable", "closed"],
    ["delivered", "closed"],
  ] as const;

  test("sends, says that all papers are there, takes up again, chooses anew, ends, and withdraws: nothing else", () => {
    for (const before of stateKeys)
      for (const after of stateKeys) {
        const isOwn =
          after === "withdrawn" || own.some(([from, to]) => from === before && to === after);
        expect(isPatientMove(before, after), `${before} to ${after}`).toBe(isOwn);
      }
  });

  test("has rules for each of these moves", () => {
    for (const [before, after] of own)
      expect(canMove(path, before, after), `${before} to ${after}`).toBe(true);
  });
});

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
