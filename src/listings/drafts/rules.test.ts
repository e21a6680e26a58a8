import { expect, test } from "vitest";
import { differences, joined, paragraphsOf } from "./rules";

test("two texts of one origin are put together paragraph by paragraph", () => {
  const all = paragraphsOf("One.\n\nTwo.", "One.\n\nTwo, mine.", "One.\n\nTwo, theirs.\n\nThree.");
  expect(all).toEqual([
    { base: "One.", mine: "One.", theirs: "One." },
    { base: "Two.", mine: "Two, mine.", theirs: "Two, theirs." },
    { base: "", mine: "", theirs: "Three." },
  ]);
  expect(joined(all, () => "theirs")).toBe("One.\n\nTwo, theirs.\n\nThree.");
  expect(joined(all, () => "mine")).toBe("One.\n\nTwo, mine.");
  expect(joined(all, (at) => (at === 1 ? "mine" : "theirs"))).toBe("One.\n\nTwo, mine.\n\nThree.");
});

test("what differs is named value by value", () => {
  const spoken = (how: string) => [
    { language: "ar", how },
    { language: "en", how: "staff" },
  ];
  expect(differences(spoken("staff"), spoken("interpreter"))).toEqual([
    { path: "/ar/how", before: "staff", after: "interpreter" },
  ]);
  expect(differences(["lift"], ["lift", "parking"])).toEqual([
    { path: "/parking", before: "", after: "parking" },
  ]);
  expect(differences({ about: "a" }, { about: "a" })).toEqual([]);
});
