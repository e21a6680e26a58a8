import { afterAll, beforeAll, expect, test } from "vitest";
import { facilityKind } from "@/listings/facilities/commands";
import { facilityDesk } from "@/listings/facilities/queries";
import { confirmClaim, endProofs, remindOfProofs } from "@/listings/proofs/commands";
import { disagreements, unitsOf } from "@/listings/releases/queries";
import { hashOf } from "@/listings/releases/rules";
import { publishDue } from "@/listings/timings/commands";
import { meaningUnchanged, stillRight, undoAct } from "@/listings/translations/commands";
import { dayIn, milan } from "@/platform/zones";
import {
  approveIt,
  facilityRecord,
  factsOf,
  handIn,
  released,
  textsOf,
  worker,
} from "../support/listings";
import { ask, granted, one } from "../support/people";

type Crew = {
  id: number;
  editor: Awaited<ReturnType<typeof worker>>;
  approver: Awaited<ReturnType<typeof worker>>;
};
const crew: Crew = {} as Crew;
beforeAll(async () => {
  crew.id = (await facilityRecord("niguarda")).id;
  crew.editor = await worker("facility-editor", "niguarda");
  crew.approver = await worker("facility-approver", "niguarda");
});
afterAll(async () => {
  expect(await disagreements(facilityKind)).toEqual([]);
});

const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const publishNow = async (language: "" | "en" | "it", section: string, value: never) => {
  const change = await handIn(crew.editor, { recordId: crew.id, language, section, value });
  granted(await approveIt(crew.approver, change));
};
const arabic = {
  language: "ar",
  how: "staff",
  note: null,
  sourceUrl: "https://hospital.example/languages",
  sourceDate: null,
};

async function speakArabic(untilOn: string | null) {
  const { languages } = await factsOf(crew.id);
  const others = languages.filter((one) => one.language !== "ar");
  if (languages.length === others.length)
    await publishNow(
      "",
      "languages",
      [...others, arabic].sort((a, b) => (a.language < b.language ? -1 : 1)) as never,
    );
  granted(
    await confirmClaim(crew.approver, facilityDesk, {
      recordId: crew.id,
      field: "languages/ar",
      valueHash: hashOf(arabic),
      method: "interview",
      paper: "",
      untilOn,
      nextCheckOn: null,
    }),
  );
}
const shownArabic = () =>
  ask(
    "SELECT confirmed_by::text AS by FROM facility_languages l JOIN facilities f ON f.id = l.facility_id WHERE f.slug = 'niguarda' AND l.language = 'ar'",
  );

test("a proof is shown with its claim, and ends with its value", async () => {
  await speakArabic(null);
  expect(await shownArabic()).toEqual([{ by: "facility" }]);
  const { languages } = await factsOf(crew.id);
  await publishNow(
    "",
    "languages",
    languages.map((one) => (one.language === "ar" ? { ...one, how: "interpreter" } : one)) as never,
  );
  expect(await shownArabic()).toEqual([{ by: null }]);
  expect(
    await ask(
      "SELECT end_reason FROM claim_proofs WHERE record_id = $1 AND field = 'languages/ar'",
      [crew.id],
    ),
  ).toEqual([{ end_reason: "value-changed" }]);
  await publishNow("", "languages", languages as never);
});

test("reminders come once each, and with the last day the claim is gone everywhere", async () => {
  await speakArabic(dayIn(milan, days(20)));
  for (let round = 0; round < 2; round++)
    await remindOfProofs([facilityDesk], [60, 30, 7], new Date());
  const told = () =>
    one<{ n: number }>(
      "SELECT count(*)::int AS n FROM notices WHERE person_id = $1 AND kind = 'listing-proof'",
      [crew.editor.personId],
    );
  expect((await told()).n).toBe(1);
  await remindOfProofs([facilityDesk], [60, 30, 7], days(15));
  expect((await told()).n).toBe(2);
  await endProofs([facilityDesk], days(20));
  expect(await shownArabic()).toHaveLength(1);
  await Promise.all([endProofs([facilityDesk], days(22)), endProofs([facilityDesk], days(22))]);
  expect(await shownArabic()).toEqual([]);
  const release = await released(crew.id, "");
  expect([release.origin, release.reason]).toEqual(["expiry", "languages/ar"]);
});

