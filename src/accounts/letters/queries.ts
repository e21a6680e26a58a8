import "server-only";
import type { Office } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import {
  keyColumns,
  openPersonKey,
  unseal,
  unsealByMaster,
  type WrappedKey,
} from "@/platform/security/sealing";
import type { LetterKind } from "./rules";

export type LetterToSend = {
  id: string;
  kind: LetterKind;
  language: Language;
  address: string | null;
  link: string | null;
  number: string | null;
  until: Date | null;
};

/** A letter with the address it goes to, for the worker. Null address: there is nobody to send it to any more. */
export async function letterToSend(letterId: string): Promise<LetterToSend | null> {
  type Row = Omit<LetterToSend, "address"> &
    WrappedKey & { personId: string | null; email: string | null; sealed: string | null };
  const found = await row<Row>(sql`
    SELECT l.id, l.kind, l.language, l.link, l.number, l.until, l.person_id AS "personId", l.address AS sealed, p.email, ${keyColumns}
    FROM letters l LEFT JOIN people p ON p.id = l.person_id LEFT JOIN data_keys k ON k.person_id = p.id WHERE l.id = ${letterId}`);
  if (!found) return null;
  const { id, kind, language, link, number, until, sealed, email, personId } = found;
  const own = () =>
    email && personId
      ? unseal(openPersonKey(personId, found), `people.email:${personId}`, email)
      : null;
  return {
    id,
    kind,
    language,
    link,
    number,
    until,
    address: sealed ? unsealByMaster(`letters.address:${id}`, sealed) : own(),
  };
}

/** Letters whose fate is not known or that cannot be delivered. Without an address or a person. */
export async function stuckLetters(
  _office: Office,
): Promise<{ id: string; kind: LetterKind; stuckAt: Date }[]> {
  return rows(
    sql`SELECT id, kind, stuck_at AS "stuckAt" FROM letters WHERE stuck_at IS NOT NULL ORDER BY stuck_at DESC LIMIT 200`,
  );
}
