import { describe, expect, test } from "vitest";
import { withColours } from "./codecs";
import { precisionOf, unpackedExtended } from "./extended-jpeg";

/** A JPEG of one grey block of twelve bits: the codes are one for each length, the block holds only its mean. */
function flatJpeg(mean: number): Buffer {
  const difference = mean * 8;
  const length = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
  const bits = `${length.toString(2).padStart(4, "0")}${difference > 0 ? difference.toString(2) : difference < 0 ? (difference + 2 ** length - 1).toString(2).padStart(length, "0") : ""}0`;
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
  const scan = (padded.match(/.{8}/g) ?? []).flatMap((byte) => {
    const value = Number.parseInt(byte, 2);
    return value === 0xff ? [0xff, 0] : [value];
  });
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xdb, 0, 67, 0, ...Array(64).fill(1)],
    ...[0xff, 0xc1, 0, 11, 12, 0, 8, 0, 8, 1, 1, 0x11, 0],
    ...[
      0xff,
      0xc4,
      0,
      35,
      0,
      0,
      0,
      0,
      16,
      ...Array(12).fill(0),
      ...Array.from({ length: 16 }, (_, at) => at),
    ],
    ...[0xff, 0xc4, 0, 20, 0x10, 1, ...Array(15).fill(0), 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0],
    ...scan,
    ...[0xff, 0xd9],
  ]);
}

describe("a JPEG of twelve bits", () => {
  test.each([0, 1, -1, 700, -2048, 2047])(
    "whose mean is %i above the middle is read to the bit",
    (mean) => {
      const jpeg = flatJpeg(mean);
      expect(precisionOf(jpeg)).toBe(12);
      const { columns: wide, rows: high, bits, planes } = unpackedExtended(jpeg);
      expect([wide, high, bits, planes.length]).toEqual([8, 8, 12, 1]);
      expect(new Set(planes[0])).toEqual(new Set([2048 + mean]));
    },
  );

  test("cut short is not shown", () => {
    expect(() => unpackedExtended(flatJpeg(700).subarray(0, 100))).toThrow();
    expect(() => unpackedExtended(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toThrow(
      "without a frame",
    );
  });
});

test("a JPEG without a word of its colours gets the file's, one that has its own keeps them", () => {
  const header = { photometric: "RGB" } as Parameters<typeof withColours>[1];
  const bare = Uint8Array.from([0xff, 0xd8, 0xff, 0xdb, 0, 3, 9, 0xff, 0xda, 0, 2]);
  expect([...withColours(bare, header)].slice(2, 18)).toEqual([
    0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0,
  ]);
  expect(withColours(bare, { ...header, photometric: "YBR_FULL_422" })[17]).toBe(1);
  for (const marker of [0xe0, 0xee]) {
    const said = Uint8Array.from([0xff, 0xd8, 0xff, marker, 0, 3, 9, ...bare.subarray(2)]);
    expect(withColours(said, header)).toBe(said);
  }
});
