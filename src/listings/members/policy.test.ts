import { expect, test } from "vitest";
import type { Actor } from "@/platform/actor";
import { officeRoles } from "@/platform/roles";
import { appliesFor, checksMembers, decidesOnMembers, seesMembers, settlesTasks } from "./policy";

const as = (role: string, kind = "office") => ({ kind, role }) as unknown as Actor;
const those = (may: (actor: Actor) => boolean) => officeRoles.filter((role) => may(as(role)));

test("an administrator decides, curators check as well, coordinators settle what still runs", () => {
  expect(those(decidesOnMembers)).toEqual(["administrator"]);
  expect(those(checksMembers)).toEqual(["administrator", "partner-curator"]);
  expect(those(settlesTasks)).toEqual(["administrator", "case-coordinator"]);
  expect(those(seesMembers)).toEqual(["administrator", "case-coordinator", "partner-curator"]);
});

test("nobody outside of the association does any of it", () => {
  for (const kind of ["staff", "patient", "partner", "relative", "linguist", "holder"])
    for (const may of [seesMembers, checksMembers, decidesOnMembers, settlesTasks])
      expect(may(as("administrator", kind))).toBe(false);
});

test("a facility's own coordinator alone asks for it to be admitted", () => {
  const staff = (role: string, facilityId: number) =>
    ({ kind: "staff", role, facilityId }) as unknown as Actor;
  expect(appliesFor(staff("facility-coordinator", 3), 3)).toBe(true);
  expect(appliesFor(staff("facility-coordinator", 4), 3)).toBe(false);
  expect(appliesFor(staff("facility-editor", 3), 3)).toBe(false);
  expect(appliesFor(as("administrator"), 3)).toBe(false);
});
