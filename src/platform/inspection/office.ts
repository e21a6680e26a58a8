import type { ArchiveEntry } from "../archives/faults";
import { ContentFault } from "./fault";

export const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const odt = "application/vnd.oasis.opendocument.text";

const longestPart = 20_000_000;

/** What an archive is, by what lies in it: a document, a program of a viewer, or just an archive. */
export async function kindOfArchive(
  entries: readonly ArchiveEntry[],
): Promise<"archive" | "program" | typeof docx | typeof odt | "office"> {
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (has("[Content_Types].xml")) return has("word/document.xml") ? docx : "office";
  const mark = entries.find(({ name, size }) => name === "mimetype" && size < 100);
  if (mark) return (await textOf(mark)).trim() === odt ? odt : "office";
  return has("META-INF/MANIFEST.MF") ? "program" : "archive";
}

/** Refuses a document that can act, or that fetches a part of itself from elsewhere when it is opened. */
export async function checkOffice(entries: readonly ArchiveEntry[]): Promise<void> {
  if (entries.some(({ name }) => /vbaProject|vbaData|activeX\/|^(?:Basic|Scripts)\/./i.test(name)))
    throw new ContentFault("macros");
  for (const entry of entries) {
    if (/\.rels$/.test(entry.name)) {
      const text = await textOf(entry);
      for (const [relation] of text.matchAll(/<Relationship\s[^>]*>/g))
        if (
          /TargetMode\s*=\s*["']External/i.test(relation) &&
          !/\/relationships\/hyperlink["']/.test(relation)
        )
          throw new ContentFault("template");
    }
    if (entry.name === "[Content_Types].xml" && /macroEnabled/i.test(await textOf(entry)))
      throw new ContentFault("macros");
    if (
      entry.name === "content.xml" &&
      /<script:event-listener|<office:script /.test(await textOf(entry))
    )
      throw new ContentFault("macros");
  }
}

async function textOf(entry: ArchiveEntry): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of entry.open()) {
    length += part.length;
    if (length > longestPart) throw new ContentFault("expands");
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
