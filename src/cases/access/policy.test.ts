import { describe, expect, test } from "vitest";
import type { Actor } from "@/platform/actor";
import {
  facilityRoles,
  linguistRoles,
  officeRoles,
  type RelativeRight,
  relativeRights,
} from "@/platform/roles";
import { stateKeys } from "../care-path/rules";
import {
  byName,
  canActForPatient,
  canReadRequest,
  facilityWide,
  isCoordinator,
  isInSight,
  patientOf,
} from "./policy";

const proven = { personId: "somebody", grantId: "grant", sessionId: "session", network: "test" };
const actor = (more: Record<string, unknown>) => ({ ...proven, ...more }) as unknown as Actor;

const patient = (personId: string) => actor({ kind: "patient", role: "patient", personId });
const companion = (patientId: string, rights: readonly RelativeRight[] = []) =>
  actor({
    kind: "relative",
    role: "companion",
    relationId: "tie",
    patientId,
    rights,
    actsInFull: false,
  });
const representative = (patientId: string, actsInFull = true) =>
  actor({
    kind: "relative",
    role: "representative",
    relationId: "tie",
    patientId,
    rights: [],
    actsInFull,
  });
const office = (role: string) => actor({ kind: "office", role });

/** Everybody who never reads a request, whatever its state. */
const outside: [string, Actor][] = [
  ...facilityRoles.map((role): [string, Actor] => [
    role,
    actor({ kind: "staff", role, facilityId: 1 }),
  ]),
  ...linguistRoles.map((role): [string, Actor] => [role, actor({ kind: "linguist", role })]),
  ...officeRoles
    .filter((role) => role !== "case-coordinator")
    .map((role): [string, Actor] => [role, office(role)]),
  ["partner", actor({ kind: "partner", role: "partner", partner: "a hotel" })],
  [
    "holder of an account, even the patient's",
    actor({ kind: "holder", role: "patient", personId: "whose" }),
  ],
  ["another patient", patient("another")],
  ["companion with every right from another patient", companion("another", relativeRights)],
  ["representative in full of another patient", representative("another")],
  ["representative whose proof is not confirmed", representative("whose", false)],
  ["companion without a right", companion("whose")],
  [
    "companion with every right but to see requests",
    companion(
      "whose",
      relativeRights.filter((right) => right !== "see-requests"),
    ),
  ],
];

const inside: [string, Actor][] = [
  ["the patient", patient("whose")],
  ["a representative in full", representative("whose")],
  ["a companion who may see requests", companion("whose", ["see-requests"])],
];

describe.each(stateKeys)("a request in %s", (state) => {
  const request = { patientId: "whose", state, hasHealthConsent: true };
  const withoutConsent = { ...request, hasHealthConsent: false };

  test.each(inside)("is read by %s, whatever was agreed to", (_, who) => {
    expect(canReadRequest(who, request)).toBe(true);
    expect(canReadRequest(who, withoutConsent)).toBe(true);
  });

  test.each(outside)("is not read by %s", (_, who) => {
    expect(canReadRequest(who, request)).toBe(false);
    expect(canReadRequest(who, withoutConsent)).toBe(false);
  });

  test("is read by a coordinator of the association once sent, while the patient agrees", () => {
    expect(canReadRequest(office("case-coordinator"), request)).toBe(state !== "draft");
    expect(canReadRequest(office("case-coordinator"), withoutConsent)).toBe(false);
  });
});

describe("a companion", () => {
  test.each(relativeRights)(
    "with %s alone does what needs that right, for that patient, and nothing else",
    (right) => {
      const who = companion("whose", [right]);
      for (const other of relativeRights) {
        expect(canActForPatient(who, "whose", other), other).toBe(other === right);
        expect(canActForPatient(who, "another", other), other).toBe(false);
      }
      expect(
        canReadRequest(who, { patientId: "whose", state: "sent", hasHealthConsent: true }),
      ).toBe(right === "see-requests");
    },
  );

  test("with every right does nothing that is the patient's alone", () => {
    expect(canActForPatient(companion("whose", relativeRights), "whose")).toBe(false);
    expect(patientOf(companion("whose", relativeRights))).toBeNull();
  });
});

