import { canActForPatient } from "@/cases/access/policy";
import type { Actor } from "@/platform/actor";
import { nobody, type Outsider } from "@/platform/audit";
import type { LinkBearer } from "../upload-links/queries";

/** Who sends a file: somebody signed in, or whoever holds a link for a radiology office. */
export type Sender = Actor | LinkBearer;

/** How the record names who sends. */
export const byOf = (sender: Sender): Actor | Outsider =>
  sender.kind === "bearer" ? nobody(sender.network) : sender;

export const canBegin = (sender: Sender, request: { id: string; patientId: string }): boolean =>
  sender.kind === "bearer"
    ? sender.requestId === request.id
    : canActForPatient(sender, request.patientId, "add-documents");

/** An upload is its sender's alone, for as long as they may add to the case. */
export function canGoOn(
  sender: Sender,
  upload: { requestId: string; patientId: string; addedBy: string | null; linkId: string | null },
): boolean {
  if (!canBegin(sender, { id: upload.requestId, patientId: upload.patientId })) return false;
  return sender.kind === "bearer"
    ? upload.linkId === sender.linkId
    : upload.linkId === null && upload.addedBy === sender.personId;
}
