import { facilityEntries, topicEntries } from "@/catalogue/sitemap/queries";
import { partnerEntries } from "@/partners/listing/queries";
import { isLanguage } from "@/platform/i18n/rules";
import { absolute } from "../../address";

export const dynamic = "force-dynamic";

const pages = [
  "",
  "/districts",
  "/specialties",
  "/facilities",
  "/care-in-italy",
  "/second-opinion",
  "/partners",
  "/become-a-partner",
  "/check-a-name",
  "/method",
  "/accessibility",
  "/privacy",
];

type Context = { params: Promise<{ name: string }> };

export async function GET(_request: Request, { params }: Context) {
  const [, language, part] = /^([a-z]{2})-(\d{1,5})\.xml$/.exec((await params).name) ?? [];
  if (!isLanguage(language)) return new Response(null, { status: 404 });
  const entries =
    Number(part) === 0
      ? [
          ...pages.map((path) => ({ path, changedOn: null })),
          ...(await topicEntries()),
          ...(await partnerEntries()),
        ]
      : await facilityEntries(Number(part) - 1);
  if (entries.length === 0 && Number(part) > 1) return new Response(null, { status: 404 });
  const urls = entries.map(
    ({ path, changedOn }) =>
      `<url><loc>${absolute(`/${language}${path}`)}</loc>${changedOn ? `<lastmod>${changedOn}</lastmod>` : ""}</url>`,
  );
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("")}</urlset>\n`;
  return new Response(text, {
    headers: {
      "Content-Type": "application/xml; charset=utf-8",
      "portal-tags": "facilities topics partners",
    },
  });
}
