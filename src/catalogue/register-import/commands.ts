import "server-only";
import { db, type Tx } from "@/platform/db/prisma";
import { publishers } from "../register/rules";
import type { Change } from "../register-changes/rules";
import type { FigureRow, OfferRow } from "../register-evidence/rules";
import type { Plan } from "../register-plan/rules";

export type Applied = {
  added: number;
  changed: number;
  closed: number;
  figures: number;
  offers: number;
};

/**
 * Carries out a plan in one transaction and records it. Figures and offers that stand there alike are not counted,
 * so that a second run says that there is nothing to do. What was confirmed is tested again by the database.
 */
export async function applyPlan(
  plan: Plan,
  files: readonly string[],
  today: Date,
): Promise<Applied> {
  return db().$transaction(
    async (tx) => {
      for (const one of plan.added) await addFacility(tx, one, today);
      // What somebody has confirmed stays, and is not counted as changed.
      const moved = new Set<string>();
      for (const { slug, changes } of plan.changed)
        for (const change of changes)
          if (await changeFact(tx, slug, change, today)) moved.add(slug);
      for (const one of plan.closed)
        await tx.facility.updateMany({
          where: { slug: one.slug, closedOn: null },
          data: { closedOn: new Date(one.on), checkedOn: today },
        });
      const ids = new Map(
        (
          await tx.facility.findMany({
            where: { ministryCode: { not: null } },
            select: { id: true, ministryCode: true },
          })
        ).map((one) => [one.ministryCode, one.id]),
      );
      const withIds = <T>(list: readonly { code: string; rows: readonly T[] }[]) =>
        list.flatMap(({ code, rows }) =>
          rows.flatMap((row) =>
            ids.has(code) ? [{ ...row, facilityId: ids.get(code) as number }] : [],
          ),
        );
      const applied: Applied = {
        added: plan.added.length,
        changed: moved.size,
        closed: plan.closed.length,
        figures: await putFigures(tx, withIds(plan.figures), today),
        offers: await putOffers(tx, withIds(plan.offers), today),
      };
      if (Object.values(applied).some((count) => count > 0))
        await tx.registerImport.create({ data: { files: [...files], summary: applied } });
      return applied;
    },
    { timeout: 300_000, maxWait: 30_000 },
  );
}

/** The file each field is read from first. */
const publisherOf: Record<string, keyof typeof publishers> = {
  beds: "sites",
  street: "sites",
  lat: "sites",
  comune: "sites",
  discharges: "discharges",
};

async function addFacility(tx: Tx, one: Plan["added"][number], today: Date) {
  const { name, code, sources, ...rest } = one;
  const place = await tx.placeName.findFirst({
    where: { name: one.comune, language: "it", place: { kind: "comune" } },
    select: { placeId: true },
  });
  const fields = [
    "ministryCode",
    "ministryName",
    "kind",
    "ownership",
    "comune",
    "province",
    ...(one.street ? ["street"] : []),
    ...(one.lat === null ? [] : ["lat"]),
    ...(one.beds ? ["beds"] : []),
    ...(one.discharges === null ? [] : ["discharges"]),
  ];
  const source = (field: string) =>
    sources.find((each) => each.url === publishers[publisherOf[field] ?? "structures"]) ??
    sources[0];
  await tx.facility.create({
    data: {
      ...rest,
      kind: rest.kind.replaceAll("-", "_") as "asst_hospital",
      commonName: name,
      officialName: one.ministryName,
      ministryCode: code,
      placeId: place?.placeId ?? null,
      checkedOn: today,
      facts: {
        create: fields.map((field) => ({
          field,
          isSourced: true,
          sourceUrl: source(field)?.url ?? null,
          sourceDate: source(field)?.date ?? null,
          readOn: today,
        })),
      },
      sources: {
        create: [...new Map(sources.map((each) => [each.url, each])).values()].map(
          (each, position) => ({ url: each.url, position, readOn: today }),
        ),
      },
    },
  });
}

