import "server-only";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { ok } from "@/platform/result";
import { sealByMaster } from "@/platform/security/sealing";
import { type LetterKind, mostOpenTries } from "./rules";

type Letter = {
  kind: LetterKind;
  language: Language;
  /** To a person's own address, as it is when the letter leaves; or to an address that is nobody's yet. */
  to: { personId: string } | { address: string; personId?: string };
  link?: string;
  number?: string;
  until?: Date;
};

/** Has a letter sent, if this transaction holds. */
export async function queueLetter(
  tx: Tx,
  { kind, language, to, link, number, until }: Letter,
): Promise<void> {
  const id = crypto.randomUUID();
  const address = "address" in to ? sealByMaster(`letters.address:${id}`, to.address) : null;
  await tx.run(sql`
    INSERT INTO letters (id, kind, person_id, address, language, link, number, until)
    VALUES (${id}, ${kind}, ${to.personId ?? null}, ${address}, ${language}, ${link ?? null}, ${number ?? null}, ${until ?? null})`);
  await enqueue(tx, "accounts:letters:send", { letterId: id });
}

/**
 * Notes, before a letter is handed over, that it is. False where there is nothing to hand over any more: it was sent,
 * or its fate was left open so often that it is not tried again.
 */
export async function beginHandOver(letterId: string): Promise<boolean> {
  const begun = await inTransaction(async (tx) => {
    const moved = await tx.row<{ open: number }>(sql`
      UPDATE letters SET open_tries = open_tries + 1 WHERE id = ${letterId} AND sent_at IS NULL AND stuck_at IS NULL AND open_tries < ${mostOpenTries}
      RETURNING open_tries AS open`);
    if (!moved)
      await tx.run(
        sql`UPDATE letters SET stuck_at = now() WHERE id = ${letterId} AND sent_at IS NULL AND stuck_at IS NULL AND open_tries >= ${mostOpenTries}`,
      );
    return ok(moved !== null);
  });
  return begun.ok && begun.value;
}

/** The mail server said clearly that it did not take the letter. */
export async function noteNotTaken(letterId: string): Promise<void> {
  await inTransaction(async (tx) =>
    ok(
      await tx.run(
        sql`UPDATE letters SET open_tries = greatest(0, open_tries - 1) WHERE id = ${letterId} AND sent_at IS NULL`,
      ),
    ),
  );
}

/** The letter will never be taken: the address does not exist, or its person is gone. */
export async function noteUndeliverable(letterId: string): Promise<void> {
  await inTransaction(async (tx) =>
    ok(
      await tx.run(
        sql`UPDATE letters SET stuck_at = now(), address = NULL WHERE id = ${letterId} AND sent_at IS NULL`,
      ),
    ),
  );
}

/** An address that was kept for the letter alone goes with it. */
export async function noteSent(letterId: string): Promise<void> {
  await inTransaction(async (tx) =>
    ok(
      await tx.run(sql`UPDATE letters SET sent_at = now(), address = NULL WHERE id = ${letterId}`),
    ),
  );
}
