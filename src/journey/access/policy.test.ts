import { expect, test } from "vitest";
import type { Actor } from "@/platform/actor";
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
    relative(["read-messages"]),
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
  expect(arrangedPatient(relative(["read-messages"]))).toBeNull();
  expect(arrangedPatient(staffOf("facility-coordinator"))).toBeNull();
});

test("each of the others has the one part that is theirs", () => {
  expect(setsDatesAt(staffOf("facility-coordinator"), 1)).toBe(true);
  expect(setsDatesAt(staffOf("facility-coordinator", 2), 1)).toBe(false);
  for (const role of ["specialist", "medical-triage", "facility-administrator"])
    expect(setsDatesAt(staffOf(role), 1)).toBe(false);
  expect(watchesJourneys(officeOf("case-coordinator"))).toBe(true);
  for (const role of ["administrator", "partner-curator", "auditor"])
    expect(watchesJourneys(officeOf(role))).toBe(false);
  expect(answersOrders(firm(["answer-orders"]))).toBe(true);
  expect(answersOrders(firm(["send-papers"]))).toBe(false);
  expect(answersOrders(firm(["answer-orders"], null))).toBe(false);
  for (const role of ["facility-coordinator", "medical-triage", "specialist"]) {
    expect(looksAfter(staffOf(role))).toBe(true);
    expect(clearsToFly(staffOf(role))).toBe(role === "specialist");
  }
  expect(looksAfter(staffOf("facility-administrator"))).toBe(false);
});
