import { expect, test } from "vitest";
import { partsOf, stemOf, stemsOf } from "./rules";

test.each([
  ["en", "knees", "knee"],
  ["en", "biopsies", "biopsy"],
  ["it", "tumori", "tumore"],
  ["fr", "genoux", "genou"],
  ["de", "gelenke", "gelenk"],
  ["es", "riñones", "riñon"],
  ["ru", "печени", "печень"],
  ["ru", "рака", "рак"],
] as const)("in %s %s and %s share a stem", (language, one, other) => {
  expect(stemOf(one, language)).toBe(stemOf(other, language));
});

test("a short word of one language is not the stem of another's", () => {
  expect(stemOf("timo", "it")).toBe("timo");
  expect(stemsOf({ text: "time", script: "latin" })).not.toContain("timo");
});

test("a German word is read as the words that it is made of", () => {
  expect(partsOf("brustkrebs")).toEqual(["brust", "krebs"]);
  expect(partsOf("knieoperation")).toEqual(["knie", "operation"]);
  expect(partsOf("schmetterling")).toEqual([]);
});
