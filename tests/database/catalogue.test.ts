import { expect, test } from "vitest";
import { facilityBySlug, highlightsOf } from "@/catalogue/facilities/queries";
import { readListQuery } from "@/catalogue/facilities/schema";
import { listedFacilities } from "@/catalogue/listing/queries";
import { followChanges } from "@/platform/changes";
import { db } from "@/platform/db/prisma";
import { rows, sql } from "@/platform/db/sql";
import { loadReference } from "../../prisma/seed/load";

const list = (params: Record<string, string>, near: { lat: number; lon: number } | null = null) =>
  listedFacilities(readListQuery(params).query, near, 500);

test("the reference data is whole: districts, specialties, items in eight languages, facilities, recognitions", async () => {
  const [counts] = await rows(sql`SELECT
    (SELECT count(*)::int FROM topics WHERE kind = 'district') AS districts, (SELECT count(*)::int FROM topics WHERE kind = 'specialty') AS specialties,
    (SELECT count(*)::int FROM topics WHERE kind IN ('condition', 'treatment')) AS items, (SELECT count(*)::int FROM topic_texts) AS texts,
    (SELECT count(*)::int FROM facilities) AS facilities, (SELECT count(*)::int FROM recognitions) AS recognitions,
    (SELECT count(*)::int FROM topics t WHERE EXISTS (SELECT 1 FROM generate_series(1, 1) WHERE (SELECT count(DISTINCT language) FROM topic_words w WHERE w.topic_id = t.id) < 8)) AS "withoutWords"`);
  expect(counts).toEqual({
    districts: 16,
    specialties: 60,
    items: 360,
    texts: 436 * 8,
    facilities: 202,
    recognitions: 81,
    withoutWords: 0,
  });
});

test("every facility says something of itself in English and Italian, and every claim names its source or says that it has none", async () => {
  const silent = await rows<{ slug: string }>(
    sql`SELECT slug FROM facilities f WHERE (SELECT count(*) FROM facility_texts t WHERE t.facility_id = f.id AND t.language IN ('en', 'it')) < 2`,
  );
  expect(silent).toEqual([]);
  const [wrong] = await rows<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM offers o WHERE is_sourced AND (source_url IS NULL OR NOT EXISTS (SELECT FROM statements s JOIN statement_topics t ON t.statement_id = s.id WHERE s.facility_id = o.facility_id AND t.topic_id = o.topic_id))`,
  );
  expect(wrong?.n).toBe(0);
});

test("loading again changes nothing, and keeps what was confirmed or read later", async () => {
  const snapshot = () =>
    rows(
      sql`SELECT (SELECT jsonb_agg(to_jsonb(f) - 'updated_at' ORDER BY id) FROM facilities f) AS facilities, (SELECT count(*) FROM offers) AS offers, (SELECT max(id) FROM highlights) AS highlights, (SELECT max(xmin::text::bigint) FROM offers) AS written`,
    );
  const before = await snapshot();
  await loadReference(process.env.DATABASE_URL ?? "", { force: true });
  expect(await snapshot()).toEqual(before);

  const { id } = await db().facility.findUniqueOrThrow({ where: { slug: "lodi" } });
  await db().facility.update({
    where: { id },
    data: { beds: 999, website: "https://example.org" },
  });
  await db().facilityFact.update({
    where: { facilityId_field: { facilityId: id, field: "beds" } },
    data: { confirmedBy: "facility", confirmedOn: new Date() },
  });
  await loadReference(process.env.DATABASE_URL ?? "", { force: true });
  expect(await db().facility.findUniqueOrThrow({ where: { id } })).toMatchObject({
    beds: 999,
    website: "https://www.asst-lodi.it",
  });
});

test("the database refuses a claim with half a confirmation, a wrong address, or a place outside Lombardy", async () => {
  await expect(
    db().$executeRaw`UPDATE facility_facts SET confirmed_by = 'facility'`,
  ).rejects.toThrow(/confirmation/);
  await expect(
    db().$executeRaw`UPDATE highlights SET source_url = 'javascript:alert(1)'`,
  ).rejects.toThrow(/source_url/);
  await expect(
    db().$executeRaw`UPDATE facilities SET lat = 41.9, lon = 12.5 WHERE slug = 'niguarda'`,
  ).rejects.toThrow(/in_lombardy/);
  await expect(
    db().$executeRaw`UPDATE offers SET source_url = NULL, is_sourced = true`,
  ).rejects.toThrow(/sourced/);
});

test("a facet's number is what choosing it leaves", async () => {
  const { facets } = await list({ province: "MI" });
  for (const facet of facets.filter(
    (one) =>
      one.facilities > 0 &&
      ["ownership", "specialty", "accreditation", "district", "irccs", "language"].includes(
        one.facet,
      ),
  )) {
    const chosen = await list({ province: "MI", [facet.facet]: facet.value });
    expect([facet.facet, facet.value, chosen.total]).toEqual([
      facet.facet,
      facet.value,
      facet.facilities,
    ]);
  }
});

test("filters combine, and the distance is from the place chosen", async () => {
  const malpensa = { lat: 45.63, lon: 8.723 };
  const near = await list(
    { near: "malpensa-airport", within: "25", sort: "distance", ownership: "public" },
    malpensa,
  );
  expect(near.total).toBeGreaterThan(0);
  expect(
    near.facilities.every((one) => one.ownership === "public" && (one.distance ?? 99) <= 25),
  ).toBe(true);
  expect(near.facilities.map((one) => one.distance)).toEqual(
    near.facilities.map((one) => one.distance).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
  );
});

test("a text that is not translated comes in English and says so", async () => {
  await db()
    .$executeRaw`DELETE FROM facility_texts WHERE language = 'zh' AND facility_id = (SELECT id FROM facilities WHERE slug = 'niguarda')`;
  const facility = await facilityBySlug("zh", "niguarda");
  expect([
    facility?.aboutLanguage,
    (await facilityBySlug("it", "niguarda"))?.aboutLanguage,
  ]).toEqual(["en", "it"]);
  expect(
    (await highlightsOf("ar", facility?.id ?? 0)).every((one) =>
      ["ar", "en"].includes(one.textLanguage),
    ),
  ).toBe(true);
});

test("a change is told to those who follow, once, with its tags, also when several writers overlap", async () => {
  const told: string[] = [];
  const ending = new AbortController();
  const following = followChanges(
    {
      horizon: null,
      changed: (tags) => void told.push(...tags),
      lost: () => void told.push("lost"),
      keepHorizon: () => undefined,
    },
    ending.signal,
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const slow = db().$transaction(async (tx) => {
    await tx.facility.update({
      where: { slug: "cremona" },
      data: { phone: null, updatedAt: new Date() },
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
  });
  await db().facility.update({ where: { slug: "crema" }, data: { updatedAt: new Date() } });
  await slow;
  await new Promise((resolve) => setTimeout(resolve, 400));
  ending.abort();
  await following;
  expect(told).toContain("facility:crema");
  expect(told.filter((tag) => tag === "facility:cremona")).toHaveLength(1);
});
