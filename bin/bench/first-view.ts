import { get } from "node:http";
import { line, NotMeasured } from "./report";
import type { Web } from "./web";

export const views = {
  home: "/en",
  list: "/en/facilities",
  facility: "/en/facilities/niguarda",
  search: "/en/search?q=breast+cancer",
};

type Kind = "HTML" | "CSS" | "fonts" | "JavaScript" | "pictures";
const kinds: readonly Kind[] = ["HTML", "CSS", "fonts", "JavaScript", "pictures"];

/** The bytes of a body as they travel to a browser that takes brotli. */
function transferred(address: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { "accept-encoding": "br" } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        answer.statusCode === 200
          ? resolve(Buffer.concat(parts))
          : reject(new NotMeasured(`${address} answered ${answer.statusCode}`)),
      );
    }).on("error", reject);
  });
}

const all = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&"));

/** Fonts by the rules that a page in Latin letters meets. */
const latinFonts = (css: string) => all(css, /url\(["']?([^"')]*-latin-[^"')]*\.woff2)["']?\)/g);

async function bytesOf(web: Web, path: string): Promise<Record<Kind, number>> {
  const html = await (await fetch(web.address + path)).text();
  const sheets = all(html, /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g);
  const css = (
    await Promise.all(
      sheets.map(async (sheet) => (await fetch(new URL(sheet, web.address))).text()),
    )
  ).join("\n");
  const needed: Record<Kind, string[]> = {
    HTML: [path],
    CSS: sheets,
    fonts: latinFonts(css),
    JavaScript: all(html, /<script[^>]+src="([^"]+)"/g),
    pictures: [
      ...all(html, /<img[^>]+src="([^"]+)"/g),
      ...all(html, /<link[^>]+rel="icon"[^>]+href="([^"]+)"/g),
    ].filter((address) => !address.startsWith("data:")),
  };
  const sizes = await Promise.all(
    kinds.map(async (kind) => {
      const bodies = await Promise.all(
        [...new Set(needed[kind])].map((address) =>
          transferred(new URL(address, web.address).href),
        ),
      );
      return [kind, bodies.reduce((sum, body) => sum + body.length, 0)] as const;
    }),
  );
  return Object.fromEntries(sizes) as Record<Kind, number>;
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);

export async function measureFirstView(web: Web) {
  for (const [name, path] of Object.entries(views)) {
    const bytes = await bytesOf(web, path);
    const whole = kinds.reduce((sum, kind) => sum + bytes[kind], 0);
    const parts = kinds.map((kind) => `${kind} ${kilobytes(bytes[kind])}`).join(", ");
    line(
      `first view of ${name} / 60 kB`,
      `${(whole / 60_000).toFixed(2)} (${kilobytes(whole)} kB: ${parts})`,
      "at most 1, JavaScript at most 10 kB",
    );
  }
}
