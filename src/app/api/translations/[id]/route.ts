import { notFound } from "next/navigation";
import { requireLinguistOrPartner } from "@/accounts/sessions/guards";
import { downloadBytes } from "@/app/download";
import { noteSourceOpened } from "@/opinions/translations/commands";
import { assignedPages } from "@/opinions/translations/queries";

type Props = { params: Promise<{ id: string }> };

/** The pages given to a translator, and no other page of the paper. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const linguist = await requireLinguistOrPartner();
  const { id } = await params;
  if (linguist.kind !== "linguist" || !(await noteSourceOpened(linguist, id))) notFound();
  const pages = await assignedPages(linguist, id);
  return pages ? downloadBytes(pages) : notFound();
}
