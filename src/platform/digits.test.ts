import { expect, test } from "vitest";
import { plainDigits } from "./digits";

test.each([
  ["Arabic digits", "١٦٨", "168"],
  ["Persian digits", "۱۶۸", "168"],
  ["full-width digits", "１６８", "168"],
  ["Devanagari digits", "१६८", "168"],
  ["an Arabic decimal sign", "٧٢٫٥", "72.5"],
  ["an Arabic sign for thousands", "١٬٠٠٠", "1000"],
  ["a comma stays one", "72,5", "72,5"],
  ["a date", "٢٠٢٦-١٢-٠١", "2026-12-01"],
  ["a telephone with a mark of direction", "\u200f+٩٦٦ ٥٥ ١٢٣ ٤٥٦٧", "+966 55 123 4567"],
  ["a code of one's telephone", "١٢٣ ٤٥٦", "123 456"],
  ["a time, full width", "１６：３０", "16:30"],
  ["a minus of typesetters", "−5", "-5"],
])("%s: %s is %s", (_, typed, plain) => {
  expect(plainDigits(typed)).toBe(plain);
});

test.each(["منذ ٣ أشهر", "seit 3 Monaten", "", "  ", "abc", "３か月"])(
  "words stay as they were typed: %s",
  (typed) => {
    expect(plainDigits(typed)).toBe(typed);
  },
);
