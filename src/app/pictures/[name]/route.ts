import { pictureFile } from "@/listings/pictures/queries";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ name: string }> };

/** A photograph in one width: its name is the hash of what it was made from, so it never changes. */
export async function GET(_request: Request, { params }: Context) {
  const [, file = "", width = "", type = ""] =
    /^([0-9a-f]{32})-(\d{3,4})\.(avif|webp)$/.exec((await params).name) ?? [];
  const bytes = file ? await pictureFile(file, Number(width), type) : null;
  if (!bytes) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": `image/${type}` } });
}
