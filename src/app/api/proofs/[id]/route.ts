import { Readable } from "node:stream";
import { notFound } from "next/navigation";
import { proofPaper } from "@/accounts/proofs/queries";
import { requireOffice } from "@/accounts/sessions/guards";

const endings: Record<string, string> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  "image/png": ".png",
};

/** A name in the form that headers take, with the ending of what the file is and not of what it was called. */
const headerName = (name: string, type: string) =>
  encodeURIComponent(
    `${name.toWellFormed().replace(/\.[^.]*$/, "") || "proof"}${endings[type] ?? ""}`,
  ).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const office = await requireOffice("administrator");
  const paper = (await proofPaper(office, (await params).id)) ?? notFound();
  return new Response(Readable.toWeb(paper.content) as ReadableStream, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename*=UTF-8''${headerName(paper.name, paper.type)}`,
      "Content-Length": String(paper.size),
    },
  });
}
