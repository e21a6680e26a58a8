import { notFound } from "next/navigation";
import { requireActor } from "@/accounts/sessions/guards";
import { download } from "@/app/download";
import { openPaper } from "@/partners/papers/commands";

type Props = { params: Promise<{ id: string }> };

/** A paper of a firm. Opening it stands in the record before a byte is sent. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const file = await openPaper(await requireActor(), (await params).id);
  return file ? download(file) : notFound();
}
