import { notFound } from "next/navigation";
import { requireActor } from "@/accounts/sessions/guards";
import { downloadBytes } from "@/app/download";
import { openVisaFile } from "@/journey/visas/commands";

type Props = { params: Promise<{ id: string }> };

/** The papers for a visa. Opening them stands in the record before a byte is sent. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const file = await openVisaFile(await requireActor(), (await params).id);
  return file ? downloadBytes(file) : notFound();
}
