import { expect, test } from "vitest";
import { withoutIdentity } from "./rules";

const who = { name: "Anna-Maria Müller Öz", birth: "1961-07-03" };

test.each([
  ["the parts of the name, however written", "ANNA and maria Müller came", "[…] and […] […] came"],
  [
    "the birth date in its usual ways",
    "born 1961-07-03, 03.07.1961, 3.7.1961 or 03/07/1961",
    "born […], […], […] or […]",
  ],
  ["an address", "write to anna.m@post.example now", "write to […] now"],
  ["a telephone", "call +41 79 555 01 99 now", "call […] now"],
  ["the number of a document", "passport AB1234567 shown", "passport […] shown"],
])("a summary loses %s", (_, text, shown) => expect(withoutIdentity(text, who)).toBe(shown));

test("a summary keeps what tells nobody: doses, values, short words, years", () => {
  const text =
    "Annals of 2026: 75 mg twice, Hb 11.2 on 2026-11-03, Öz of water, age 65, T2 N0, CA 15-3";
  expect(withoutIdentity(text, who)).toBe(text);
});

test("an Arabic name is taken out of an Arabic sentence", () => {
  expect(withoutIdentity("جاءت فاطمة الزهراء أمس", { name: "فاطمة الزهراء", birth: "" })).toBe(
    "جاءت […] […] أمس",
  );
});
