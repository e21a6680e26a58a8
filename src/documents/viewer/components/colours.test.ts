import { describe, expect, test } from "vitest";
import type { Written } from "@/platform/dicom/write";
import { columns, fileOf, numbers, rows, text } from "../../../../tests/support/plain-dicom";
import { pictureOf, readDicom } from "./picture";

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
