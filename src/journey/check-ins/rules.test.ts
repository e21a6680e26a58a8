import { expect, test } from "vitest";
import questions from "../../../prisma/seed/reference/check-ins/1.json";
import { asksAdvice, families, questionKeys, warningsIn } from "./rules";
import { answerForm, CheckInFile } from "./schema";

const set = CheckInFile.parse(questions);
const answered = (yes: readonly string[], asked: readonly string[] = questionKeys) => ({
  questions: Object.fromEntries(
    asked.map((key) => [key, yes.includes(key) ? ("yes" as const) : ("no" as const)]),
  ),
  pain: 0,
  note: "",
});

test("a yes on the short list is a warning, each by itself; a no, a question not asked and pain are none", () => {
  for (const key of questionKeys)
    expect(warningsIn(set, answered([key])), key).toEqual(set.warnings.includes(key) ? [key] : []);
  expect(warningsIn(set, answered([]))).toEqual([]);
  expect(warningsIn(set, { questions: {}, pain: 10, note: "fever" })).toEqual([]);
  expect(warningsIn(set, answered(questionKeys))).toEqual(set.warnings);
});

test("every family is asked something to warn of, and no warning is something hoped for", () => {
  for (const family of families)
    expect(
      set.families[family].some((key) => set.warnings.includes(key)),
      family,
    ).toBe(true);
  expect(set.warnings.filter((key) => set.goodWhenYes.includes(key))).toEqual([]);
});

test("the advice is asked about once, on the thirtieth day, in the form as in the rule", () => {
  expect([2, 7, 30, 90].filter(asksAdvice)).toEqual([30]);
  const fields = {
    checkInId: "00000000-0000-4000-8000-000000000000",
    pain: "3",
    ...Object.fromEntries(set.families.general.map((key) => [key, "no"])),
  };
  for (const day of [2, 7, 30, 90])
    expect(answerForm(set.families.general, day).safeParse(fields).success, String(day)).toBe(
      day !== 30,
    );
});
