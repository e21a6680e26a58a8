import { expect, test } from "vitest";
import first from "../../../prisma/seed/reference/membership/1.json";
import { coverFault, itemsFor } from "./rules";
import { MembershipList } from "./schema";

const list = MembershipList.parse(first);

test("an item for some kinds is asked of those alone", () => {
  expect(itemsFor(list, "irccs")).toContain("accreditation");
  expect(itemsFor(list, "private")).not.toContain("accreditation");
  expect(itemsFor(list, "private")).toContain("authorisation");
});

test("a list without the least cover for each kind is refused", () => {
  const { private: _, ...others } = list.minimumCover;
  expect(MembershipList.safeParse({ ...list, minimumCover: others }).success).toBe(false);
});

test("cover has to be there, to last through today and to reach the least amount", () => {
  const cover = { insurer: "An insurer", euro: 5_000_000, until: "2027-01-31" };
  expect(coverFault(null, 5_000_000, "2027-01-31")).toBe("noCover");
  expect(coverFault(cover, 5_000_000, "2027-01-31")).toBe(null);
  expect(coverFault(cover, 5_000_000, "2027-02-01")).toBe("coverEnded");
  expect(coverFault(cover, 5_000_001, "2027-01-31")).toBe("coverLow");
});
