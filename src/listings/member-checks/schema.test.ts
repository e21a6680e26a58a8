import { expect, test } from "vitest";
import { NoteCover, SetItem } from "./schema";

const cover = { facilityId: "3", slug: "niguarda", insurer: "An insurer", until: "2027-12-31" };

test("an amount is taken as people write it, and as whole euro alone", () => {
  for (const euro of ["5000000", "5 000 000", "5.000.000", "€ 5,000,000", "5'000'000"])
    expect(NoteCover.parse({ ...cover, euro }).euro).toBe(5_000_000);
  for (const euro of ["", "much", "-5000000", "12", "99999999999"])
    expect(NoteCover.safeParse({ ...cover, euro }).success).toBe(false);
});

test("what is not in order, or not needed, is said with a note", () => {
  const found = { facilityId: "3", slug: "niguarda", item: "authorisation", seen: "" };
  expect(SetItem.safeParse({ ...found, verdict: "checked" }).success).toBe(true);
  expect(SetItem.safeParse({ ...found, verdict: "failed" }).success).toBe(false);
  expect(SetItem.safeParse({ ...found, verdict: "waived", note: "None here." }).success).toBe(true);
});
