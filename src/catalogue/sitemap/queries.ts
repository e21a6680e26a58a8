import "server-only";
import { row, rows, sql } from "@/platform/db/sql";
import { facilityPath } from "../facilities/rules";
import { type TopicKind, topicPath } from "../topics/rules";

export type Entry = { path: string; changedOn: string | null };

/** Addresses in one sitemap; the protocol allows 50,000. */
export const entriesEach = 10_000;

export async function facilityCount(): Promise<number> {
  return (
    (
      await row<{ n: number }>(
        sql`SELECT count(*)::int AS n FROM facilities WHERE closed_on IS NULL AND suspended_at IS NULL`,
      )
    )?.n ?? 0
  );
}

/** The topics of the catalogue, every one with a page of its own. */
export async function topicEntries(): Promise<Entry[]> {
  const found = await rows<{ kind: TopicKind; slug: string }>(
    sql`SELECT kind::text AS kind, slug FROM topics ORDER BY position`,
  );
  return found.map(({ kind, slug }) => ({ path: topicPath(kind, slug), changedOn: null }));
}

/** The facilities of one sitemap, counted from 0. */
export async function facilityEntries(part: number): Promise<Entry[]> {
  const found = await rows<{ slug: string; changedOn: string }>(sql`
    SELECT slug, updated_at::date::text AS "changedOn" FROM facilities WHERE closed_on IS NULL AND suspended_at IS NULL ORDER BY id LIMIT ${entriesEach} OFFSET ${part * entriesEach}`);
  return found.map(({ slug, changedOn }) => ({ path: facilityPath(slug), changedOn }));
}
