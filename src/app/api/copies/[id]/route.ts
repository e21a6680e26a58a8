import { notFound } from "next/navigation";
import { storedFile } from "@/accounts/files/queries";
import { openExport } from "@/accounts/rights/commands";
import { requireFreshProof } from "@/accounts/sessions/guards";
import { download } from "@/app/download";

type Props = { params: Promise<{ id: string }> };

/** The copy of one's own data. Fetching it stands in the record. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const opened = await openExport(await requireFreshProof(), (await params).id);
  const file = opened.ok ? await storedFile(opened.value) : null;
  return file ? download(file) : notFound();
}
