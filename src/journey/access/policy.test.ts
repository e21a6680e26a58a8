import { expect, test } from "vitest";
import type { Actor } from "@/platform/actor";
import { facilityRoles, officeRoles, partnerRights, relativeRights } from "@/platform/roles";
import {
  answersOrders,
  arrangedPatient,
  arrangesFor,
  clearsToFly,
  looksAfter,
  setsDatesAt,
  watchesJourneys,
} from "./policy";

const as = (fields: Record<string, unknown>) =>
  ({ personId: "somebody", ...fields }) as unknown as Actor;
const owner = as({ kind: "patient", role: "patient", personId: "whose" });
const relative = (rights: string[], actsInFull = false, patientId = "whose") =>
  as({ kind: "relative", role: "companion", patientId, rights, actsInFull });
const staffOf = (role: string, facilityId = 1) => as({ kind: "staff", role, facilityId });
const officeOf = (role: string) => as({ kind: "office", role });
const firm = (rights: string[], partnerId: string | null = "firm") =>
  as({ kind: "partner", role: "partner", partner: "x", partnerId, rights });

test("a journey is planned by its patient, by who acts for them in full, and by a companion with that right alone", () => {
  const others = [
    as({ kind: "patient", role: "patient" }),
    relative(["see-messages"]),
    relative(["arrange-journey"], true, "another"),
    staffOf("facility-coordinator"),
    officeOf("case-coordinator"),
    firm(["answer-orders"]),
    as({ kind: "holder", role: "patient", personId: "whose" }),
    as({ kind: "linguist", role: "interpreter" }),
  ];
  for (const actor of [owner, relative(["arrange-journey"]), relative([], true)]) {
    expect(arrangesFor(actor, "whose")).toBe(true);
    expect(arrangedPatient(actor)).toBe("whose");
  }
  for (const actor of others) expect(arrangesFor(actor, "whose")).toBe(false);
  expect(arrangedPatient(relative(["see-messages"]))).toBeNull();
  expect(arrangedPatient(staffOf("facility-coordinator"))).toBeNull();
});

test("each of the others has the one part that is theirs", () => {
  for (const role of facilityRoles) {
    expect(setsDatesAt(staffOf(role), 1), role).toBe(role === "facility-coordinator");
    expect(setsDatesAt(staffOf(role, 2), 1)).toBe(false);
    expect(clearsToFly(staffOf(role)), role).toBe(role === "specialist");
  }
  expect(facilityRoles.filter((role) => looksAfter(staffOf(role)))).toEqual([
    "facility-coordinator",
    "medical-triage",
    "specialist",
  ]);
  expect(officeRoles.filter((role) => watchesJourneys(officeOf(role)))).toEqual([
    "case-coordinator",
  ]);
  for (const right of partnerRights)
    expect(answersOrders(firm([right])), right).toBe(right === "answer-orders");
  expect(answersOrders(firm(["answer-orders"], null))).toBe(false);
});

test("of a companion's rights one opens a journey", () => {
  expect(relativeRights.filter((right) => arrangesFor(relative([right]), "whose"))).toEqual([
    "arrange-journey",
  ]);
});
