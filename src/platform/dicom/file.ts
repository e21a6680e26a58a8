import { inflateRawSync } from "node:zlib";
import dicomParser, { type DataSet, type Element } from "dicom-parser";
import { type ByteSource, bufferSource } from "../archives/source";
import { encode } from "./write";

export class DicomFault extends Error {
  readonly code: "truncated" | "unreadable";
  constructor(code: "truncated" | "unreadable") {
    super(`a DICOM file is ${code}`);
    this.name = "DicomFault";
    this.code = code;
  }
}

/** A DICOM file whose header has been read. Its pixels stay where they are. */
export type DicomFile = {
  source: ByteSource;
  header: DataSet;
  syntax: Syntax;
  /** Where the element of the pixels begins and ends; null where there is none. */
  pixels: { from: number; to: number } | null;
};
export type Syntax = { uid: string; isExplicit: boolean; isBigEndian: boolean };

const pixelTag = "x7fe00010";
const markAt = 128;
export const isDicom = (head: Buffer): boolean =>
  head.toString("latin1", markAt, markAt + 4) === "DICM" || bareBeginning(head) !== null;

const implicit = "1.2.840.10008.1.2";
const explicit = "1.2.840.10008.1.2.1";
const deflated = "1.2.840.10008.1.2.1.99";
const bigEndian = "1.2.840.10008.1.2.2";

const forms = /^(?:AE|AS|AT|CS|DA|DS|DT|FD|FL|IS|LO|LT|OB|OW|PN|SH|SL|SQ|SS|ST|TM|UI|UL|UN|US|UT)$/;

/** The element that stands at a place: its group and number, its form where that is written, and where the next one begins. */
function elementAt(head: Buffer, at: number) {
  if (at + 12 > head.length) return null;
  const [group, element] = [head.readUInt16LE(at), head.readUInt16LE(at + 2)];
  const form = head.toString("latin1", at + 4, at + 6);
  const isExplicit = forms.test(form);
  const isLong = /^(?:OB|OW|SQ|UN|UT)$/.test(form);
  const length = !isExplicit
    ? head.readUInt32LE(at + 4)
    : isLong
      ? head.readUInt32LE(at + 8)
      : head.readUInt16LE(at + 6);
  return { group, element, isExplicit, next: at + (isLong ? 12 : 8) + length };
}

/**
 * How a file without the preamble begins, as old machines write them: with the group of its syntax, or at once with the
 * image's own. Two elements in their order must stand there, so that nothing else is taken for one.
 */
function bareBeginning(head: Buffer): "meta" | "explicit" | "implicit" | null {
  const first = elementAt(head, 0);
  if (!first || ![0x0002, 0x0008].includes(first.group) || first.element > 0x0018) return null;
  const second = first.next <= 1024 ? elementAt(head, first.next) : null;
  const isInOrder =
    second &&
    second.isExplicit === first.isExplicit &&
    (second.group === first.group
      ? second.element > first.element
      : second.group > first.group && second.group <= 0x0010);
  if (!isInOrder) return null;
  if (first.group === 0x0002) return first.isExplicit ? "meta" : null;
  return first.isExplicit ? "explicit" : "implicit";
}

/** A file without a preamble as it would be with one; any other as it is. */
async function withPreamble(source: ByteSource): Promise<ByteSource> {
  const head = await source.read(0, 4096);
  const beginning =
    head.toString("latin1", markAt, markAt + 4) === "DICM" ? null : bareBeginning(head);
  if (!beginning) return source;
  const syntax = beginning === "explicit" ? explicit : implicit;
  const value = Buffer.from(syntax.length % 2 ? `${syntax}\0` : syntax);
  const meta = encode([{ tag: "x00020010", vr: "UI", value }], {
    isExplicit: true,
    isBigEndian: false,
  });
  const front = Buffer.concat([
    Buffer.alloc(markAt),
    Buffer.from("DICM"),
    ...(beginning === "meta" ? [] : [meta]),
  ]);
  return {
    size: front.length + source.size,
    async read(offset, length) {
      const own = front.subarray(offset, offset + length);
      const rest = length - own.length;
      if (rest <= 0) return own;
      const more = await source.read(Math.max(0, offset - front.length), rest);
      return Buffer.concat([own, more]);
    },
  };
}

