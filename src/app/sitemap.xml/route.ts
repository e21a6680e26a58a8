import { entriesEach, facilityCount } from "@/catalogue/sitemap/queries";
import { languages } from "@/platform/i18n/rules";
import { absolute } from "../address";

export const dynamic = "force-dynamic";

/** One sitemap for each language holds pages and topics (0), and as many more as the facilities need. */
export async function GET() {
  const parts = 1 + Math.max(1, Math.ceil((await facilityCount()) / entriesEach));
  const maps = languages.flatMap((language) =>
    Array.from(
      { length: parts },
      (_, part) => `<sitemap><loc>${absolute(`/sitemaps/${language}-${part}.xml`)}</loc></sitemap>`,
    ),
  );
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${maps.join("")}</sitemapindex>\n`;
  return new Response(text, {
    headers: {
      "Content-Type": "application/xml; charset=utf-8",
      "portal-tags": "facilities topics",
    },
  });
}
