import "server-only";
import { row, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import { canGoOn, type Sender } from "./policy";
import { expiresAt } from "./rules";

export type OpenUpload = {
  id: string;
  requestId: string;
  patientId: string;
  size: number;
  received: number;
  state: "open" | "whole" | "taken" | "refused";
  why: string | null;
  place: string;
  key: Buffer;
  expiresAt: Date;
};

/** A file on its way in, for whoever sends it; null is both "not there" and "not yours". */
export async function uploadOf(sender: Sender, id: string): Promise<OpenUpload | null> {
  type Row = Omit<OpenUpload, "key" | "size" | "received" | "expiresAt"> &
    WrappedKey & {
      key: string;
      size: string;
      received: string;
      touchedAt: Date;
      addedBy: string | null;
      linkId: string | null;
    };
  const found = await row<Row>(sql`
    SELECT u.id, u.request_id AS "requestId", r.patient_id AS "patientId", u.size::text, u.received::text, u.state, u.why, u.place, u.key,
      u.touched_at AS "touchedAt", u.added_by AS "addedBy", u.link_id AS "linkId", ${keyColumns}
    FROM uploads u JOIN requests r ON r.id = u.request_id JOIN data_keys k ON k.person_id = r.patient_id WHERE u.id::text = ${id}`);
  if (!found || !canGoOn(sender, found)) return null;
  const {
    keyId,
    masterKey,
    wrapped,
    addedBy: _by,
    linkId: _link,
    touchedAt,
    size,
    received,
    key,
    ...upload
  } = found;
  const secret = openPersonKey(upload.patientId, { keyId, masterKey, wrapped });
  return {
    ...upload,
    size: Number(size),
    received: Number(received),
    key: Buffer.from(unseal(secret, `uploads.key:${upload.id}`, key), "base64"),
    expiresAt: expiresAt(touchedAt, await requiredNumber("second-opinion", "upload-days")),
  };
}

/** The largest file that there can be room for. */
export const largestUpload = async (): Promise<number> =>
  (await requiredNumber("second-opinion", "case-megabytes")) * 1_000_000;
