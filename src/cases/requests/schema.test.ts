import { describe, expect, test } from "vitest";
import { readForm } from "@/platform/form";
import { Steps } from "./schema";

const form = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const who = (fields: Record<string, string>) =>
  readForm(Steps.who, form({ birth: "1961-07-13", sex: "female", ...fields }));
const reach = (phone: string) =>
  readForm(Steps.reach, form({ speak: "ar", channel: "phone", zone: "Asia/Riyadh", phone }));

describe("height and weight", () => {
  test.each([
    ["168", "61", "168", "61"],
    ["١٦٨", "٧٢٫٥", "168", "72.5"],
    ["۱۶۸", "۶۱", "168", "61"],
    ["１６８", "72,5", "168", "72.5"],
    ["168 cm", "3.4 kg", "168", "3.4"],
    ["168cm", "٦١ كغ", "168", "61"],
    ["", "", "", ""],
  ])("%s and %s are taken", (height, weight, h, w) => {
    expect(who({ height, weight })).toMatchObject({ ok: true, value: { height: h, weight: w } });
  });

  test.each(["29", "251", "1,68 m", "hoch", "1e2", "-170", "168 168"])(
    "%s is told beside the field, and stays as it was typed",
    (height) => {
      expect(who({ height })).toMatchObject({
        ok: false,
        state: { fieldErrors: { height: ["number"] }, values: { height } },
      });
    },
  );
});

test("a birth date in Arabic digits is one, tomorrow is none", () => {
  expect(who({ birth: "١٩٦١-٠٧-١٣" })).toMatchObject({
    ok: true,
    value: { birth: "1961-07-13" },
  });
  expect(who({ birth: "2999-01-01" }).ok).toBe(false);
});

describe("a telephone", () => {
  test.each([
    ["+966 55 123 4567", "+966 55 123 4567"],
    ["00966551234567", "+966551234567"],
    ["\u200f+٩٦٦٥٥١٢٣٤٥٦٧", "+966551234567"],
    ["＋８６ １３８ ００１３ ８０００", "+86 138 0013 8000"],
  ])("%s is taken", (typed, phone) => {
    expect(reach(typed)).toMatchObject({ ok: true, value: { phone } });
  });

  test.each(["123", "055 1234567", "+12", "call me"])("%s is told beside the field", (typed) => {
    expect(reach(typed)).toMatchObject({ ok: false, state: { fieldErrors: { phone: ["phone"] } } });
  });
});
