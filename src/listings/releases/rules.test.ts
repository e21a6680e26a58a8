import { expect, test } from "vitest";
import { hashOf, mergeLoaded, normalised, shownState, textHash, unitState } from "./rules";

test("a value has one hash, whatever the order of its keys, and another value another", () => {
  expect(hashOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(hashOf({ b: [{ d: 3, c: 2 }], a: 1 }));
  expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
  expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
});

test.each([
  ["white space", "Two  words\n", "Two words"],
  ["quotation marks", "“so” said ‘he’", "\"so\" said 'he'"],
  ["guillemets with their spaces", "« oui »", '"oui"'],
  ["the form of letters", "Cafe\u0301", "Café"],
])("%s change nothing for a translator", (_, one, other) => {
  expect(textHash(one)).toBe(textHash(other));
});

test("a comma does", () => {
  expect(textHash("Beds, 20")).not.toBe(textHash("Beds 20"));
  expect(normalised("a, b")).toBe("a, b");
});

test("a translation is outdated exactly when its source is another than the one it was accepted for", () => {
  const unit = { acceptedHash: textHash("Source"), method: "human" };
  expect(unitState("Quelle", "Source ", unit)).toBe("checked");
  expect(unitState("Quelle", "Sources", unit)).toBe("outdated");
  expect(unitState("Quelle", "Source", { ...unit, method: "machine" })).toBe("machine");
  expect(unitState(" ", "Source", unit)).toBe("missing");
  expect(unitState("Quelle", "Source", undefined)).toBe("machine");
  expect(shownState(["checked", "machine", "outdated"])).toBe("outdated");
  expect(shownState(["checked", "machine"])).toBe("draft");
  expect(shownState(["checked"])).toBe("checked");
});

test("a load brings a section unless people have published it otherwise since", () => {
  const base = { contact: "old", offers: "old" };
  expect(
    mergeLoaded({ contact: "new", offers: "new" }, base, { contact: "ours", offers: "old" }),
  ).toEqual({
    fields: { contact: "ours", offers: "new" },
    kept: ["contact"],
  });
  expect(
    mergeLoaded({ contact: "ours", offers: "old" }, base, { contact: "ours", offers: "old" }).kept,
  ).toEqual([]);
});
