import "server-only";
import type { Holder } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import type { NoticeGroup, NoticeKind } from "./rules";

export type Notice = { id: string; kind: NoticeKind; createdAt: Date; readAt: Date | null };

export async function ownNotices(holder: Holder): Promise<Notice[]> {
  return rows<Notice>(
    sql`SELECT id, kind, created_at AS "createdAt", read_at AS "readAt" FROM notices WHERE person_id = ${holder.personId} ORDER BY created_at DESC, id LIMIT 200`,
  );
}

/** The groups for which somebody wants no letter. */
export async function unwantedGroups(holder: Holder): Promise<NoticeGroup[]> {
  const found = await rows<{ group: NoticeGroup }>(
    sql`SELECT "group" FROM notice_mail WHERE person_id = ${holder.personId} AND NOT is_wanted`,
  );
  return found.map((one) => one.group);
}

/** How many notices somebody has not read, for an open page. */
export async function unreadCount(personId: string): Promise<number> {
  const found = await rows<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM notices WHERE person_id = ${personId} AND read_at IS NULL`,
  );
  return found[0]?.count ?? 0;
}
