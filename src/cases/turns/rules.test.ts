import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { languages } from "@/platform/i18n/rules";
import type { ActPlace } from "../acts/rules";
import { stateKeys } from "../care-path/rules";
import { CarePath } from "../care-path/schema";
import { type Course, isOver, noFacts } from "../course/rules";
import {
  type ActName,
  actNames,
  actOf,
  courseAfter,
  dueActs,
  holderOf,
  isLegal,
  isPossible,
  limitIn,
  nextActs,
  wordsOf,
} from "./rules";

const pathOf = (version: number) =>
  CarePath.parse(
    JSON.parse(
      readFileSync(join(process.cwd(), `prisma/seed/reference/care-path/${version}.json`), "utf8"),
    ),
  );
const versions = [1, 2, 3].map(pathOf);
const current = versions.at(-1) ?? pathOf(1);
const key = (course: Course) => Object.values(course).join(" · ");

type Seen = { courses: Course[]; moves: Set<string> };

/** Every course that acts lead to under a version of the rules, and the moves they make on the way. */
function reachable(path: CarePath): Seen {
  const found = new Map<string, Course>();
  const moves = new Set<string>();
  const add = (course: Course) => found.set(key(course), course);
  add({ state: "draft", ...noFacts });
  for (const course of found.values())
    for (const name of actNames.filter((one) => isPossible(one, course, path)))
      for (const [outcome, then] of Object.entries(actOf(name).then)) {
        if (!isLegal(name, course, path, outcome)) continue;
        const next = courseAfter(name, course, outcome);
        if (then(course).state) moves.add(`${course.state} > ${next.state}`);
        add(next);
      }
  return { courses: [...found.values()], moves };
}

const pages: Record<ActPlace, string> = {
  ask: "(second-opinion)/second-opinion/ask/[id]/check",
  "own-case": "(second-opinion)/second-opinion/cases/[id]",
  choose: "(second-opinion)/second-opinion/cases/[id]/choose",
  "own-opinion": "(second-opinion)/second-opinion/cases/[id]/opinion",
  "own-plan": "(second-opinion)/second-opinion/cases/[id]/plan",
  "desk-case": "(association)/association/requests/[id]",
  translation: "(work)/work/translations/[id]",
  "facility-case": "(facility)/facility/cases/[id]",
  offer: "(facility)/facility/offers/[id]",
  opinion: "(facility)/facility/cases/[id]/opinion",
  plan: "(facility)/facility/cases/[id]/plan",
};

describe.each(versions.map((path) => [path.version, path] as const))(
  "by version %i of the rules",
  (_, path) => {
    const { courses } = reachable(path);

    test("many courses can be reached, and each lies with one role, or is over", () => {
      expect(courses.length).toBeGreaterThan(80);
      const wrong = courses.filter((course) => {
        const holders = new Set(dueActs(course, path).map((name) => actOf(name).by));
        return isOver(course) ? holders.size > 0 : holders.size !== 1;
      });
      expect(wrong.map(key)).toEqual([]);
    });

    test("whoever has it has something to do, on a page that there is", () => {
      for (const course of courses.filter((one) => !isOver(one))) {
        const [name] = dueActs(course, path) as [ActName];
        const { by, at } = actOf(name);
        expect(holderOf(course, path), key(course)).toBe(by);
        expect(at === null, `${key(course)}: ${name}`).toBe(by === "system");
        if (at)
          expect(existsSync(join("src/app/[locale]", pages[at], "page.tsx")), pages[at]).toBe(true);
      }
    });

    test("whoever works on it is given a time, but where a day is set by itself", () => {
      const timeless = courses.filter((course) => {
        const holder = holderOf(course, path);
        return holder !== "patient" && holder !== "nobody" && !limitIn(path, course, "C");
      });
      const named = new Set(timeless.map((course) => dueActs(course, path)[0]));
      // Before version 3 a payment and an accepted plan were looked at by nobody in particular.
      const before3 = path.version < 3 ? ["confirmPayment", "confirmPlan"] : [];
      expect([...named].filter((name) => !before3.includes(name ?? ""))).toEqual([]);
    });

    test("the portal never waits for itself where a person could go on", () => {
      for (const course of courses)
        expect(new Set(dueActs(course, path)).size, key(course)).toBe(dueActs(course, path).length);
    });
  },
);

describe("the rules that new cases begin under", () => {
  test("know the moves that acts make, and no other", () => {
    // What ends by time ends as the care path says, which the table leaves to it.
    const after = new Map(
      current.states.map((state) => [state.key, state.after?.state as string | undefined]),
    );
    const { moves } = reachable({
      ...current,
      states: current.states.map((state) => ({ ...state, next: [...stateKeys] })),
    });
    const known = current.states.flatMap(({ key: from, next }) =>
      next.map((to) => `${from} > ${to}`),
    );
    expect(known.filter((move) => !moves.has(move))).toEqual([]);
    for (const [from, to] of after)
      if (to && to !== "deleted") expect(known).toContain(`${from} > ${to}`);
  });

  test("give time by the names of acts alone", () => {
    const names = Object.keys(current.within);
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !(actNames as string[]).includes(name))).toEqual([]);
  });

  test("every act can be done somewhere", () => {
    const { courses } = reachable(current);
    const seen = new Set(courses.flatMap((course) => nextActs(course, current)));
    expect(actNames.filter((name) => !seen.has(name))).toEqual([]);
  });
});

test("class A has half of a time within a state too", () => {
  const course: Course = { state: "second-reading", ...noFacts, draft: "agreed", facility: "here" };
  expect(limitIn(current, course, "A")).toEqual({ amount: 0.5, unit: "working-days" });
  expect(limitIn(current, course, "B")).toEqual({ amount: 1, unit: "working-days" });
});

test("what is due stands before what is possible beside it", () => {
  const course: Course = {
    state: "second-reading",
    ...noFacts,
    draft: "handed-in",
    facility: "here",
  };
  expect(nextActs(course, current, "second-reader")[0]).toBe("agree");
  expect(nextActs(course, current, "specialist")).toEqual(["answerComment", "signAlone"]);
  expect(nextActs(course, current, null)).toEqual([]);
});

test("an outcome that the table does not have is a mistake of the code", () => {
  expect(() => courseAfter("sendRequest", { state: "draft", ...noFacts }, "sideways")).toThrow(
    /no outcome/,
  );
});

describe.each(languages)("in %s", (language) => {
  const words = (
    JSON.parse(readFileSync(`messages/${language}/cases.json`, "utf8")) as {
      acts: Record<string, string>;
    }
  ).acts;

  test("what the clock waits for first has words, wherever a case can be", () => {
    const { courses } = reachable(current);
    const first = new Set(courses.flatMap((course) => dueActs(course, current).slice(0, 1)));
    expect([...first].filter((name) => !words[wordsOf(name)])).toEqual([]);
  });
});
