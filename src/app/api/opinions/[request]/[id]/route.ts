import { notFound } from "next/navigation";
import { storedFile } from "@/accounts/files/queries";
import { requireActor } from "@/accounts/sessions/guards";
import { download } from "@/app/download";
import { openOpinionPaper } from "@/opinions/deliveries/commands";

type Props = { params: Promise<{ request: string; id: string }> };

/** The paper of a delivered opinion. Opening it stands in the record before a byte is sent. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { request, id } = await params;
  const fileId = await openOpinionPaper(await requireActor(), request, id);
  const file = fileId ? await storedFile(fileId) : null;
  return file ? download(file) : notFound();
}
