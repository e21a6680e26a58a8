import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";

const compressed = promisify(deflate);

function chunk(type: string, data: Uint8Array): Buffer {
  const framed = Buffer.alloc(12 + data.length);
  framed.writeUInt32BE(data.length, 0);
  framed.write(type, 4, "latin1");
  framed.set(data, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length);
  return framed;
}

/**
 * A drawing of few colours as a PNG with a palette, a third as large as one with full colours. Of colours that differ in
 * the lower four bits only, as along the edge of a letter, the first stands for all: those of `known` come first.
 */
export async function palettePng(
  pixels: Uint8Array,
  width: number,
  height: number,
  known: readonly string[],
): Promise<Buffer | null> {
  const indexes = new Int16Array(1 << 12).fill(-1);
  const palette: number[] = [];
  function indexOf(red: number, green: number, blue: number): number {
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const index = indexes[key] ?? -1;
    if (index >= 0) return index;
    indexes[key] = palette.length / 3;
    palette.push(red, green, blue);
    return palette.length / 3 - 1;
  }
  for (const colour of known) {
    const [red = 0, green = 0, blue = 0] = Buffer.from(colour.slice(1), "hex");
    indexOf(red, green, blue);
  }
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0; y < height; y++)
    for (let x = 0, to = y * (width + 1) + 1; x < width; x++, from += 4, to++)
      rows[to] = indexOf(pixels[from] ?? 0, pixels[from + 1] ?? 0, pixels[from + 2] ?? 0);
  if (palette.length > 3 * 256) return null;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", Uint8Array.from(palette)),
    chunk("IDAT", await compressed(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}
