import { type GetTextTranslation, po } from "gettext-parser";
import type { Language } from "@/platform/i18n/rules";
import { ExchangeFault, type Handed, idOf, type Returned } from "../exchange/rules";
import { textHash } from "../releases/rules";

const project = "health-lombardy";
const longest = 20_000_000;

const contextOf = (one: Handed) => `${idOf(one)}@${textHash(one.source)}`;
const context = /^([\w-]+:[^:]+):(.+)@([0-9a-f]{64})$/;
const seen = /^seen: ([0-9a-f]{64})$/m;

/**
 * A PO file of texts to translate. The context names the text and its source's hash; a comment keeps the hash of the
 * translation that was handed out. What nobody has checked, or was checked for another source, is fuzzy.
 */
export function poFileOf(texts: readonly Handed[], from: Language, to: Language): Buffer {
  const translations: Record<string, Record<string, GetTextTranslation>> = {};
  for (const one of texts) {
    const isUnsure = one.state === "machine" || one.state === "outdated";
    const notes = [
      `seen: ${textHash(one.text)}`,
      ...(one.limit === null ? [] : [`maxlen: ${one.limit}`]),
    ];
    translations[contextOf(one)] = {
      [one.source]: {
        msgctxt: contextOf(one),
        msgid: one.source,
        msgstr: [one.text],
        comments: {
          extracted: notes.join("\n"),
          ...(isUnsure ? { flag: "fuzzy" } : {}),
          ...(one.previous ? { previous: `msgid ${JSON.stringify(one.previous)}` } : {}),
        },
      },
    };
  }
  return po.compile({
    charset: "utf-8",
    headers: {
      "Project-Id-Version": project,
      Language: to,
      "X-Source-Language": from,
      "MIME-Version": "1.0",
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Transfer-Encoding": "8bit",
    },
    translations,
  });
}

/** What a PO file brings back. Throws an ExchangeFault when it is none of ours, or in another language. */
export function readPoFile(bytes: Buffer, to: Language): Returned[] {
  if (bytes.length > longest) throw new ExchangeFault("size");
  let read: ReturnType<typeof po.parse>;
  try {
    read = po.parse(bytes, { validation: false });
  } catch {
    throw new ExchangeFault("format");
  }
  const header = (name: string) =>
    Object.entries(read.headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (header("project-id-version") !== project) throw new ExchangeFault("foreign");
  if (header("language")?.split(/[-_]/)[0] !== to) throw new ExchangeFault("language");
  return Object.values(read.translations).flatMap((messages) =>
    Object.values(messages).flatMap(({ msgctxt = "", msgstr, comments }) => {
      const found = context.exec(msgctxt);
      if (!found) return msgctxt === "" ? [] : [unknown(msgctxt, msgstr[0] ?? "")];
      const [, record = "", field = "", sourceHash = ""] = found;
      return [
        {
          record,
          field,
          sourceHash,
          seenHash: seen.exec(comments?.extracted ?? "")?.[1] ?? "",
          text: msgstr[0] ?? "",
          isUnsure: /\bfuzzy\b/.test(comments?.flag ?? ""),
        },
      ];
    }),
  );
}

const unknown = (record: string, text: string): Returned => ({
  record,
  field: "",
  sourceHash: "",
  seenHash: "",
  text,
  isUnsure: true,
});
