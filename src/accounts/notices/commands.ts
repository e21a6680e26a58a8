import "server-only";
import type { Holder } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { ok } from "@/platform/result";
import type { OfficeRole } from "@/platform/roles";
import { queueLetter } from "../letters/commands";
import type { LetterKind } from "../letters/rules";
import { chosenGroups, groupOf, type NoticeGroup, type NoticeKind } from "./rules";

type Notice = {
  personId: string;
  kind: NoticeKind;
  subject?: string /** A letter that says more than "something waits". */;
  letter?: LetterKind;
  until?: Date;
  number?: string;
};

/** Tells somebody: in the portal, and by letter unless they want none of this group. */
export async function notify(
  tx: Tx,
  { personId, kind, subject, letter, until, number }: Notice,
): Promise<void> {
  await tx.run(
    sql`INSERT INTO notices (person_id, kind, subject) VALUES (${personId}, ${kind}, ${subject ?? null})`,
  );
  const group = groupOf(kind);
  const reader = await tx.row<{ language: Language; isWanted: boolean }>(sql`
    SELECT p.language, coalesce(m.is_wanted, true) AS "isWanted" FROM people p
    LEFT JOIN notice_mail m ON m.person_id = p.id AND m."group" = ${group} WHERE p.id = ${personId} AND p.erased_at IS NULL`);
  if (!reader || (group !== "safety" && !reader.isWanted)) return;
  await queueLetter(tx, {
    kind: letter ?? "notice",
    language: reader.language,
    to: { personId },
    ...(until ? { until } : {}),
    ...(number ? { number } : {}),
  });
}

/** Tells everybody of the association who holds a role, but for one who is told otherwise. */
export async function notifyOffice(
  tx: Tx,
  role: OfficeRole,
  kind: NoticeKind,
  subject?: string,
  but?: string | null,
): Promise<void> {
  const people = await tx.rows<{ id: string }>(
    sql`SELECT DISTINCT person_id AS id FROM role_grants WHERE role = ${role} AND ended_at IS NULL AND person_id IS DISTINCT FROM ${but ?? null}::uuid`,
  );
  for (const { id } of people)
    await notify(tx, { personId: id, kind, ...(subject ? { subject } : {}) });
}

export async function markAllRead(holder: Holder) {
  return inTransaction(async (tx) =>
    ok(
      await tx.run(
        sql`UPDATE notices SET read_at = now() WHERE person_id = ${holder.personId} AND read_at IS NULL`,
      ),
    ),
  );
}

export async function chooseLetters(holder: Holder, wanted: readonly NoticeGroup[]) {
  return inTransaction(async (tx) => {
    for (const group of chosenGroups)
      await tx.run(sql`
        INSERT INTO notice_mail (person_id, "group", is_wanted) VALUES (${holder.personId}, ${group}, ${wanted.includes(group)})
        ON CONFLICT (person_id, "group") DO UPDATE SET is_wanted = excluded.is_wanted`);
    await record(tx, {
      actor: holder,
      action: "notices.preferences-changed",
      subject: `person:${holder.personId}`,
      about: holder.personId,
    });
    return ok(null);
  });
}
