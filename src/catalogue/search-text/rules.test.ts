import { describe, expect, test } from "vitest";
import { fold, slips, soundOf, spellings, wordsOf } from "./rules";

const texts = (text: string) => wordsOf(text).map((word) => word.text);

describe("words", () => {
  test.each([
    ["accents and case do not matter", "CÔLON Irritable", ["colon", "irritable"]],
    ["an Italian article stands apart", "protesi d'anca", ["protesi", "d", "anca"]],
    ["hamza, final ya and vowel signs are folded", "أَلَم المعدة", ["الم", "معده"]],
    ["Chinese is taken by two neighbouring signs", "前列腺癌", ["前列", "列腺", "腺癌"]],
    ["one Chinese sign is itself", "肺", ["肺"]],
    ["digits of Arabic are digits", "٣ أشهر", ["3", "اشهر"]],
    ["marks and emoji are no words", "😀 % ' -- &|!", []],
  ])("%s", (_what, text, words) => {
    expect(texts(text)).toEqual(words);
  });

  test("a lone half of a surrogate pair is no word and no failure", () => {
    expect(texts("knee \ud800 pain")).toEqual(["knee", "pain"]);
  });
});

test("ü may be written ue, and the British oe may be e", () => {
  expect(spellings("huefte")).toContain("hufte");
  expect(spellings("oesophagus")).toContain("esophagus");
  expect(spellings("knee")).toEqual([]);
});

test.each([
  ["простаты", "prostaty"],
  ["монца", "monza"],
  ["нигуарда", "niguarda"],
  ["комо", "como"],
  ["онкология", "onkologija"],
])("%s sounds like %s", (one, other) => {
  expect(soundOf(one)).toBe(soundOf(other));
});

test.each([
  ["brest", "breast", 1],
  ["replacment", "replacement", 1],
  ["prostrate", "prostate", 1],
  ["lekuemia", "leukemia", 1],
  ["knee", "hand", 2],
])("from %s to %s: %i slips, counted up to 1 more than asked", (a, b, count) => {
  expect(slips(a, b, 1)).toBe(Math.min(count, 2));
});

test("folding is done once: folded text does not change", () => {
  for (const text of ["Crème Brûlée", "ßtraße", "Ёлка", "ﬁbrose", "الإصابة"])
    expect(fold(fold(text))).toBe(fold(text));
});
