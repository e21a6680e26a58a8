import { encode, type Written } from "@/platform/dicom/write";

export const orders = {
  explicit: ["1.2.840.10008.1.2.1", { isExplicit: true, isBigEndian: false }],
  implicit: ["1.2.840.10008.1.2", { isExplicit: false, isBigEndian: false }],
  "big endian": ["1.2.840.10008.1.2.2", { isExplicit: true, isBigEndian: true }],
} as const;
export type OrderName = keyof typeof orders;

/** The size of every plain image of the tests. */
export const [columns, rows] = [7, 5];
export const text = (tag: string, vr: string, value: string): Written => ({
  tag,
  vr,
  value: Buffer.from(value.length % 2 ? `${value}${vr === "UI" ? "\0" : " "}` : value),
});

/** A file of plain pixels; numbers and words are written in the order that is asked for. */
export function fileOf(
  order: OrderName,
  shorts: Record<string, number | readonly number[]>,
  pixels: Buffer,
  more: readonly Written[] = [],
): Uint8Array {
  const [syntax, how] = orders[order];
  const short = (value: number) => {
    const two = Buffer.alloc(2);
    if (how.isBigEndian) two.writeUInt16BE(value & 0xffff);
    else two.writeUInt16LE(value & 0xffff);
    return two;
  };
  const numbers = Object.entries({
    x00280010: rows,
    x00280011: columns,
    ...shorts,
  }).map(([tag, value]) => ({ tag, vr: "US", value: Buffer.concat([value].flat().map(short)) }));
  const elements = [...numbers, ...more].sort((one, other) => (one.tag < other.tag ? -1 : 1));
  const even = pixels.length % 2 ? Buffer.concat([pixels, Buffer.alloc(1)]) : pixels;
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM"),
    encode([text("x00020010", "UI", syntax)], orders.explicit[1]),
    encode([...elements, { tag: "x7fe00010", vr: "OW", value: even }], how),
  ]);
}

/** Some numbers without a pattern, the same each time. */
export function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}