test("a timed release goes out at its time, and not before", async () => {
  const { accessibility } = await factsOf(crew.id);
  const change = await handIn(crew.editor, {
    recordId: crew.id,
    language: "",
    section: "accessibility",
    value: [...new Set([...accessibility, "parking"])].sort(),
  });
  granted(await approveIt(crew.approver, change, { publishAt: days(3) }));
  await publishDue([facilityDesk], days(2));
  expect((await factsOf(crew.id)).accessibility).not.toContain("parking");
  await Promise.all([publishDue([facilityDesk], days(4)), publishDue([facilityDesk], days(4))]);
  expect((await factsOf(crew.id)).accessibility).toContain("parking");
  expect((await released(crew.id, "")).origin).toBe("timed");
});

const held = async (changeId: string) =>
  one<{ state: string; why: string | null }>(
    "SELECT state, held_reason AS why FROM changes WHERE id = $1",
    [changeId],
  );

test("a timed release is held where a proof in it ends before", async () => {
  await speakArabic(dayIn(milan, days(5)));
  const { accessibility } = await factsOf(crew.id);
  const change = await handIn(crew.editor, {
    recordId: crew.id,
    language: "",
    section: "accessibility",
    value: [...accessibility, "quiet-room"].sort(),
  });
  granted(await approveIt(crew.approver, change, { publishAt: days(9) }));
  await publishDue([facilityDesk], new Date());
  expect(await held(change.id)).toEqual({ state: "held", why: "proof-ends" });
  granted(await approveIt(crew.approver, change));
  expect((await factsOf(crew.id)).accessibility).toContain("quiet-room");
});

test("and where whoever approved it has lost the role", async () => {
  const leaver = await worker("facility-approver", "niguarda");
  const change = await handIn(crew.editor, {
    recordId: crew.id,
    language: "en",
    section: "text",
    value: { about: "A text for later." },
  });
  granted(await approveIt(leaver, change, { publishAt: days(2) }));
  await ask("UPDATE role_grants SET ended_at = now() WHERE person_id = $1", [leaver.personId]);
  await publishDue([facilityDesk], days(3));
  expect(await held(change.id)).toEqual({ state: "held", why: "approver-left" });
  granted(await approveIt(crew.approver, change));
});

test("and where the source of a translation has moved", async () => {
  const change = await handIn(crew.editor, {
    recordId: crew.id,
    language: "it",
    section: "text",
    value: { about: "Un testo per dopo." },
  });
  granted(await approveIt(crew.approver, change, { publishAt: days(2) }));
  await publishNow("en", "text", { about: "A text with another meaning." } as never);
  await publishDue([facilityDesk], days(3));
  expect(await held(change.id)).toEqual({ state: "held", why: "source-moved" });
  granted(await approveIt(crew.approver, change));
  const italian = async () => {
    const listing = await facilityRecord("niguarda");
    return (await unitsOf(facilityKind, listing)).find(
      (unit) => unit.language === "it" && unit.field === "about",
    );
  };
  expect((await italian())?.state).toBe("outdated");
  granted(await stillRight(crew.editor, facilityDesk, crew.id, "about", "it"));
  expect((await italian())?.state).toBe("checked");
  const act = await one<{ id: string }>(
    "SELECT id::text AS id FROM translation_acts ORDER BY id DESC LIMIT 1",
  );
  granted(await undoAct(crew.editor, facilityDesk, act.id));
  expect((await italian())?.state).toBe("outdated");
  granted(await meaningUnchanged(crew.editor, facilityDesk, crew.id, "about"));
  expect((await italian())?.state).toBe("checked");
  await publishNow("en", "text", { about: "A  text with \u201canother\u201d meaning." } as never);
  expect((await italian())?.state).toBe("outdated");
  expect((await textsOf(crew.id, "it")).text.about).toBe("Un testo per dopo.");
});
