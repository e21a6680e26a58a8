import { expect, test } from "vitest";
import {
  catalogueCounts,
  facilitiesOffering,
  facilityBySlug,
  recognitionsOf,
} from "@/catalogue/facilities/queries";
import { readListQuery } from "@/catalogue/facilities/schema";
import { listedFacilities } from "@/catalogue/listing/queries";
import { statementsAbout, statementsOf } from "@/catalogue/statements/queries";
import { specialtiesOf, topicBySlug } from "@/catalogue/topics/queries";
import { topicFilter } from "@/catalogue/topics/rules";
import { db } from "@/platform/db/prisma";
import { rows, sql } from "@/platform/db/sql";

type Excluded = { slug: string; topicId: string };

const all = 500;
const list = (address: string) =>
  listedFacilities(
    readListQuery(Object.fromEntries(new URL(address, "http://here").searchParams)).query,
    null,
    all,
  );

test("no facility is listed under a topic where it must not be, on the page, in the list or as an offer", async () => {
  const excluded = await rows<Excluded>(
    sql`SELECT f.slug, x.topic_id AS "topicId" FROM exclusions x JOIN facilities f ON f.id = x.facility_id`,
  );
  expect(excluded.length).toBeGreaterThan(100);
  for (const [topicId, those] of Map.groupBy(excluded, (one) => one.topicId)) {
    const { facilities } = await facilitiesOffering("en", topicId, all);
    const shown = new Set(facilities.map((one) => one.slug));
    expect([topicId, those.filter((one) => shown.has(one.slug))]).toEqual([topicId, []]);
  }
  expect(
    await rows(
      sql`SELECT o.topic_id FROM offers o JOIN exclusions x USING (facility_id, topic_id)`,
    ),
  ).toEqual([]);
});

test("a topic that needs evidence of its own shows nobody through a specialty", async () => {
  for (const slug of [
    "transcatheter-aortic-valve-tavi",
    "heart-transplant",
    "car-t-cell-therapy",
  ]) {
    const topic = await topicBySlug("en", "treatment", slug);
    expect([slug, topic?.needsDirect]).toEqual([slug, true]);
    const { facilities, direct, total } = await facilitiesOffering("en", topic?.id ?? "", all);
    expect(facilities.every((one) => one.isDirect && one.strength > 0)).toBe(true);
    expect([slug, direct]).toEqual([slug, total]);
  }
});

test("evidence about the very topic comes first: by sources that say it clearly, then in part, then by date", async () => {
  const topic = await topicBySlug("en", "condition", "breast-cancer");
  const { facilities, direct, total } = await facilitiesOffering("en", topic?.id ?? "", all);
  expect(total).toBeGreaterThan(direct);
  expect(facilities.map((one) => one.isDirect)).toEqual(
    facilities.map((one) => one.isDirect).toSorted((a, b) => Number(b) - Number(a)),
  );
  const weights = await rows<{ weight: number; partial: number; date: string }>(sql`
    SELECT o.clear + o.has_number::int AS weight, o.partial, coalesce(o.source_date, '') AS date
    FROM facilities_of_topic(${topic?.id}) f JOIN offers o ON o.facility_id = f.facility_id AND o.topic_id = ${topic?.id} ORDER BY f.rank`);
  const byWeight = weights.map((one) => one.weight);
  expect(byWeight).toEqual(byWeight.toSorted((a, b) => b - a));
});

test("the page, the list and the counts of a topic agree", async () => {
  for (const [kind, slug] of [
    ["condition", "glioma"],
    ["treatment", "liver-transplant"],
    ["specialty", "neurosurgery"],
    ["district", "breast"],
  ] as const) {
    const topic = await topicBySlug("en", kind, slug);
    if (!topic) continue;
    const page = await facilitiesOffering("en", topic.id, all);
    const listed = await list(topicFilter(kind, slug));
    expect([slug, listed.facilities.map((one) => one.slug)]).toEqual([
      slug,
      page.facilities.map((one) => one.slug),
    ]);
  }
  const stroke = await topicBySlug("en", "condition", "stroke");
  for (const card of await specialtiesOf("en", stroke?.id ?? "")) {
    const { facilities } = await facilitiesOffering("en", card.id, all);
    expect(card.facilities).toBe(facilities.filter((one) => one.isDirect).length);
  }
});

