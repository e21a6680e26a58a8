import { describe, expect, test } from "vitest";
import { encode, type Written } from "@/platform/dicom/write";
import {
  columns,
  fileOf,
  numbers,
  type OrderName,
  orders,
  rows,
  text,
} from "../../../../tests/support/plain-dicom";
import { pictureOf, readDicom } from "./picture";
import { edgesByLetters, painted, windowOfValues } from "./rules";

const bitsOf = [
  [8, 8, 7],
  [8, 6, 5],
  [16, 16, 15],
  [16, 12, 11],
  [16, 10, 9],
  [16, 12, 15],
  [16, 12, 13],
  [32, 32, 31],
] as const;
const combinations = (Object.keys(orders) as OrderName[]).flatMap((order) =>
  bitsOf.flatMap(([allocated, stored, high]) =>
    [0, 1].map((signed) => ({ order, allocated, stored, high, signed })),
  ),
);

describe("values", () => {
  test.each(combinations)(
    "of $stored bits, the highest $high, in $allocated, sign $signed, $order, are those that were stored",
    async ({ order, allocated, stored, high, signed }) => {
      const some = numbers(allocated * 100 + high * 2 + signed);
      const [, { isBigEndian }] = orders[order];
      const bytes = allocated / 8;
      const pixels = Buffer.alloc(columns * rows * bytes);
      const wanted = Array.from({ length: columns * rows }, (_, at) => {
        const raw = some.next().value % 2 ** stored;
        // What lies above and below the stored bits means nothing.
        const noise = BigInt(some.next().value);
        const shift = BigInt(high + 1 - stored);
        const mask = ((1n << BigInt(stored)) - 1n) << shift;
        const word = (BigInt(raw) << shift) | (noise & ((1n << BigInt(allocated)) - 1n) & ~mask);
        if (isBigEndian) pixels.writeUIntBE(Number(word), at * bytes, bytes);
        else pixels.writeUIntLE(Number(word), at * bytes, bytes);
        return signed && raw >= 2 ** (stored - 1) ? raw - 2 ** stored : raw;
      });
      const picture = await pictureOf(
        readDicom(
          fileOf(
            order,
            {
              x00280002: 1,
              x00280100: allocated,
              x00280101: stored,
              x00280102: high,
              x00280103: signed,
            },
            pixels,
            [text("x00280004", "CS", "MONOCHROME2")],
          ),
        ),
        0,
      );
      expect(picture.kind === "grey" && [...picture.values]).toEqual(wanted);
      expect(picture.doubts).toEqual([]);
    },
  );

  test("of single bits follow one another from frame to frame", async () => {
    const some = numbers(5);
    const bits = Array.from({ length: columns * rows * 3 }, () => some.next().value & 1);
    const pixels = Buffer.alloc(Math.ceil(bits.length / 8));
    bits.forEach((bit, at) => {
      pixels[at >> 3] = (pixels[at >> 3] ?? 0) | (bit << (at & 7));
    });
    const data = readDicom(
      fileOf(
        "explicit",
        { x00280002: 1, x00280100: 1, x00280101: 1, x00280102: 0, x00280103: 0 },
        pixels,
        [text("x00280004", "CS", "MONOCHROME2"), text("x00280008", "IS", "3")],
      ),
    );
    for (const frame of [0, 1, 2]) {
      const picture = await pictureOf(data, frame);
      expect(picture.kind === "grey" && [...picture.values]).toEqual(
        bits.slice(frame * columns * rows, (frame + 1) * columns * rows),
      );
    }
    await expect(pictureOf(data, 3)).rejects.toThrow("not there");
  });
});

const sequence = (
  tag: string,
  lookup: readonly [number, number, number],
  values: readonly number[],
): Written => {
  const item = encode(
    [
      { tag: "x00283002", vr: "US", value: Buffer.from(Uint16Array.from(lookup).buffer) },
      { tag: "x00283006", vr: "OW", value: Buffer.from(Uint16Array.from(values).buffer) },
    ],
    orders.explicit[1],
  );
  const head = Buffer.from("feff00e000000000", "hex");
  head.writeUInt32LE(item.length, 4);
  return { tag, vr: "SQ", value: Buffer.concat([head, item]) };
};

describe("what stands for a scale or a window", () => {
  const grey = async (values: readonly number[], more: readonly Written[]) => {
    const pixels = Buffer.alloc(columns * rows * 2);
    values.forEach((value, at) => {
      pixels.writeUInt16LE(value, at * 2);
    });
    const picture = await pictureOf(
      readDicom(
        fileOf(
          "explicit",
          { x00280002: 1, x00280100: 16, x00280101: 12, x00280102: 11, x00280103: 0 },
          pixels,
          [text("x00280004", "CS", "MONOCHROME2"), ...more],
        ),
      ),
      0,
    );
    if (picture.kind !== "grey") throw new Error("no grey image");
    return picture;
  };

  test("may be a table: below its first value the first, above its last the last", async () => {
    const picture = await grey(
      [0, 99, 100, 101, 102, 4000],
      [sequence("x00283000", [3, 100, 16], [7, 5000, 9])],
    );
    expect([...picture.values].slice(0, 6)).toEqual([7, 7, 7, 5000, 9, 9]);
    expect([picture.slope, picture.isHounsfield]).toEqual([1, false]);
  });

  test("may be a table of brightness, shown over its whole range, unless a window is given", async () => {
    const table = sequence("x00283010", [3, 10, 8], [0, 51, 255]);
    const shown = await grey([0, 11, 50], [table]);
    expect(
      [...painted(shown, shown.stored, false)].filter((_, at) => at % 4 === 0).slice(0, 3),
    ).toEqual([0, 51, 255]);
    const windowed = await grey(
      [0, 11, 50],
      [table, text("x00281050", "DS", "40"), text("x00281051", "DS", "80")],
    );
    expect([...windowed.values].slice(0, 3)).toEqual([0, 11, 50]);
    expect(windowed.stored).toEqual({ centre: 40, width: 80 });
  });

  test("narrower than one shows what lies in it, and a picture of one value is grey in the middle", async () => {
    const scale = [text("x00281052", "DS", "0"), text("x00281053", "DS", "0.0001")];
    const narrow = await grey(
      [0, 500, 1000, 1500, 2000, 3000],
      [...scale, text("x00281050", "DS", "0.1"), text("x00281051", "DS", "0.2")],
    );
    const red = (picture: typeof narrow) =>
      [...painted(picture, picture.stored, false)].filter((_, at) => at % 4 === 0);
    expect(red(narrow).slice(0, 6)).toEqual([0, 64, 128, 191, 255, 255]);
    const whole = await grey([1000, 1010, 1005], scale);
    whole.values.fill(1000, 3);
    expect(
      red({ ...whole, stored: windowOfValues(whole.values, whole.slope, 0) }).slice(0, 3),
    ).toEqual([0, 255, 128]);
    const flat = await grey(Array(columns * rows).fill(77), []);
    expect(new Set(red(flat))).toEqual(new Set([128]));
  });
});

test("the letters around an image come from its own where it has no directions", () => {
  expect(edgesByLetters(["L", "F"])).toEqual(["H", "L", "F", "R"]);
  expect(edgesByLetters(["AL", "PF"])).toEqual(["AH", "AL", "PF", "PR"]);
  expect(edgesByLetters(["X", "F"])).toBeNull();
  expect(edgesByLetters([])).toBeNull();
});
