import { expect, test } from "vitest";
import { noteCover, setItem } from "@/listings/member-checks/commands";
import { decideOnMember } from "@/listings/members/commands";
import { sql } from "@/platform/db/sql";
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
