import type { Typeface } from "./fonts";
import { type Objects, type Ref, words } from "./objects";
import type { Glyph } from "./shape";
import { subsetOf } from "./subset";

/**
 * A typeface as one file uses it. A code is given to each pair of glyph and text, so that copying gives back what
 * was written where one glyph draws several signs (a space and a no-break space, a mu and a micro).
 */
export class UsedTypeface {
  readonly #codes = new Map<string, { code: number; glyph: number; text: string }>();

  readonly name: string;
  readonly typeface: Typeface;

  constructor(name: string, typeface: Typeface) {
    this.name = name;
    this.typeface = typeface;
  }

  codeOf({ id, text }: Pick<Glyph, "id" | "text">): number {
    const key = `${id} ${text}`;
    const known = this.#codes.get(key) ?? { code: this.#codes.size + 1, glyph: id, text };
    this.#codes.set(key, known);
    return known.code;
  }

  /** The glyph's own width, without kerning, in thousandths. */
  widthOf(id: number): number {
    return Math.round((this.typeface.font.glyphHAdvance(id) * 1000) / this.typeface.face.upem);
  }

  embedIn(objects: Objects): Ref {
    const { typeface } = this;
    const codes = [...this.#codes.values()];
    const program = subsetOf(typeface.file, new Set(codes.map(({ glyph }) => glyph)));
    const name = `/${letters(codes.map(({ glyph }) => glyph))}+${typeface.name}`;
    const metrics = metricsOf(typeface);
    const descriptor = objects.add({
      Type: "/FontDescriptor",
      FontName: name,
      Flags: 4,
      FontBBox: metrics.box,
      ItalicAngle: 0,
      Ascent: metrics.ascent,
      Descent: metrics.descent,
      CapHeight: metrics.capHeight,
      StemV: typeface.weight === "bold" ? 140 : 84,
      FontFile2: objects.stream(program, { Length1: program.length }),
    });
    const places = Buffer.alloc((codes.length + 1) * 2);
    for (const { code, glyph } of codes) places.writeUInt16BE(glyph, code * 2);
    const descendant = objects.add({
      Type: "/Font",
      Subtype: "/CIDFontType2",
      BaseFont: name,
      CIDSystemInfo: { Registry: "(Adobe)", Ordering: "(Identity)", Supplement: 0 },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [1, codes.map(({ glyph }) => this.widthOf(glyph))],
      CIDToGIDMap: objects.stream(places),
    });
    const ToUnicode = objects.stream(unicodeMap(codes));
    return objects.add({
      Type: "/Font",
      Subtype: "/Type0",
      BaseFont: name,
      Encoding: "/Identity-H",
      DescendantFonts: [descendant],
      ToUnicode,
    });
  }
}

/** Six letters that differ where the subset does. */
function letters(glyphs: readonly number[]) {
  let sum = glyphs.reduce((hash, glyph) => (hash * 31 + glyph) % 308_915_776, 7);
  return Array.from({ length: 6 }, () => {
    const letter = String.fromCharCode(65 + (sum % 26));
    sum = Math.floor(sum / 26);
    return letter;
  }).join("");
}

function metricsOf({ face }: Typeface) {
  const view = (table: string) => {
    const bytes = face.referenceTable(table);
    if (!bytes) throw new Error(`the typeface has no ${table}`);
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return (at: number) => Math.round((data.getInt16(at) * 1000) / face.upem);
  };
  const head = view("head");
  const hhea = view("hhea");
  const os2 = view("OS/2");
  return { box: [36, 38, 40, 42].map(head), ascent: hhea(4), descent: hhea(6), capHeight: os2(88) };
}

const hex = (code: number) => code.toString(16).padStart(4, "0");

function unicodeMap(codes: readonly { code: number; text: string }[]) {
  const blocks = Array.from({ length: Math.ceil(codes.length / 100) }, (_, at) =>
    codes.slice(at * 100, at * 100 + 100),
  );
  const rows = blocks.map(
    (block) =>
      `${block.length} beginbfchar\n${block.map(({ code, text }) => `<${hex(code)}> <${words(text).slice(5)}`).join("\n")}\nendbfchar`,
  );
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${rows.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}
