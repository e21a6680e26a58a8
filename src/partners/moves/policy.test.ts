import { expect, test } from "vitest";
import type { Actor } from "@/platform/actor";
import { facilityRoles, linguistRoles, officeRoles, partnerRights } from "@/platform/roles";
import { actsFor, checks, curates, decides } from "./policy";

const firm = "7f000000-0000-4000-8000-000000000001";
const other = "7f000000-0000-4000-8000-000000000002";
const partner = (partnerId: string | null, rights: readonly string[]) =>
  ({ kind: "partner", role: "partner", partner: "x", partnerId, rights }) as unknown as Actor;
const everybody: Actor[] = [
  { kind: "patient", role: "patient" },
  { kind: "relative", role: "companion", rights: [] },
  { kind: "holder", role: "administrator" },
  ...facilityRoles.map((role) => ({ kind: "staff", role, facilityId: 1 })),
  ...linguistRoles.map((role) => ({ kind: "linguist", role })),
  ...officeRoles.map((role) => ({ kind: "office", role })),
  partner(firm, partnerRights),
].map((actor) => actor as unknown as Actor);

test("the curator checks, the administrator decides, both read, and nobody else does any of it", () => {
  const who = (may: (actor: Actor) => boolean) =>
    everybody.filter(may).map(({ kind, role }) => `${kind} ${role}`);
  expect(who(checks)).toEqual(["office partner-curator"]);
  expect(who(decides)).toEqual(["office administrator"]);
  expect(who(curates)).toEqual(["office administrator", "office partner-curator"]);
});

test.each(partnerRights)(
  "somebody of a firm acts for it with the right to %s, and with no other",
  (right) => {
    expect(actsFor(partner(firm, [right]), firm, right)).toBe(true);
    expect(actsFor(partner(firm, [right]), firm)).toBe(true);
    for (const missing of partnerRights.filter((one) => one !== right))
      expect(actsFor(partner(firm, [right]), firm, missing)).toBe(false);
  },
);

test("nobody acts for another firm, nor by a name alone", () => {
  expect(actsFor(partner(firm, partnerRights), other)).toBe(false);
  expect(actsFor(partner(null, partnerRights), firm)).toBe(false);
  for (const actor of everybody.filter(({ kind }) => kind !== "partner"))
    expect(actsFor(actor, firm)).toBe(false);
});
