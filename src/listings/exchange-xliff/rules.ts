import { SaxesParser } from "saxes";
import { isLanguage, type Language } from "@/platform/i18n/rules";
import { ExchangeFault, type Handed, type Returned } from "../exchange/rules";
import { textHash, type UnitState } from "../releases/rules";

const namespace = "urn:oasis:names:tc:xliff:document:2.0";
const longest = 20_000_000;
const deepest = 12;

/** How XLIFF calls our states; what it has no word for stands in the subState. */
const stateOf: Record<UnitState, string> = {
  missing: "initial",
  machine: "translated",
  outdated: "translated",
  checked: "final",
};
const unsure = ["initial", "translated"];

const escaped = (text: string) =>
  text
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** An XLIFF 2.1 file of texts to translate: a file for each record, a unit for each text, named by its field. */
export function xliffFileOf(texts: readonly Handed[], from: Language, to: Language): Buffer {
  const files = [...Map.groupBy(texts, ({ record }) => record)].map(
    ([record, units]) =>
      `  <file id="${escaped(record)}">\n${units.map(unitOf).join("")}  </file>\n`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="${namespace}" version="2.1" srcLang="${from}" trgLang="${to}">\n${files.join("")}</xliff>\n`,
  );
}

function unitOf(one: Handed): string {
  const notes = [
    ["source-hash", textHash(one.source)],
    ["seen-hash", textHash(one.text)],
    ...(one.limit === null ? [] : [["limit", String(one.limit)]]),
    ...(one.previous ? [["previous-source", one.previous]] : []),
  ].map(
    ([category, text]) => `        <note category="${category}">${escaped(text ?? "")}</note>\n`,
  );
  const target = one.text ? `          <target>${escaped(one.text)}</target>\n` : "";
  return `    <unit id="${escaped(one.field)}">
      <notes>
${notes.join("")}      </notes>
      <segment state="${stateOf[one.state]}" subState="portal:${one.state}">
          <source>${escaped(one.source)}</source>
${target}      </segment>
    </unit>
`;
}

/** What an XLIFF 2 file brings back. Throws an ExchangeFault when it is none, or in another language. */
export function readXliffFile(bytes: Buffer, to: Language): Returned[] {
  if (bytes.length > longest) throw new ExchangeFault("size");
  const reader = new Reader(to);
  try {
    reader.parser.write(new TextDecoder("utf-8", { fatal: true }).decode(bytes)).close();
  } catch (error) {
    throw error instanceof ExchangeFault ? error : new ExchangeFault("format");
  }
  if (!reader.isOurs) throw new ExchangeFault("foreign");
  return reader.found;
}

/** Follows the document once. No entities of the file's own: a doctype ends the reading. */
class Reader {
  readonly parser = new SaxesParser({ xmlns: true });
  readonly found: Returned[] = [];
  isOurs = false;
  private readonly path: string[] = [];
  private record = "";
  private unit: Returned | undefined;
  private note = "";
  private words = "";

  constructor(to: Language) {
    const { parser } = this;
    parser.on("error", () => {
      throw new ExchangeFault("format");
    });
    parser.on("doctype", () => {
      throw new ExchangeFault("format");
    });
    parser.on("opentag", ({ local, uri, attributes }) => {
      if (this.path.push(local) > deepest) throw new ExchangeFault("format");
      if (uri !== namespace) return;
      const of = (name: string) => attributes[name]?.value ?? "";
      this.begin(local, of, to);
    });
    parser.on("text", (text) => this.say(text));
    parser.on("cdata", (text) => this.say(text));
    parser.on("closetag", ({ local, uri }) => {
      this.path.pop();
      if (uri === namespace) this.end(local);
    });
  }

  private begin(local: string, of: (name: string) => string, to: Language) {
    if (local === "xliff") {
      this.isOurs = of("version").startsWith("2.");
      const language = of("trgLang").split("-")[0];
      if (!isLanguage(language) || language !== to) throw new ExchangeFault("language");
    }
    if (local === "file") this.record = of("id");
    if (local === "unit")
      this.unit = {
        record: this.record,
        field: of("id"),
        sourceHash: "",
        seenHash: "",
        text: "",
        isUnsure: false,
      };
    if (local === "segment" && this.unit)
      this.unit.isUnsure ||= unsure.includes(of("state") || "initial");
    if (local === "note") this.note = of("category");
    if (["note", "target"].includes(local)) this.words = "";
  }

  /** Elements inside a text are no part of what we hand out; their words still are. */
  private say(text: string) {
    if (this.path.includes("target") || this.path.at(-1) === "note") this.words += text;
  }

  private end(local: string) {
    const { unit } = this;
    if (local === "unit" && unit) {
      this.found.push(unit);
      this.unit = undefined;
    }
    if (!unit) return;
    if (local === "target") unit.text += this.words;
    if (local === "note" && this.note === "source-hash") unit.sourceHash = this.words.trim();
    if (local === "note" && this.note === "seen-hash") unit.seenHash = this.words.trim();
  }
}
