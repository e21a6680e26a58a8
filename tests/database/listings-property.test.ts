import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { changesOf } from "@/listings/changes/queries";
import type { Desk } from "@/listings/drafts/queries";
import { facilityDesk } from "@/listings/facilities/queries";
import { confirmClaim, endProofs } from "@/listings/proofs/commands";
import { disagreements, publishedReleases } from "@/listings/releases/queries";
import { hashOf, type Json, type Series } from "@/listings/releases/rules";
import { decide, goBack, submitSections } from "@/listings/reviews/commands";
import { skipReview } from "@/listings/skips/commands";
import { publishDue } from "@/listings/timings/commands";
import { meaningUnchanged, stillRight } from "@/listings/translations/commands";
import { sql } from "@/platform/db/sql";
import { dayIn, milan } from "@/platform/zones";
import { facilityRecord, factsOf, imported, released, worker, write } from "../support/listings";
import { ask } from "../support/people";

type Person = Awaited<ReturnType<typeof worker>>;
let id = 0;
let desk: Desk;
let people: Person[] = [];
beforeAll(async () => {
  const { id: found, key } = await facilityRecord("niguarda");
  id = found;
  desk = { ...facilityDesk, kind: { ...facilityDesk.kind, keys: sql`SELECT ${key}::text AS key` } };
  people = [
    await worker("facility-editor", "niguarda"),
    await worker("facility-approver", "niguarda"),
    await worker("facility-coordinator", "niguarda"),
    await worker("administrator"),
  ];
});

const who = fc.nat({ max: 3 });
const series = fc.constantFrom<Series>("", "en", "it", "ar");
const word = fc.constantFrom("a", "b", "c", "d", "e", "f");
const days = fc.nat({ max: 20 });
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("write" as const), who, series, word }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("submit" as const), who, series }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("approve" as const), who, later: days }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("return" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("skip" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("back" as const), who, series }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("confirm" as const), who, word, days }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("time" as const), days }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("import" as const), series, word }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("meaning" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("right" as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("crash" as const), who }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

const later = (count: number) => new Date(Date.now() + count * 86_400_000);
const spoken = (words: readonly string[]): Json =>
  [...new Set(words)].sort().map((one) => ({
    language: `x${one}`,
    how: "staff",
    note: null,
    sourceUrl: "https://hospital.example",
    sourceDate: null,
  }));
const sectionOf = (language: Series, letter: string): { section: string; value: Json } =>
  language === ""
    ? { section: "languages", value: spoken([letter, "a"]) }
    : { section: "text", value: { about: `Text ${letter}` } };

/** The desk of a process that dies after the tables were written, before anything is committed. */
const dying = (): Desk => ({
  ...desk,
  kind: {
    ...desk.kind,
    write: async (...given) => {
      await desk.kind.write(...given);
      throw new Error("died");
    },
  },
});

async function carryOut(one: Act): Promise<void> {
  const actor = "who" in one ? (people[one.who] as Person) : (people[0] as Person);
  const [waiting] = await changesOf(id, ["waiting", "held"], 1);
  const approve = (on: Desk, publishAt: Date | null) =>
    waiting &&
    decide(actor, on, {
      changeId: waiting.id,
      hash: waiting.hash,
      answer: "approve",
      reason: "",
      publishAt,
    });
  switch (one.do) {
    case "write":
      await write(actor, {
        recordId: id,
        language: one.series,
        ...sectionOf(one.series, one.word),
      });
      break;
    case "submit":
      await submitSections(actor, desk, { recordId: id, language: one.series });
      break;
    case "approve":
      await approve(desk, one.later > 12 ? later(one.later - 12) : null);
      break;
    case "crash":
      await approve(dying(), null)?.catch(() => undefined);
      break;
    case "return":
      if (waiting)
        await decide(actor, desk, {
          changeId: waiting.id,
          hash: waiting.hash,
          answer: "return",
          reason: "Why?",
        });
      break;
    case "skip":
      if (waiting) await skipReview(actor, desk, waiting.id, "In haste");
      break;
    case "back":
      await goBack(actor, desk, { recordId: id, language: one.series, releaseNumber: 1 });
      break;
    case "confirm": {
      const claims = desk.kind.claims((await released(id, "")).fields);
      const field = `languages/x${one.word}`;
      await confirmClaim(actor, desk, {
        recordId: id,
        field,
        valueHash: hashOf(claims[field]),
        method: "call",
        paper: "",
        untilOn: dayIn(milan, later(one.days)),
        nextCheckOn: null,
      });
      break;
    }
    case "time":
      await publishDue([desk], later(one.days));
      await endProofs([desk], later(one.days));
      break;
    case "import": {
      const { fields, no } = await released(id, one.series);
      const { section, value } = sectionOf(one.series, one.word);
      await imported(id, one.series, { ...fields, [section]: value }, no);
      break;
    }
    case "meaning":
      await meaningUnchanged(actor, desk, id, "about");
      break;
    case "right":
      await stillRight(actor, desk, id, "about", "it");
      break;
  }
}

const allReleases = async () =>
  new Map((await publishedReleases(id)).map((one) => [one.language, `${one.no} ${one.hash}`]));

async function holds() {
  expect(await disagreements(desk.kind)).toEqual([]);
  expect(
    await ask(
      `SELECT 1 FROM releases WHERE record_id = $1 AND origin IN ('edit', 'return', 'timed') AND NOT is_skipped
       AND (approved_by IS NULL OR approved_by = ANY (written_by) OR cardinality(written_by) = 0)`,
      [id],
    ),
  ).toEqual([]);
  const claims = desk.kind.claims((await factsOf(id)) as never);
  const proofs = await ask<{ field: string; value_hash: string }>(
    "SELECT field, value_hash FROM claim_proofs WHERE record_id = $1 AND ended_at IS NULL",
    [id],
  );
  for (const proof of proofs) expect(hashOf(claims[proof.field])).toBe(proof.value_hash);
}

test("whatever is done, in whatever order, and wherever a process dies: the page is the newest release, two people stand behind it, no proof outlives its value, and one language moves no other", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 40 }), async (acts) => {
      for (const one of acts) {
        const before = await allReleases();
        await carryOut(one);
        const moved = [...(await allReleases())].filter(
          ([language, said]) => before.get(language) !== said,
        );
        expect(moved.length).toBeLessThanOrEqual(one.do === "time" ? 4 : 1);
        await holds();
      }
    }),
    { numRuns: 40 },
  );
}, 240_000);
