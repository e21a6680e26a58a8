import { readFileSync } from "node:fs";
import { join } from "node:path";

/** HarfBuzz's own subsetter, of which the package has no binding: addresses in its memory, numbers as in `hb-subset.h`. */
type Subsetter = Record<string, (...given: number[]) => number> & { memory: WebAssembly.Memory };

const noHinting = 0x1;
const keepsGlyphNumbers = 0x2;
const drawsNotdef = 0x40;
const noLayoutClosure = 0x200;
const droppedTables = 3;
const unneeded = [
  "GSUB",
  "GPOS",
  "GDEF",
  "BASE",
  "STAT",
  "DSIG",
  "name",
  "cmap",
  "post",
  "meta",
  "vhea",
  "vmtx",
  "VORG",
];

let started: Subsetter | undefined;

function subsetter(): Subsetter {
  if (started) return started;
  const code = readFileSync(
    join(process.cwd(), "node_modules", "harfbuzzjs", "dist", "harfbuzz-subset.wasm"),
  );
  started = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as unknown as Subsetter;
  started._initialize?.();
  return started;
}

const tag = (name: string) =>
  [...name].reduce((sum, sign) => sum * 256 + sign.charCodeAt(0), 0) | 0;

/** A TrueType file with the outlines of these glyphs alone, under the numbers they had. */
export function subsetOf(file: Uint8Array, glyphs: Iterable<number>): Buffer {
  const hb = subsetter();
  const call = (name: string, ...given: number[]) => {
    const run = hb[name];
    if (!run) throw new Error(`the subsetter has no ${name}`);
    return run(...given);
  };
  const held = call("malloc", file.length);
  new Uint8Array(hb.memory.buffer).set(file, held);
  const blob = call("hb_blob_create", held, file.length, 2, 0, 0);
  const face = call("hb_face_create", blob, 0);
  const input = call("hb_subset_input_create_or_fail");
  call(
    "hb_subset_input_set_flags",
    input,
    noHinting | keepsGlyphNumbers | drawsNotdef | noLayoutClosure,
  );
  for (const name of unneeded)
    call("hb_set_add", call("hb_subset_input_set", input, droppedTables), tag(name));
  for (const glyph of glyphs) call("hb_set_add", call("hb_subset_input_glyph_set", input), glyph);
  const subset = call("hb_subset_or_fail", face, input);
  if (subset === 0) throw new Error("the typeface could not be subset");
  const result = call("hb_face_reference_blob", subset);
  const at = call("hb_blob_get_data", result, 0);
  const made = Buffer.from(
    new Uint8Array(hb.memory.buffer, at, call("hb_blob_get_length", result)).slice(),
  );
  for (const [name, what] of [
    ["hb_blob_destroy", result],
    ["hb_face_destroy", subset],
    ["hb_subset_input_destroy", input],
    ["hb_face_destroy", face],
    ["hb_blob_destroy", blob],
    ["free", held],
  ] as const)
    call(name, what);
  return made;
}