describe("acting for a patient", () => {
  test("is for the patient and whoever represents them in full, with or without a right named", () => {
    for (const right of [undefined, ...relativeRights])
      for (const who of [patient("whose"), representative("whose")]) {
        expect(canActForPatient(who, "whose", right)).toBe(true);
        expect(canActForPatient(who, "another", right)).toBe(false);
      }
  });

  test("is for nobody whose proof is not confirmed", () => {
    for (const right of [undefined, ...relativeRights])
      expect(canActForPatient(representative("whose", false), "whose", right)).toBe(false);
  });

  test("is for nobody by profession, nor by holding an account, not even for themselves", () => {
    const others = outside
      .map(([, who]) => who)
      .filter((who) => who.kind !== "patient" && who.kind !== "relative");
    const professionals = [...others, office("case-coordinator")];
    expect(professionals).toHaveLength(
      facilityRoles.length + linguistRoles.length + officeRoles.length + 2,
    );
    for (const who of professionals)
      for (const right of [undefined, ...relativeRights]) {
        expect(canActForPatient(who, "whose", right)).toBe(false);
        expect(canActForPatient(who, who.personId, right)).toBe(false);
      }
  });

  test("begins a request for oneself, or for the patient represented in full", () => {
    expect(patientOf(patient("whose"))).toBe("whose");
    expect(patientOf(representative("whose"))).toBe("whose");
    expect(patientOf(representative("whose", false))).toBeNull();
    for (const [, who] of outside.filter(
      ([, one]) => one.kind !== "patient" && one.kind !== "relative",
    ))
      expect(patientOf(who)).toBeNull();
    expect(patientOf(office("case-coordinator"))).toBeNull();
  });
});

describe("a facility", () => {
  const staff = (role: string, facilityId = 1) => actor({ kind: "staff", role, facilityId });
  const open = { patientId: "whose", state: "reading", hasHealthConsent: true };
  const referral = (state: string, facilityId = 1) => ({
    ...open,
    referrals: [{ facilityId, state }],
  });

  test.each(facilityWide)(
    "sees as %s what is open to it, and nothing before, after, elsewhere, or without the patient's agreement",
    (role) => {
      for (const state of ["offered", "accepted", "done"]) {
        expect(canReadRequest(staff(role), referral(state))).toBe(true);
        expect(canReadRequest(staff(role, 2), referral(state))).toBe(false);
        expect(canReadRequest(staff(role), { ...referral(state), hasHealthConsent: false })).toBe(
          false,
        );
      }
      for (const state of ["chosen", "declined", "lapsed", "not-suitable", "withdrawn"])
        expect(canReadRequest(staff(role), referral(state)), state).toBe(false);
    },
  );

  test.each(byName)("shows a %s what they accepted by name alone", (role) => {
    const assigned = (state: string, personId = "somebody", as: string = role) => ({
      ...referral("accepted"),
      assignments: [{ personId, role: as, state }],
    });
    for (const state of ["accepted", "done"])
      expect(canReadRequest(staff(role), assigned(state))).toBe(true);
    for (const state of ["offered", "declined", "lapsed", "ended"])
      expect(canReadRequest(staff(role), assigned(state)), state).toBe(false);
    expect(canReadRequest(staff(role), referral("accepted"))).toBe(false);
    expect(canReadRequest(staff(role), assigned("accepted", "another"))).toBe(false);
    expect(canReadRequest(staff(role), assigned("accepted", "somebody", "medical-triage"))).toBe(
      false,
    );
    expect(
      canReadRequest(staff(role), {
        ...assigned("accepted"),
        referrals: [{ facilityId: 1, state: "withdrawn" }],
      }),
    ).toBe(false);
  });

  test("shows it to whoever stands in for them, in the same role, and to no other colleague", () => {
    const assigned = (deputies: string[], role = "specialist") => ({
      ...referral("accepted"),
      assignments: [{ personId: "away", role, state: "accepted", deputies }],
    });
    expect(canReadRequest(staff("specialist"), assigned(["somebody"]))).toBe(true);
    expect(canReadRequest(staff("specialist"), assigned(["another"]))).toBe(false);
    expect(canReadRequest(staff("second-reader"), assigned(["somebody"]))).toBe(false);
  });

  test.each(["facility-editor", "facility-approver"])("shows a %s nothing of a case", (role) => {
    expect(
      canReadRequest(staff(role), {
        ...referral("accepted"),
        assignments: [{ personId: "somebody", role, state: "accepted" }],
      }),
    ).toBe(false);
  });

  test("sees the groups agreed to, and before the first judgement not the earlier advice", () => {
    const kinds = { imaging: ["imaging-dicom"], firstAdvice: { papers: ["doctor-report"] } };
    expect(isInSight({ groups: ["images"], isBlind: false }, "imaging-dicom", kinds)).toBe(true);
    expect(isInSight({ groups: ["images"], isBlind: false }, "histology", kinds)).toBe(false);
    expect(isInSight({ groups: ["reports"], isBlind: false }, "doctor-report", kinds)).toBe(true);
    expect(isInSight({ groups: ["reports"], isBlind: true }, "doctor-report", kinds)).toBe(false);
    expect(isInSight({ groups: ["reports"], isBlind: true }, "histology", kinds)).toBe(true);
  });
});

test("only a coordinator of the association is one", () => {
  expect(isCoordinator(office("case-coordinator"))).toBe(true);
  for (const [name, who] of [...inside, ...outside]) expect(isCoordinator(who), name).toBe(false);
  expect(isCoordinator(actor({ kind: "holder", role: "case-coordinator" }))).toBe(false);
  expect(isCoordinator(actor({ kind: "staff", role: "facility-coordinator", facilityId: 1 }))).toBe(
    false,
  );
});
