import { expect, test } from "vitest";
import { slugOf } from "./rules";

test.each([
  ["Ospitalità & Co. s.r.l.", "ospitalita-co-s-r-l"],
  ["  --  ", "partner"],
  ["شركة النقل", "partner"],
  [`${"a".repeat(79)} b`, "a".repeat(79)],
])("%s lies at /partners/%s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
