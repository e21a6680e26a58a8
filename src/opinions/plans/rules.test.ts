import { expect, test } from "vitest";
import { disordered, missingInPlan, type Plan, totals } from "./rules";
import { Draft } from "./schema";

const amounts: Plan["amounts"] = { room: [100, 200, 300], surgeon: [10, 10, 10] };

test("an estimate adds up by its ends, and a part that goes down is named", () => {
  expect(totals({ amounts })).toEqual([110, 210, 310]);
  expect(totals({ amounts: {} })).toEqual([0, 0, 0]);
  expect(
    disordered({ amounts: { ...amounts, pathology: [3, 2, 4], implants: [1, 2, 1] } }),
  ).toEqual(["pathology", "implants"]);
});

const form = {
  requestId: "00000000-0000-4000-8000-000000000000",
  version: "3",
  revision: "0",
  does: "send",
  nights: "4",
  daysBeforeFlying: "",
  depositPercent: "30",
  vat: "exempt",
  steps: " Day 0 ",
};
const read = (more: Record<string, string>) => Draft.safeParse({ ...form, ...more });

test("a form's amounts are read as money, and half a range is said where it is", () => {
  const plan = read({ "room-low": "1000", "room-likely": "1200,50", "room-high": "1500.5" });
  expect(plan.data?.plan).toMatchObject({
    amounts: { room: [100_000, 120_050, 150_050] },
    texts: { steps: "Day 0" },
    nights: 4,
    daysBeforeFlying: null,
  });
  for (const [wrong, message] of [
    [{ "room-low": "1" }, "range"],
    [{ "room-low": "2", "room-likely": "1", "room-high": "3" }, "range"],
    [{ "room-low": "ten" }, "money"],
    [{ "room-low": "-1" }, "money"],
    [{ nights: "400" }, "number"],
  ] as const)
    expect(
      read(wrong as Record<string, string>).error?.issues.map((issue) => issue.message),
    ).toContain(message);
});

test("what is missing before it can be sent is named", () => {
  const plan = read({}).data?.plan as Plan;
  expect(missingInPlan(plan)).toEqual([
    "setting",
    "risks",
    "included",
    "notIncluded",
    "cancellation",
    "invoices",
    "daysBeforeFlying",
    "room",
  ]);
});
