import { notFound } from "next/navigation";
import { storedFile } from "@/accounts/files/queries";
import { requireActor } from "@/accounts/sessions/guards";
import { download } from "@/app/download";
import { imageFile } from "@/documents/studies/queries";

type Props = { params: Promise<{ id: string }> };

/** One image of a study, as the copy that says nothing of the person. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const fileId = await imageFile(await requireActor(), (await params).id);
  const file = fileId ? await storedFile(fileId) : null;
  return file ? download(file) : notFound();
}