const firstPiece = 256 * 1024;
const longestHeader = 64 * 1024 * 1024;
const longestInflated = 512 * 1024 * 1024;

/** Reads a file's header, as much of it as is needed to come to the pixels, and goes over their fragments without reading them. */
export async function openDicom(given: ByteSource): Promise<DicomFile> {
  const source = await withPreamble(given);
  for (
    let length = Math.min(firstPiece, source.size);
    ;
    length = Math.min(length * 8, source.size)
  ) {
    const bytes = await source.read(0, length);
    const header = parsed(bytes);
    const uid = syntaxOf(header, bytes);
    if (header && uid === deflated) return openDicom(await inflated(source, header));
    const isWhole = length === source.size;
    const pixel = header?.elements[pixelTag];
    if (header && (pixel || isWhole)) {
      const syntax = { uid, isExplicit: uid !== implicit, isBigEndian: uid === bigEndian };
      return {
        source,
        header,
        syntax,
        pixels: pixel ? await pixelsAt(source, pixel, syntax) : null,
      };
    }
    if (isWhole) throw new DicomFault("truncated");
    if (length > longestHeader) throw new DicomFault("unreadable");
  }
}

function syntaxOf(header: DataSet | null, bytes: Buffer): string {
  const element = header?.elements.x00020010;
  if (!element) return implicit;
  return bytes
    .toString("latin1", element.dataOffset, element.dataOffset + element.length)
    .replaceAll("\0", "")
    .trim();
}

/** One empty element, for the parser to read instead of what is packed: unpacking it is not left to it, since it knows no end. */
const anything = Buffer.from("08000000554c0000", "hex");

/** Null where the bytes end within an element; the parser does not always say so. */
function parsed(bytes: Buffer): DataSet | null {
  try {
    const header = dicomParser.parseDicom(bytes, { untilTag: pixelTag, inflater: () => anything });
    return Object.values(header.elements).every(
      ({ tag, dataOffset, length }) => tag === pixelTag || dataOffset + length <= bytes.length,
    )
      ? header
      : null;
  } catch {
    return null;
  }
}

/** The file as it would be were it not packed. */
async function inflated(source: ByteSource, header: DataSet): Promise<ByteSource> {
  const syntax = header.elements.x00020010;
  const end = metaEnd(header);
  if (!syntax || source.size > longestInflated) throw new DicomFault("unreadable");
  try {
    const whole = await source.read(0, source.size);
    const meta = Buffer.from(whole.subarray(0, end));
    meta
      .fill(0, syntax.dataOffset, syntax.dataOffset + syntax.length)
      .write(explicit, syntax.dataOffset, "latin1");
    return bufferSource(
      Buffer.concat([
        meta,
        inflateRawSync(whole.subarray(end), { maxOutputLength: longestInflated }),
      ]),
    );
  } catch {
    throw new DicomFault("unreadable");
  }
}

const metaEnd = (header: DataSet): number =>
  Math.max(
    markAt + 4,
    ...Object.values(header.elements)
      .filter(({ tag }) => tag.startsWith("x0002"))
      .map((element) => element.dataOffset + element.length),
  );

const undefinedLength = 0xffffffff;

async function pixelsAt(
  source: ByteSource,
  pixel: Element,
  { isExplicit }: Syntax,
): Promise<{ from: number; to: number }> {
  const from = pixel.dataOffset - (isExplicit ? 12 : 8);
  if (pixel.length !== undefinedLength) {
    const to = pixel.dataOffset + pixel.length;
    if (to > source.size) throw new DicomFault("truncated");
    return { from, to };
  }
  for (let at = pixel.dataOffset; at + 8 <= source.size; ) {
    const item = await source.read(at, 8);
    const [tag, length] = [item.readUInt32LE(0), item.readUInt32LE(4)];
    if (tag === 0xe0ddfffe) return { from, to: at + 8 };
    if (tag !== 0xe000fffe) throw new DicomFault("unreadable");
    at += 8 + length;
  }
  throw new DicomFault("truncated");
}
