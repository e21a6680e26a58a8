import { RewritingStream } from "parse5-html-rewriting-stream";

/** Elements in which the case of an attribute's name matters. */
const inSvg = new Set(["svg", "g", "path", "circle", "rect", "line", "polyline", "text"]);

/** React writes hrefLang and charSet as it names them; HTML does not mind, simpler readers do. */
const withPlainNames = (raw: string) =>
  raw.replace(/\s[a-z]+[A-Z]\w*(?==")/g, (name) => name.toLowerCase());

export type Stripped = { html: string; tags: string[] };

/**
 * A page as Next renders it, without what only a framework in the browser needs: its scripts, their preloads and
 * its comments. Data for search engines and our own script stay. The page's tags are read and taken out. What is
 * kept is kept to the letter, so that every escape stands as it was written.
 */
export async function strip(html: string): Promise<Stripped> {
  const stream = new RewritingStream();
  const tags: string[] = [];
  let skipping = false;

  stream.on("startTag", (tag, raw) => {
    const value = (name: string) =>
      tag.attrs.find((attribute) => attribute.name === name)?.value ?? "";
    if (tag.tagName === "script") {
      const isOurs =
        value("type") === "application/ld+json" ||
        /^\/(?:portal|personal|uploads|pocket|viewer\/viewer)\.js/.test(value("src"));
      if (!isOurs) {
        skipping = !tag.selfClosing;
        return;
      }
    }
    if (
      tag.tagName === "link" &&
      (value("rel") === "modulepreload" || (value("rel") === "preload" && value("as") === "script"))
    )
      return;
    if (tag.tagName === "meta" && value("name") === "portal-tags") {
      tags.push(...value("content").split(" ").filter(Boolean));
      return;
    }
    stream.emitRaw(inSvg.has(tag.tagName) ? raw : withPlainNames(raw));
  });
  stream.on("endTag", (tag, raw) => {
    if (skipping && tag.tagName === "script") {
      skipping = false;
      return;
    }
    stream.emitRaw(raw);
  });
  stream.on("text", (_text, raw) => {
    if (!skipping) stream.emitRaw(raw);
  });
  stream.on("comment", () => undefined);

  const parts: string[] = [];
  stream.on("data", (part) => parts.push(String(part)));
  const ended = new Promise<void>((resolve, reject) =>
    stream.on("end", resolve).on("error", reject),
  );
  stream.end(html);
  await ended;
  return { html: parts.join("").replaceAll('<div hidden=""></div>', ""), tags: [...new Set(tags)] };
}
