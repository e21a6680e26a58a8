import { expect, test } from "vitest";
import { noteCover, setItem } from "@/listings/member-checks/commands";
import { applyForMembership, decideOnMember } from "@/listings/members/commands";
import { standingOf } from "@/listings/members/queries";
import type { Staff } from "@/platform/actor";
import { sql } from "@/platform/db/sql";
import { worker } from "../support/listings";
import { checkAll, decided, of, somebody, stateOf } from "../support/membership";
import { ask, done, granted } from "../support/people";

test("who checks does not decide, and nobody is admitted before everything and the cover are in order", async () => {
  const [checker, decider] = [await somebody("administrator"), await somebody("administrator")];
  const curator = await somebody("partner-curator");
  expect(await stateOf(decider, "vimercate")).toBe("listed");
  expect(await decided(curator, "vimercate", "start")).toMatchObject({ reason: "notAllowed" });
  expect(await decided(decider, "vimercate", "admit")).toMatchObject({ reason: "illegal" });
  granted(await decided(decider, "vimercate", "start"));
  const { member, items, minimum } = await of(decider, "vimercate");
  const [first] = items;
  granted(
    await setItem(checker, {
      facilityId: member.id,
      item: first?.item ?? "",
      seen: "",
      verdict: "failed",
      note: "The paper has ended.",
    }),
  );
  expect(await stateOf(decider, "vimercate")).toBe("checking");
  expect(
    await setItem(checker, {
      facilityId: member.id,
      item: first?.item ?? "",
      seen: "",
      verdict: "checked",
      note: "",
    }),
  ).toEqual({ ok: false, reason: "stale" });
  const seen = (await of(decider, "vimercate")).items[0]?.checkedAt?.toISOString() ?? "";
  for (const { item } of items)
    granted(
      await setItem(checker, {
        facilityId: member.id,
        item,
        seen: item === first?.item ? seen : "",
        verdict: "checked",
        note: "",
      }),
    );
  expect(await decided(decider, "vimercate", "admit")).toMatchObject({ reason: "noCover" });
  const cover = { facilityId: member.id, insurer: "An insurer", until: "2099-12-31" };
  granted(await noteCover(checker, { ...cover, euro: minimum - 1 }));
  expect(await decided(decider, "vimercate", "admit")).toMatchObject({ reason: "coverLow" });
  granted(await noteCover(checker, { ...cover, euro: minimum }));
  expect(await noteCover(checker, { ...cover, euro: minimum, until: "2020-01-01" })).toMatchObject({
    reason: "dayPast",
  });
  expect(await decided(checker, "vimercate", "admit")).toMatchObject({ reason: "notChecker" });
  await expect(
    done((tx) =>
      tx.run(
        sql`INSERT INTO membership_moves (facility_id, before, after, reason, moved_by, role) VALUES (${member.id}, 'checking', 'admitted', 'past the portal', ${checker.personId}, 'administrator')`,
      ),
    ),
  ).rejects.toThrow(/has checked it/);
  granted(await decided(decider, "vimercate", "admit"));
  expect(await stateOf(decider, "vimercate")).toBe("admitted");
});

test("of thirty decisions at once one counts", async () => {
  const [checker, decider] = [await somebody("partner-curator"), await somebody("administrator")];
  granted(await decided(decider, "desio", "start"));
  await checkAll(checker, "desio");
  const { member } = await of(decider, "desio");
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      decideOnMember(decider, {
        facilityId: member.id,
        version: member.version,
        decision: "admit",
        reason: "All is in order.",
        into: "",
      }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(
    await ask("SELECT 1 FROM membership_moves WHERE facility_id = $1 AND after = 'admitted'", [
      member.id,
    ]),
  ).toHaveLength(1);
});

test("somebody of a facility neither checks it nor decides on it", async () => {
  const admin = await somebody("administrator");
  granted(await decided(admin, "carate", "start"));
  const { member, items } = await of(admin, "carate");
  await ask(
    "INSERT INTO role_grants (person_id, role, facility_id) VALUES ($1, 'facility-editor', $2)",
    [admin.personId, member.id],
  );
  expect(await decided(admin, "carate", "refuse")).toMatchObject({ reason: "notYourself" });
  expect(
    await setItem(admin, {
      facilityId: member.id,
      item: items[0]?.item ?? "",
      seen: "",
      verdict: "checked",
      note: "",
    }),
  ).toMatchObject({ reason: "notYourself" });
});

test("a facility's coordinator asks once for it to be admitted, and the administrators are told", async () => {
  const admin = await somebody("administrator");
  const coordinator = (await worker("facility-coordinator", "lovere")) as Staff;
  const stranger = (await worker("facility-coordinator", "gazzaniga")) as Staff;
  const { member } = await of(admin, "lovere");
  const asked = { facilityId: member.id, version: member.version, reason: "We ask for it." };
  expect(await applyForMembership(stranger, asked)).toEqual({ ok: false, reason: "not-found" });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => applyForMembership(coordinator, asked)),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const whole = await of(admin, "lovere");
  expect(whole.member.state).toBe("applied");
  expect(whole.items.length).toBeGreaterThan(0);
  expect(whole.moves.map(({ reason, role }) => [reason, role])).toEqual([
    ["We ask for it.", "facility-coordinator"],
  ]);
  expect(
    await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = 'facility-applied'", [
      admin.personId,
    ]),
  ).toHaveLength(1);
  expect(await standingOf(coordinator, member.id)).toEqual({ state: "applied", version: 1 });
  expect(await standingOf(stranger, member.id)).toBe(null);
});
