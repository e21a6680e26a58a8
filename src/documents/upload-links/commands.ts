import "server-only";
import { queueLetter } from "@/accounts/letters/commands";
import { requestsReadableBy } from "@/cases/access/queries";
import type { RequestReason } from "@/cases/answers/rules";
import { type Locked, lockRequest } from "@/cases/moves/commands";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { no, ok, type Result } from "@/platform/result";
import { minutesToWait } from "@/platform/security/limits";
import { personKey, seal } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { mayMakeLinks } from "./queries";

type TooMany = { ok: false; reason: "slowDown"; minutes: number };
type New = { requestId: string; office: string; email: string; language: Language };

/** The request, held, if whoever asks may make and withdraw its links. */
async function ownRequest(tx: Tx, actor: Actor, requestId: string): Promise<Locked | null> {
  const request = await lockRequest(tx, requestId);
  if (!request || !mayMakeLinks(actor, request.patientId)) return null;
  return (await tx.row(
    sql`SELECT 1 FROM requests r WHERE r.id = ${requestId} AND ${requestsReadableBy(actor)}`,
  ))
    ? request
    : null;
}

/** Makes a link by which a radiology office sends images, and mails it where an address is given. Answers its id. */
export async function makeUploadLink(
  actor: Actor,
  { requestId, office, email, language }: New,
): Promise<Result<string, RequestReason> | TooMany> {
  const minutes = await minutesToWait([["image-links", actor.personId]]);
  if (minutes) return { ok: false, reason: "slowDown", minutes };
  const days = await requiredNumber("second-opinion", "image-link-days");
  return inTransaction(async (tx): Promise<Result<string, RequestReason>> => {
    const request = await ownRequest(tx, actor, requestId);
    if (!request) return no("not-found");
    const id = crypto.randomUUID();
    const expiresAt = new Date(Date.now() + days * 86_400_000);
    const sealed = seal(
      await personKey(tx, request.patientId),
      `upload_links.office:${id}`,
      office,
    );
    await tx.run(sql`
      INSERT INTO upload_links (id, request_id, office, created_by, expires_at) VALUES (${id}, ${requestId}, ${sealed}, ${actor.personId}, ${expiresAt})`);
    if (email) {
      const number = await tx.row<{ number: string }>(
        sql`SELECT number FROM requests WHERE id = ${requestId}`,
      );
      await queueLetter(tx, {
        kind: "image-link",
        language,
        to: { address: email },
        link: id,
        number: number?.number ?? "",
        until: expiresAt,
      });
    }
    await record(tx, {
      actor,
      action: "upload-link.made",
      subject: `upload-link:${id}`,
      about: request.patientId,
    });
    return ok(id);
  });
}

/** Nothing more comes in by it, also of what is on its way. */
export async function withdrawUploadLink(
  actor: Actor,
  requestId: string,
  linkId: string,
): Promise<Result<null, RequestReason>> {
  return inTransaction(async (tx): Promise<Result<null, RequestReason>> => {
    const request = await ownRequest(tx, actor, requestId);
    if (!request) return no("not-found");
    const moved = await tx.run(
      sql`UPDATE upload_links SET withdrawn_at = now() WHERE id = ${linkId} AND request_id = ${requestId} AND withdrawn_at IS NULL`,
    );
    if (moved === 0) return no("stale");
    await record(tx, {
      actor,
      action: "upload-link.withdrawn",
      subject: `upload-link:${linkId}`,
      about: request.patientId,
    });
    return ok(null);
  });
}
