import "server-only";
import { canActForPatient, isCoordinator, isInSight } from "@/cases/access/policy";
import { carePath } from "@/cases/care-path/queries";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";

export type Paper = {
  id: string;
  kind: string;
  state: "sent" | "accepted" | "refused" | "not-had";
  name: string | null;
  size: number;
  reason: string | null;
  /** What the scan found: waiting, clean, unsafe or unchecked; null where there is no file. */
  scan: "waiting" | "clean" | "unsafe" | "unchecked" | null;
  /** Why it is unsafe or was refused by the examination, as a code. */
  scanWhy: string | null;
  createdAt: Date;
};

/** The papers of a request that the actor was shown and that lie in their sight, by kind, the newest of each first. */
export async function papersOf(actor: Actor, request: RequestCase): Promise<Paper[]> {
  if (
    !isCoordinator(actor) &&
    actor.kind !== "staff" &&
    !canActForPatient(actor, request.patientId, "see-documents")
  )
    return [];
  const path = await carePath(request.rulesVersion);
  type Row = Omit<Paper, "size"> & WrappedKey & { size: string | null; fileId: string | null };
  const found = await rows<Row>(sql`
    SELECT a.id, a.kind, a.state, f.name, f.size::text, a.file_id AS "fileId", a.reason, f.scan, f.scan_why AS "scanWhy", a.created_at AS "createdAt", ${keyColumns}
    FROM request_papers a LEFT JOIN stored_files f ON f.id = a.file_id, data_keys k WHERE a.request_id = ${request.id} AND k.person_id = ${request.patientId}
    ORDER BY a.kind, a.created_at DESC`);
  const inSight = found.filter(
    (paper) =>
      isInSight(request.sight, paper.kind, path) &&
      (actor.kind !== "staff" || paper.scan === "clean"),
  );
  return inSight.map(({ keyId, masterKey, wrapped, fileId, size, name, reason, ...paper }) => {
    const key = openPersonKey(request.patientId, { keyId, masterKey, wrapped });
    return {
      ...paper,
      size: Number(size ?? 0),
      name: name && fileId ? unseal(key, `stored_files.name:${fileId}`, name) : null,
      reason: reason ? unseal(key, `request_papers.reason:${paper.id}`, reason) : null,
    };
  });
}

export const paperMegabytes = () => requiredNumber("second-opinion", "paper-megabytes");
