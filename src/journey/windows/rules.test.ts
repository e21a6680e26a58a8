import fc from "fast-check";
import { expect, test } from "vitest";
import path from "../../../prisma/seed/reference/care-path/3.json";
import first from "../../../prisma/seed/reference/journey/1.json";
import { holds } from "../../../tests/support/properties";
import { legKeys, type MilestoneKind, milestoneKinds, type Template } from "../templates/rules";
import { TemplateFile } from "../templates/schema";
import {
  completed,
  effectsOf,
  fits,
  type LegState,
  type Milestone,
  moved,
  moveMilestone,
  windowOf,
  wrongWayRound,
} from "./rules";

const template: Template = TemplateFile.parse(first);
const { calendar } = path;
const facts = ["visa", "companion"] as const;
const day = 86_400_000;
const at = (iso: string) => Date.parse(iso);
const point = (iso: string, certainty: Milestone["certainty"] = "planned"): Milestone => ({
  start: at(iso),
  end: at(iso),
  certainty,
});
const begun = () =>
  completed(template, new Map([["admission", point("2027-03-22T07:00:00Z")]]), facts, calendar);

test("days keep the time on the clocks over a change to summer time, hours do not", () => {
  const before = at("2027-03-27T09:00:00Z");
  expect(moved(before, { amount: 1, unit: "days" }, calendar)).toBe(at("2027-03-28T08:00:00Z"));
  expect(moved(before, { amount: 24, unit: "hours" }, calendar)).toBe(at("2027-03-28T09:00:00Z"));
  expect(moved(at("2027-03-28T08:00:00Z"), { amount: -1, unit: "days" }, calendar)).toBe(before);
  const leap = at("2028-02-28T09:00:00Z");
  expect(moved(leap, { amount: 1, unit: "days" }, calendar)).toBe(at("2028-02-29T09:00:00Z"));
});

test("working days leave out Sundays and holidays, forwards and back", () => {
  const friday = at("2026-12-04T09:00:00Z");
  expect(moved(friday, { amount: 1, unit: "working-days" }, calendar)).toBe(
    at("2026-12-07T09:00:00Z"),
  );
  expect(moved(friday, { amount: 2, unit: "working-days" }, calendar)).toBe(
    at("2026-12-09T09:00:00Z"),
  );
  expect(moved(at("2026-12-09T09:00:00Z"), { amount: -2, unit: "working-days" }, calendar)).toBe(
    friday,
  );
});

test("from one day of admission everything follows, in an order that can be travelled", () => {
  const milestones = begun();
  expect([...milestones.keys()].sort()).toEqual([...milestoneKinds].sort());
  expect(wrongWayRound(template, milestones)).toEqual([]);
  for (const rule of template.legs) {
    const window = windowOf(rule, milestones, calendar);
    expect(
      window && fits(window.usual, window, { amount: 0, unit: "days" }, calendar),
      rule.key,
    ).toBe(true);
    expect(window && window.usual.start < window.usual.end, rule.key).toBe(true);
  }
});

test("an operation two days later moves what hangs on it, and neither the flight in nor what is booked by others", () => {
  const milestones = begun();
  milestones.set("departure", {
    ...(milestones.get("departure") as Milestone),
    certainty: "fixed",
  });
  const operation = milestones.get("operation") as Milestone;
  const { milestones: after, moves } = moveMilestone(
    template,
    milestones,
    {
      kind: "operation",
      start: operation.start + 2 * day,
      end: operation.end + 2 * day,
      certainty: "planned",
    },
    facts,
    calendar,
  );
  expect(moves.map(({ kind }) => kind).sort()).toEqual(
    ["check-2", "check-30", "check-7", "check-90", "discharge", "fit-to-fly", "operation"].sort(),
  );
  expect(after.get("departure")).toEqual(milestones.get("departure"));
  expect(wrongWayRound(template, after)).toEqual([["fit-to-fly", "departure"]]);
  const agreed = template.legs.map((rule): LegState => {
    const window = windowOf(rule, milestones, calendar);
    return { id: rule.key, rule, stands: "agreed", times: window?.usual ?? null };
  });
  expect(
    effectsOf(agreed, milestones, after, calendar)
      .map(({ legId }) => legId)
      .sort(),
  ).toEqual(
    ["interpreter-discharge", "letter-translation", "lodging-after", "transfer-lodging"].sort(),
  );
});

test("a circle of milestones is refused when the rules are saved", () => {
  const turned = structuredClone(first) as typeof first;
  const admission = turned.milestones.find(({ kind }) => kind === "admission");
  Object.assign(admission ?? {}, {
    hangsOn: { milestone: "check-90", usual: { amount: 1, unit: "days" } },
  });
  expect(TemplateFile.safeParse(turned).error?.issues.map(({ message }) => message)).toContain(
    "circle",
  );
});

const start = at("2027-01-04T00:00:00Z");
const instant = fc.integer({ min: 0, max: 400 * 96 }).map((quarters) => start + quarters * 900_000);
const someMilestones = fc
  .tuple(
    instant,
    fc.dictionary(
      fc.constantFrom(...milestoneKinds),
      fc.tuple(instant, fc.constantFrom("planned", "fixed", "done" as const)),
      { maxKeys: 8 },
    ),
  )
  .map(([admission, known]) => {
    const milestones = new Map<MilestoneKind, Milestone>([
      ["admission", { start: admission, end: admission, certainty: "planned" }],
    ]);
    for (const [kind, [when, certainty]] of Object.entries(known))
      milestones.set(kind as MilestoneKind, {
        start: when,
        end: when,
        certainty: certainty as Milestone["certainty"],
      });
    return completed(template, milestones, facts, calendar);
  });
