import { notFound } from "next/navigation";
import { storedFile } from "@/accounts/files/queries";
import { requireActor } from "@/accounts/sessions/guards";
import { download } from "@/app/download";
import { openPaper } from "@/documents/papers/commands";

type Props = { params: Promise<{ id: string }> };

/** A paper of a request. Opening it stands in the record before a byte is sent. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const fileId = await openPaper(await requireActor(), (await params).id);
  const file = fileId ? await storedFile(fileId) : null;
  return file ? download(file) : notFound();
}
