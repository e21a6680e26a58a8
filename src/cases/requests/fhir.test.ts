import { readFileSync } from "node:fs";
import { Fhir } from "fhir";
import { describe, expect, test } from "vitest";
import { type Case, requestAsFhir, type TaskStatus } from "./fhir";

const official = new Fhir();
const at = (day: number) => new Date(Date.UTC(2026, 10, day, 9, 30));

const asked: Case = {
  base: "https://health.example/fhir",
  id: "0b9c6f6e-2f65-4a5e-9b0e-0f0d9a1a7c11",
  number: "HL-2026-000412",
  state: { key: "reading", name: "Being read", fhir: "in-progress" },
  priority: "urgent",
  patientId: "7e3f8c2a-6a0e-4a71-a1d5-6d3f3b1c2d22",
  owner: { name: "Coordination" },
  createdAt: at(1),
  changedAt: at(9),
  sentAt: at(2),
  dueAt: at(20),
  condition: {
    name: "Aortic stenosis",
    codes: [{ system: "http://hl7.org/fhir/sid/icd-10", code: "I35.0" }],
  },
  papers: [
    {
      id: "paper-1",
      kind: "imaging report",
      type: "application/pdf",
      size: 120_400,
      sha256: "ab".repeat(32),
      title: "Report",
      language: "ru",
      sentAt: at(3),
    },
    {
      id: "paper-2",
      kind: "laboratory",
      type: "image/jpeg",
      size: 9_000,
      sha256: "cd".repeat(32),
      sentAt: at(4),
    },
  ],
  consents: [
    {
      id: "consent-1",
      title: "Reading of papers",
      kind: "reading",
      version: "3",
      language: "ru",
      hash: "ef".repeat(32),
      givenAt: at(1),
      withdrawnAt: null,
    },
    {
      id: "consent-2",
      title: "Sharing",
      kind: "sharing",
      version: "1",
      language: "ru",
      hash: "01".repeat(32),
      givenAt: at(1),
      withdrawnAt: at(5),
    },
  ],
};

const faults = (given: Case) =>
  requestAsFhir(given).flatMap(({ resource }) =>
    official
      .validate(resource, { errorOnUnexpected: true })
      .messages.filter(({ severity }) => severity === "error" || severity === "fatal"),
  );

const find = (given: Case, type: string) =>
  requestAsFhir(given).flatMap(({ resource }) =>
    resource.resourceType === type ? [resource] : [],
  );

describe("a case in FHIR R4", () => {
  test("keeps to the official definitions, whole and with as little as there can be", () => {
    expect(faults(asked)).toEqual([]);
    const { base, id, number, patientId, createdAt, changedAt } = asked;
    expect(
      faults({
        base,
        id,
        number,
        patientId,
        createdAt,
        changedAt,
        state: { key: "draft", name: "Draft", fhir: "draft" },
        papers: [],
        consents: [],
      }),
    ).toEqual([]);
  });

  test("would not pass if a state were none of FHIR’s", () => {
    expect(
      faults({ ...asked, state: { ...asked.state, fhir: "nonsense" as TaskStatus } }),
    ).not.toEqual([]);
  });

  test("has a state of FHIR for every state of the care path", () => {
    const { states } = JSON.parse(
      readFileSync("prisma/seed/reference/care-path/2.json", "utf8"),
    ) as { states: { key: string; fhir: TaskStatus }[] };
    expect(states.length).toBeGreaterThan(20);
    for (const { key, fhir } of states)
      expect(faults({ ...asked, state: { key, name: key, fhir } })).toEqual([]);
  });

  test("points only at what is in it, besides the patient", () => {
    const entries = requestAsFhir(asked);
    const known = entries.map(({ fullUrl }) => fullUrl.slice(asked.base.length + 1));
    const named = [...JSON.stringify(entries).matchAll(/"reference":"([^"]+)"/g)].map(
      ([, reference]) => reference ?? "",
    );
    expect(new Set(named.filter((reference) => !known.includes(reference)))).toEqual(
      new Set([`Patient/${asked.patientId}`]),
    );
    expect(new Set(known).size).toBe(entries.length);
  });

  test.each([
    ["completed", "completed"],
    ["cancelled", "revoked"],
    ["rejected", "revoked"],
    ["on-hold", "on-hold"],
    ["received", "active"],
  ] as const)("that is %s as a task is %s as an order", (fhir, status) => {
    expect(find({ ...asked, state: { ...asked.state, fhir } }, "ServiceRequest")).toMatchObject([
      { status },
    ]);
  });

  test("tells an agreement taken back from one that stands", () => {
    expect(
      find(asked, "Consent").map((consent) => ("status" in consent ? consent.status : "")),
    ).toEqual(["active", "inactive"]);
  });
});
