import { expect, test } from "vitest";
import { bestLanguage } from "./rules";

test.each([
  ["what was chosen before comes first", "ar", "de", "ar"],
  ["then the browser's wishes by their weight", undefined, "nl, fr;q=0.5, de-CH;q=0.9", "de"],
  ["a language refused with q=0 is not taken", undefined, "de;q=0, it;q=0.1", "it"],
  ["a traditional Chinese reader gets Chinese", undefined, "zh-Hant-TW,zh;q=0.9", "zh"],
  ["an unknown choice counts as none", "xx", "es", "es"],
  ["and English where nothing fits", undefined, "nl,sv;q=0.4", "en"],
  ["or nothing is said", undefined, undefined, "en"],
  ["or nonsense", undefined, ";;;q=,,=*", "en"],
])("%s", (_what, chosen, accept, language) => {
  expect(bestLanguage(chosen, accept)).toBe(language);
});