const aMove = fc.record({ kind: fc.constantFrom(...milestoneKinds), when: instant });
const someLegs = fc.array(
  fc.record({
    key: fc.constantFrom(...legKeys),
    stands: fc.constantFrom("free", "asked", "agreed", "settled" as const),
    shift: fc.integer({ min: -200, max: 200 }),
    hasProposal: fc.boolean(),
  }),
  { maxLength: 18 },
);

/** The legs of a list of wishes: near where they usually are. */
const legsAt = (
  wishes: readonly { key: string; stands: string; shift: number; hasProposal: boolean }[],
  milestones: ReadonlyMap<MilestoneKind, Milestone>,
): LegState[] =>
  wishes.flatMap(({ key, stands, shift, hasProposal }, at) => {
    const rule = template.legs.find((one) => one.key === key);
    const window = rule && windowOf(rule, milestones, calendar);
    if (!rule || !window) return [];
    const times = {
      start: window.usual.start + shift * 900_000,
      end: window.usual.end + shift * 900_000,
    };
    return [
      {
        id: `${key}-${at}`,
        rule,
        stands: stands as LegState["stands"],
        times,
        proposed: hasProposal && stands === "agreed" ? window.usual : null,
      },
    ];
  });

test("any move of any milestone touches exactly the legs whose times no longer fit, and no other", async () => {
  await holds(
    fc.property(someMilestones, aMove, someLegs, (milestones, { kind, when }, wishes) => {
      const legs = legsAt(wishes, milestones);
      const { milestones: after } = moveMilestone(
        template,
        milestones,
        { kind, start: when, end: when, certainty: "planned" },
        facts,
        calendar,
      );
      const touched = effectsOf(legs, milestones, after, calendar);
      for (const leg of legs) {
        const effect = touched.find(({ legId }) => legId === leg.id);
        // The same said another way: each edge of the window by hand.
        const low = (base: number, by: readonly [typeof leg.rule.tolerance, number][]) =>
          by.reduce(
            (sum, [offset, sign]) =>
              moved(sum, { ...offset, amount: sign * offset.amount }, calendar),
            base,
          );
        const inside = (value: number, anchor: typeof leg.rule.start) => {
          const base = after.get(anchor.milestone)?.start ?? Number.NaN;
          return (
            low(base, [
              [anchor.from, 1],
              [leg.rule.tolerance, -1],
            ]) <= value &&
            value <=
              low(base, [
                [anchor.to, 1],
                [leg.rule.tolerance, 1],
              ])
          );
        };
        const isIn = (times: { start: number; end: number }) =>
          inside(times.start, leg.rule.start) && inside(times.end, leg.rule.end);
        const must =
          leg.stands === "asked" && leg.times && !isIn(leg.times)
            ? "ask-again"
            : leg.stands === "agreed" &&
                leg.times &&
                !isIn(leg.times) &&
                !(leg.proposed && isIn(leg.proposed))
              ? "propose"
              : leg.stands === "agreed" && leg.times && isIn(leg.times) && leg.proposed
                ? "take-back"
                : undefined;
        if (leg.stands === "free") expect(["follow", undefined]).toContain(effect?.does);
        else expect(effect?.does).toBe(must);
      }
    }),
    { numRuns: 400 },
  );
});

test("moving twice is moving once, moving there and back is not moving, and new times always fit", async () => {
  await holds(
    fc.property(someMilestones, aMove, someLegs, (milestones, { kind, when }, wishes) => {
      const to = { kind, start: when, end: when, certainty: "planned" as const };
      const once = moveMilestone(template, milestones, to, facts, calendar);
      const twice = moveMilestone(template, once.milestones, to, facts, calendar);
      expect(twice.moves).toEqual([]);
      expect([...twice.milestones]).toEqual([...once.milestones]);
      const legs = legsAt(wishes, milestones);
      for (const effect of effectsOf(legs, milestones, once.milestones, calendar)) {
        const leg = legs.find(({ id }) => id === effect.legId) as LegState;
        const window = windowOf(leg.rule, once.milestones, calendar);
        expect(window && fits(effect.times, window, leg.rule.tolerance, calendar)).toBe(true);
      }
      // A leg that nobody hears of, and that others are added to, fares as it did alone.
      const alone = legs.flatMap((leg) => effectsOf([leg], milestones, once.milestones, calendar));
      expect(alone).toEqual(effectsOf(legs, milestones, once.milestones, calendar));
      expect(
        effectsOf(
          legs.filter(({ stands, proposed }) => stands === "settled" && !proposed),
          milestones,
          once.milestones,
          calendar,
        ),
      ).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test("a wish of one side waits where what was agreed fits, and makes way only where neither does", () => {
  const [rule] = template.legs.filter(({ key }) => key === "transfer-lodging");
  const milestones = begun();
  const window = rule && windowOf(rule, milestones, calendar);
  if (!rule || !window) throw new Error("no such leg");
  const { usual: times } = window;
  const proposed = { start: times.start + 900_000, end: times.end + 900_000 };
  const wish: LegState = { id: "x", rule, stands: "agreed", times, proposed, isWish: true };
  expect(effectsOf([wish], milestones, milestones, calendar)).toEqual([]);
  expect(effectsOf([{ ...wish, isWish: false }], milestones, milestones, calendar)).toEqual([
    { legId: "x", does: "take-back", times },
  ]);
  const discharge = milestones.get("discharge") as Milestone;
  const { milestones: after } = moveMilestone(
    template,
    milestones,
    {
      ...discharge,
      kind: "discharge",
      start: discharge.start + 4 * day,
      end: discharge.end + 4 * day,
    },
    facts,
    calendar,
  );
  expect(effectsOf([wish], milestones, after, calendar)).toMatchObject([{ does: "propose" }]);
});
