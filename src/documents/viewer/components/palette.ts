import type { DataSet, Element } from "dicom-parser";

/** The colours of a palette, red, green and blue, eight bits each, and the value that the first of them stands for. */
export type Palette = { begin: number; tables: Uint8Array[] };

/** A palette as it lies in the file, whole or in segments (PS3.3, C.7.6.3.1.5 and C.7.9.2). */
export function paletteOf(data: DataSet): Palette {
  const isSigned = data.uint16("x00280103") === 1;
  const length = data.uint16("x00281101", 0) || 65_536;
  const begin = (isSigned ? data.int16("x00281101", 1) : data.uint16("x00281101", 1)) ?? 0;
  const bits = data.uint16("x00281101", 2) ?? 16;
  const tables = ["1", "2", "3"].map((colour) => {
    const whole = data.elements[`x0028120${colour}`];
    if (whole) return wholeTable(data, whole, length);
    const parts = data.elements[`x0028122${colour}`];
    if (!parts) throw new Error("a palette that is not there");
    return fromSegments(data, parts, length, bits);
  });
  return { begin, tables };
}

function wholeTable(data: DataSet, element: Element, length: number): Uint8Array {
  const isWide = element.length >= length * 2;
  const at = (index: number) =>
    data.byteArray[element.dataOffset + (isWide ? index * 2 + 1 : index)] ?? 0;
  return Uint8Array.from({ length }, (_, index) => at(index));
}

/** Runs of colours given one by one, lines from the last to another, and runs repeated from elsewhere in the table. */
function fromSegments(
  data: DataSet,
  { dataOffset, length: bytes }: Element,
  length: number,
  bits: number,
): Uint8Array {
  const isWide = bits > 8;
  const wide = isWide ? 2 : 1;
  const end = dataOffset + bytes;
  const read = (at: number) => {
    if (at + wide > end) throw new Error("a palette cut short");
    const low = data.byteArray[at] ?? 0;
    return isWide ? low | ((data.byteArray[at + 1] ?? 0) << 8) : low;
  };
  const colours: number[] = [];
  const segment = (from: number): number => {
    const [kind, count] = [read(from), read(from + wide)];
    let at = from + 2 * wide;
    if (kind === 0) for (let one = 0; one < count; one++, at += wide) colours.push(read(at));
    else if (kind === 1) {
      const [first, last] = [colours.at(-1) ?? 0, read(at)];
      for (let one = 1; one <= count; one++)
        colours.push(Math.round(first + ((last - first) * one) / count));
      at += wide;
    } else if (kind === 2) {
      const low = read(at);
      const high = read(at + wide);
      let repeated = dataOffset + (isWide ? low + high * 65_536 : low + high * 256);
      at += 2 * wide;
      for (let one = 0; one < count; one++) {
        if (read(repeated) === 2) throw new Error("a palette that repeats what is repeated");
        repeated = segment(repeated);
      }
    } else throw new Error("a palette of an unknown kind");
    if (colours.length > length) throw new Error("a palette longer than it says");
    return at;
  };
  for (let at = dataOffset; at + wide * 2 <= end && colours.length < length; ) at = segment(at);
  return Uint8Array.from({ length }, (_, index) => {
    const colour = colours[Math.min(index, colours.length - 1)] ?? 0;
    return isWide ? colour >> 8 : colour;
  });
}