/** Writes one fact and its source, and says whether it did: a confirmed one stays. */
async function changeFact(tx: Tx, slug: string, change: Change, today: Date): Promise<boolean> {
  const data = {
    beds: { beds: Number(change.to), bedsYear: change.year },
    discharges: { discharges: Number(change.to), dischargesYear: change.year },
    street: { street: change.to },
    ministryName: { ministryName: change.to },
  }[change.field];
  const moved = await tx.facility.updateMany({
    where: { slug, NOT: { facts: { some: { field: change.field, confirmedBy: { not: null } } } } },
    data: { ...data, checkedOn: today },
  });
  if (moved.count === 0) return false;
  const { id } = await tx.facility.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const fact = {
    isSourced: true,
    sourceUrl: change.sourceUrl,
    sourceDate: change.sourceDate,
    readOn: today,
    note: null,
  };
  await tx.facilityFact.upsert({
    where: { facilityId_field: { facilityId: id, field: change.field } },
    create: { facilityId: id, field: change.field, ...fact },
    update: fact,
  });
  await tx.facilitySource.upsert({
    where: { facilityId_url: { facilityId: id, url: change.sourceUrl } },
    create: { facilityId: id, url: change.sourceUrl, position: 90, readOn: today },
    update: { readOn: today },
  });
  return true;
}

async function putFigures(
  tx: Tx,
  figures: readonly (FigureRow & { facilityId: number })[],
  today: Date,
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO figures (facility_id, indicator, category, year, value, source_url, source_date, read_on)
    SELECT "facilityId", indicator, category, year, value, "sourceUrl", "sourceDate", ${today}::date
    FROM jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) AS g("facilityId" int, indicator text, category text, year int, value float8, "sourceUrl" text, "sourceDate" text)
    ON CONFLICT (facility_id, indicator, category, year) DO UPDATE SET value = excluded.value, source_url = excluded.source_url, source_date = excluded.source_date, read_on = excluded.read_on
    WHERE figures.confirmed_by IS NULL AND figures.value IS DISTINCT FROM excluded.value`;
}

/** Evidence for a specialty: beds of its discipline are a statement of the register, which the newest count replaces. */
async function putOffers(
  tx: Tx,
  offers: readonly (OfferRow & { facilityId: number })[],
  today: Date,
): Promise<number> {
  const put = await tx.$queryRaw<{ id: number }[]>`
    INSERT INTO statements (facility_id, key, kind, strength, marks, source_url, source_date, read_on)
    SELECT DISTINCT ON ("specialtyId", "facilityId") "facilityId", 'register-' || "specialtyId", 'designation'::statement_kind, 2, ARRAY['discipline-beds'], "sourceUrl", "sourceDate", ${today}::date
    FROM jsonb_to_recordset(${JSON.stringify(offers)}::jsonb) AS o("specialtyId" text, "facilityId" int, "sourceUrl" text, "sourceDate" text)
    WHERE EXISTS (SELECT FROM topics t WHERE t.id = "specialtyId") ORDER BY "specialtyId", "facilityId", "sourceDate" DESC
    ON CONFLICT (facility_id, key) DO UPDATE SET source_url = excluded.source_url, source_date = excluded.source_date, read_on = excluded.read_on
    WHERE statements.confirmed_by IS NULL AND statements.source_date < excluded.source_date
    RETURNING id`;
  const ids = put.map(({ id }) => id);
  await tx.$executeRaw`
    INSERT INTO statement_measures (statement_id, position, count, value, year, label)
    SELECT DISTINCT ON (s.id) s.id, 0, 'beds', o.beds, o.year, o.discipline
    FROM jsonb_to_recordset(${JSON.stringify(offers)}::jsonb) AS o("specialtyId" text, "facilityId" int, beds int, discipline text, year int)
      JOIN statements s ON s.facility_id = o."facilityId" AND s.key = 'register-' || o."specialtyId"
    WHERE s.id = ANY(${ids}::int[]) ORDER BY s.id, o.year DESC
    ON CONFLICT (statement_id, position) DO UPDATE SET value = excluded.value, year = excluded.year, label = excluded.label`;
  await tx.$executeRaw`
    INSERT INTO statement_topics (statement_id, topic_id)
    SELECT s.id, substr(s.key, length('register-') + 1) FROM statements s WHERE s.id = ANY(${ids}::int[]) ON CONFLICT DO NOTHING`;
  return put.length;
}
