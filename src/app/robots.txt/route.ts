import { absolute } from "../address";

export const dynamic = "force-dynamic";

export function GET() {
  const text = `User-agent: *\nDisallow: /api/\nDisallow: /*/search?\nDisallow: /*/compare?\nSitemap: ${absolute("/sitemap.xml")}\n`;
  return new Response(text, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
