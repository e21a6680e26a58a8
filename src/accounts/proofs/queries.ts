import "server-only";
import type { Readable } from "node:stream";
import type { Office } from "@/platform/actor";
import { readStored } from "@/platform/storage/files";
import { storedFile } from "../files/queries";
import { openProof } from "../relations/commands";

export type Paper = { name: string; type: string; size: number; content: Readable };

/** The paper of a proof, for who decides about it. That it was opened stands in the record before a byte is read. */
export async function proofPaper(office: Office, relationId: string): Promise<Paper | null> {
  const opened = await openProof(office, relationId);
  const file = opened.ok ? await storedFile(opened.value) : null;
  return (
    file && {
      name: file.name,
      type: file.type,
      size: file.size,
      content: await readStored(file.place, file.key),
    }
  );
}
