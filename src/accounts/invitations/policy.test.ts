import { expect, test } from "vitest";
import type { Actor } from "@/platform/actor";
import { roles } from "@/platform/roles";
import { mayFill } from "./policy";

const office = (role: string) => ({ kind: "office", role }) as Actor;
const staff = (role: string) => ({ kind: "staff", role, facilityId: 7 }) as Actor;

test.each([
  ["an administrator", office("administrator"), ["patient", "companion", "representative"], []],
  ["a case coordinator", office("case-coordinator"), roles, []],
  ["a privacy officer", office("privacy-officer"), roles, []],
  ["a patient", { kind: "patient", role: "patient" } as Actor, roles, []],
  ["a specialist of the facility", staff("specialist"), roles, []],
  [
    "a facility coordinator",
    staff("facility-coordinator"),
    ["administrator", "partner", "translator", "patient"],
    ["specialist", "facility-editor"],
  ],
  [
    "a partner curator",
    office("partner-curator"),
    ["administrator", "specialist", "facility-coordinator", "patient"],
    ["partner", "interpreter"],
  ],
] as const)("%s fills only the posts that are theirs", (_who, actor, never, may) => {
  for (const role of never) expect(mayFill(actor, { role, facilityId: 7 }), role).toBe(false);
  for (const role of may) expect(mayFill(actor, { role, facilityId: 7 }), role).toBe(true);
});

test("a facility coordinator fills no post of another facility", () => {
  expect(mayFill(staff("facility-coordinator"), { role: "specialist", facilityId: 8 })).toBe(false);
});