test("a statement of a specialty is never the reason of another topic", async () => {
  const topic = await topicBySlug("en", "condition", "breast-cancer");
  const { facilities } = await facilitiesOffering("en", topic?.id ?? "", all);
  const through = facilities.filter((one) => !one.isDirect);
  expect(
    await statementsAbout(
      "en",
      topic?.id ?? "",
      through.map((one) => one.id),
    ),
  ).toEqual([]);
});

test("every statement can be said in every language: whole, or in words of the messages", async () => {
  const bare = await rows<{ id: number }>(
    sql`SELECT s.id FROM statements s WHERE s.unit IS NULL AND s.marks = '{}' AND s.features = '{}' AND NOT EXISTS (SELECT FROM statement_measures m WHERE m.statement_id = s.id)`,
  );
  expect(bare).toEqual([]);
  const untold = await rows(
    sql`SELECT s.id FROM statements s WHERE s.key NOT LIKE 'register-%' AND NOT EXISTS (SELECT FROM statement_texts t WHERE t.statement_id = s.id AND t.language = 'en')`,
  );
  expect(untold).toEqual([]);
});

test("what waits for a source is shown to nobody", async () => {
  const questions = await rows<{ en: string; it: string | null }>(
    sql`SELECT en, it FROM catalogue_questions WHERE reason = 'no-source'`,
  );
  expect(questions.length).toBeGreaterThan(300);
  const sentences = new Set(questions.flatMap((one) => [one.en, one.it]));
  const public_ = await rows<{ text: string }>(
    sql`SELECT text FROM statement_texts UNION ALL SELECT text FROM highlight_texts UNION ALL SELECT about FROM facility_texts`,
  );
  expect(public_.filter(({ text }) => sentences.has(text))).toEqual([]);
});

test("a change of a statement changes what the facility offers, at once", async () => {
  const niguarda = await facilityBySlug("en", "niguarda");
  const own = await statementsOf("en", niguarda?.id ?? 0);
  const transplants = own.filter((one) => one.topics.includes("D09-T12"));
  expect(transplants.length).toBeGreaterThan(0);
  await db()
    .$executeRaw`DELETE FROM statements WHERE id = ANY(${transplants.map((one) => one.id)}::int[])`;
  const { facilities } = await facilitiesOffering("en", "D09-T12", all);
  expect(facilities.map((one) => one.slug)).not.toContain("niguarda");
});

test("a mark whose end is past is over, and neither filter nor page counts it", async () => {
  const ieo = await facilityBySlug("en", "ieo");
  const marks = await recognitionsOf(ieo?.id ?? 0);
  expect(marks.find((one) => one.kind === "oeci")?.state).toBe("expired");
  expect(ieo?.recognitions).toContain("jci");
  expect(ieo?.recognitions).not.toContain("oeci");
  const filtered = await list("/facilities?accreditation=oeci");
  expect(filtered.facilities.map((one) => one.slug)).not.toContain("ieo");
});

test("second opinions follow from confirmed terms in list, filter and page", async () => {
  const { id } = await db().facility.findUniqueOrThrow({ where: { slug: "monzino" } });
  const terms = {
    feeCents: 1,
    days: 5,
    teamDays: 7,
    nextCheckOn: new Date("2030-01-01"),
    isOffered: true,
  };
  await db().opinionTerms.upsert({
    where: { facilityId: id },
    create: { facilityId: id, ...terms },
    update: { ...terms, confirmedAt: null },
  });
  const gives = async () => [
    (await facilityBySlug("en", "monzino"))?.offersSecondOpinion,
    (await list("/facilities?opinion=yes")).facilities.some((one) => one.slug === "monzino"),
  ];
  expect(await gives()).toEqual([false, false]);
  await db().opinionTerms.update({
    where: { facilityId: id },
    data: { confirmedAt: new Date() },
  });
  expect(await gives()).toEqual([true, true]);
});

test("research institutes are counted by their seat, and their sites apart", async () => {
  const { institutes, irccsSites } = await catalogueCounts();
  expect([institutes, irccsSites]).toEqual([19, 29]);
  const listed = await list("/facilities?irccs=yes");
  expect(listed.total).toBe(irccsSites);
});

test("a research institute without patients gives no second opinions, whatever its terms say", async () => {
  const institute = await facilityBySlug("en", "mario-negri");
  expect(institute?.isHospital).toBe(false);
  expect(institute?.offersSecondOpinion).toBe(false);
});
