import { beforeAll, describe, expect, test } from "vitest";
import { invite } from "@/accounts/invitations/commands";
import { mayFill } from "@/accounts/invitations/policy";
import { colleagues, postsFilledBy } from "@/accounts/invitations/queries";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import {
  facilityRoles,
  isFacilityRole,
  isLinguistRole,
  isOfficeRole,
  isRelativeRole,
  type Role,
  roles,
} from "@/platform/roles";
import { emailHash } from "@/platform/security/keyring";
import { seedDemonstration } from "../../prisma/seed/demo/people";
import {
  arrive,
  ask,
  done,
  give,
  newEmail,
  office,
  once,
  type Somebody,
  staff,
} from "../support/people";

type Grant = {
  id: string;
  personId: string;
  role: Role;
  facilityId: number | null;
  partnerId: string | null;
  rights: string[];
};

/** The actor that a guard makes of a grant. */

function actorOf({ id, personId, role, facilityId, partnerId, rights }: Grant): Actor {
  const proven = { personId, grantId: id, sessionId: crypto.randomUUID(), network: "test", role };
  const kind = isFacilityRole(role)
    ? "staff"
    : isOfficeRole(role)
      ? "office"
      : isLinguistRole(role)
        ? "linguist"
        : isRelativeRole(role)
          ? "relative"
          : role;
  return { ...proven, kind, facilityId, partnerId, rights } as unknown as Actor;
}

const asked = (email: string, role: Role = "specialist", facility = "niguarda") => ({
  email,
  role,
  facility,
  partner: "",
  language: "it" as const,
});
const invitationsTo = (email: string) =>
  ask<{ id: string }>("SELECT id FROM invitations WHERE email_hash = $1", [emailHash(email)]);
let administrator: Somebody;
let coordinator: Somebody;
beforeAll(async () => {
  await seedDemonstration();
  administrator = await arrive("administrator");
  coordinator = await arrive("facility-coordinator", { facility: "niguarda" });
});

describe("who may fill which post", () => {
  test("is the same in words and in the database, for every role that is held and every post there is", async () => {
    const { personId } = await arrive();
    for (const facility of ["niguarda", "san-raffaele"])
      for (const role of facilityRoles) await done((tx) => give(tx, personId, role, { facility }));
    const grants = await rows<Grant>(
      sql`SELECT id, person_id AS "personId", role, facility_id AS "facilityId", partner_id AS "partnerId", partner_rights AS rights FROM role_grants WHERE ended_at IS NULL`,
    );
    expect(new Set(grants.map((grant) => grant.role))).toEqual(new Set(roles));
    let pairs = 0;
    for (const grant of grants) {
      const actor = actorOf(grant);
      const found = await rows<Grant & { may: boolean }>(
        sql`SELECT g.id, g.role, g.facility_id AS "facilityId", g.partner_id AS "partnerId", ${postsFilledBy(actor, sql`g`)} AS may FROM role_grants g WHERE g.ended_at IS NULL`,
      );
      for (const post of found)
        expect([grant.role, post.role, post.facilityId, post.may]).toEqual([
          grant.role,
          post.role,
          post.facilityId,
          mayFill(actor, post),
        ]);
      const listed = (await colleagues(actor)).map((colleague) => colleague.grantId).sort();
      expect(listed).toEqual(
        found
          .filter((post) => mayFill(actor, post))
          .map((post) => post.id)
          .sort(),
      );
      pairs += found.length;
    }
    expect(pairs).toBe(grants.length ** 2);
  });

  test("keeps a coordinator out of other facilities, and everybody out of one that is closed or made up", async () => {
    await ask("UPDATE facilities SET closed_on = '2026-01-01' WHERE slug = 'piario'");
    for (const [actor, facility] of [
      [staff(coordinator), "san-raffaele"],
      [office(administrator), "piario"],
      [office(administrator), "no-such-house"],
      [office(administrator), ""],
    ] as const) {
      const email = newEmail("wrong-house");
      expect(await invite(actor, once(), asked(email, "specialist", facility))).toEqual({
        ok: false,
        reason: "notAllowed",
      });
      expect(await invitationsTo(email)).toEqual([]);
    }
    const wrong = newEmail("wrong-role");
    expect(await invite(staff(coordinator), once(), asked(wrong, "administrator", ""))).toEqual({
      ok: false,
      reason: "notAllowed",
    });
    expect(await invite(office(administrator), once(), asked(wrong, "patient", ""))).toEqual({
      ok: false,
      reason: "notAllowed",
    });
  });
});
