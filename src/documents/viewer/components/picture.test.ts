import { describe, expect, test } from "vitest";
import { encode, type Written } from "@/platform/dicom/write";
import { withColours } from "./codecs";
import { precisionOf, unpackedExtended } from "./extended-jpeg";
import { pictureOf, readDicom } from "./picture";
import { edgesByLetters, painted, windowOfValues } from "./rules";

const orders = {
  explicit: ["1.2.840.10008.1.2.1", { isExplicit: true, isBigEndian: false }],
  implicit: ["1.2.840.10008.1.2", { isExplicit: false, isBigEndian: false }],
  "big endian": ["1.2.840.10008.1.2.2", { isExplicit: true, isBigEndian: true }],
} as const;
type OrderName = keyof typeof orders;

const [columns, rows] = [7, 5];
const text = (tag: string, vr: string, value: string): Written => ({
  tag,
  vr,
  value: Buffer.from(value.length % 2 ? `${value}${vr === "UI" ? "\0" : " "}` : value),
});

/** A file of plain pixels; numbers and words are written in the order that is asked for. */
function fileOf(
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
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

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

const colours = async (
  photometric: string,
  pixels: Buffer,
  { allocated = 8, planar = 0, more = [] as Written[], samples = 3 } = {},
) => {
  const picture = await pictureOf(
    readDicom(
      fileOf(
        "explicit",
        {
          x00280002: samples,
          x00280006: planar,
          x00280100: allocated,
          x00280101: allocated,
          x00280102: allocated - 1,
          x00280103: 0,
        },
        pixels,
        [text("x00280004", "CS", photometric), ...more],
      ),
    ),
    0,
  );
  return picture.kind === "colour" ? [...picture.rgba].filter((_, at) => at % 4 !== 3) : null;
};

describe("colours", () => {
  test.each([
    [8, 0],
    [8, 1],
    [16, 0],
    [16, 1],
    [32, 0],
    [32, 1],
  ])("of %i bits, planes %i, are those that were stored", async (allocated, planar) => {
    const some = numbers(allocated + planar);
    const wanted = Array.from({ length: columns * rows * 3 }, () => some.next().value % 256);
    const bytes = allocated / 8;
    const pixels = Buffer.alloc(wanted.length * bytes);
    wanted.forEach((value, at) => {
      const place = planar ? (at % 3) * columns * rows + Math.floor(at / 3) : at;
      pixels[place * bytes + bytes - 1] = value;
    });
    expect(await colours("RGB", pixels, { allocated, planar })).toEqual(wanted);
  });

  test("whose brightness and colour are apart are put together, also where two pixels share a colour", async () => {
    const whole = Array.from({ length: columns * rows }, (_, at) => [at * 7, 90, 200]).flat();
    const wanted = whole.map((_, at) => {
      const light = Math.floor(at / 3) * 7;
      const colour = [1.402 * 72, -0.344136 * -38 - 0.714136 * 72, 1.772 * -38][at % 3] ?? 0;
      return Math.min(255, Math.max(0, Math.round(light + colour)));
    });
    const near = (found: number[] | null) =>
      expect(
        // A pixel without a partner has no colour of its own.
        Math.max(
          ...(found ?? []).slice(0, -3).map((value, at) => Math.abs(value - (wanted[at] ?? 0))),
        ),
      ).toBeLessThanOrEqual(1);
    near(await colours("YBR_FULL", Buffer.from(whole)));
    const pairs = Array.from({ length: Math.ceil((columns * rows) / 2) }, (_, at) => [
      at * 14,
      at * 14 + 7,
      90,
      200,
    ]).flat();
    near(await colours("YBR_FULL_422", Buffer.from(pairs)));
  });

  const palette = (tag: string, values: readonly number[]): Written => ({
    tag,
    vr: "OW",
    value: Buffer.from(Uint16Array.from(values).buffer),
  });
  const described = (tag: string, length: number): Written => ({
    tag,
    vr: "US",
    value: Buffer.from(Uint16Array.of(length, 2, 16).buffer),
  });

  test("of a palette in segments: one by one, along a line, and repeated", async () => {
    const descriptions = ["x00281101", "x00281102", "x00281103"].map((tag) => described(tag, 12));
    // Three by themselves, a line of four to 0x0b00, then the line again from where it stands (byte 10), and one.
    const segments = [0, 3, 0x0100, 0x0300, 0x0700, 1, 4, 0x0b00, 2, 1, 10, 0, 0, 1, 0xff00];
    const all = Buffer.alloc(columns * rows, 200);
    Buffer.from([0, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 200]).copy(all);
    const shown = await colours("PALETTE COLOR", all, {
      samples: 1,
      more: [
        ...descriptions,
        ...["x00281221", "x00281222", "x00281223"].map((tag) => palette(tag, segments)),
      ],
    });
    expect(shown?.filter((_, at) => at % 3 === 0).slice(0, 12)).toEqual([
      1, 1, 3, 7, 8, 9, 10, 11, 11, 11, 255, 255,
    ]);
  });

  test("of a palette that repeats itself without end are not shown", async () => {
    const all = Buffer.alloc(columns * rows);
    await expect(
      colours("PALETTE COLOR", all, {
        samples: 1,
        more: [
          described("x00281101", 9),
          ...["x00281221", "x00281222", "x00281223"].map((tag) => palette(tag, [2, 60_000, 0, 0])),
        ],
      }),
    ).rejects.toThrow("palette");
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

test("the letters around an image come from its own where it has no directions", () => {
  expect(edgesByLetters(["L", "F"])).toEqual(["H", "L", "F", "R"]);
  expect(edgesByLetters(["AL", "PF"])).toEqual(["AH", "AL", "PF", "PR"]);
  expect(edgesByLetters(["X", "F"])).toBeNull();
  expect(edgesByLetters([])).toBeNull();
});
