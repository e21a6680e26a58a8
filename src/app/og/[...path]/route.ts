import { isLanguage } from "@/platform/i18n/rules";
import { png } from "@/ui/pictures/raster";
import { pictureAt } from "../pictures";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ path: string[] }> };

/** The picture that a link to a page is shown with elsewhere: /og/en/home, /og/ar/facility/niguarda … */
export async function GET(_request: Request, { params }: Context) {
  const [language, ...path] = (await params).path;
  const made = isLanguage(language) ? await pictureAt(language, path) : null;
  if (!made) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(await png(made.picture)), {
    headers: { "Content-Type": "image/png", "portal-tags": made.tags.join(" ") },
  });
}
