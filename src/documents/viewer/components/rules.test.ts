import { describe, expect, test } from "vitest";
import { samplesOf, unpackedRuns } from "./frames";
import { lengthOf, lieOf, nearestFirst, onBox, onImage, whole, within, zoomed } from "./geometry";
import type { Header } from "./header";
import {
  brightness,
  draggedWindow,
  edgesOf,
  type Grey,
  painted,
  presets,
  windowOfValues,
} from "./rules";

const grey = (change: Partial<Grey> = {}): Grey => ({
  kind: "grey",
  columns: 2,
  rows: 2,
  tall: 1,
  millimetres: { x: 0.5, y: 2 },
  edges: null,
  doubts: [],
  values: Int16Array.of(-1000, 0, 40, 1000),
  slope: 1,
  intercept: 0,
  stored: { centre: 40, width: 400 },
  shape: "LINEAR",
  isInverse: false,
  isHounsfield: true,
  ...change,
});
const reds = (picture: Grey, window = picture.stored, isInverted = false) =>
  [...painted(picture, window, isInverted)].filter((_, at) => at % 4 === 0);

describe("brightness", () => {
  test("runs from black to white over the window and nowhere else, as DICOM writes it", () => {
    const at = (value: number) => brightness(value, { centre: 2048, width: 4096 }, "LINEAR");
    expect([at(-5), at(0), at(2047.5), at(4095), at(9000)]).toEqual([0, 0, 0.5, 1, 1]);
  });
  test("of a window one wide is a threshold", () => {
    expect([
      brightness(99, { centre: 100, width: 1 }, "LINEAR"),
      brightness(100, { centre: 100, width: 1 }, "LINEAR"),
    ]).toEqual([0, 1]);
  });
  test("follows the other two shapes where an image names them", () => {
    expect(brightness(100, { centre: 100, width: 50 }, "SIGMOID")).toBe(0.5);
    expect(brightness(110, { centre: 100, width: 40 }, "LINEAR_EXACT")).toBe(0.75);
  });
  test("turns round with inversion, with a white zero, and back with both", () => {
    expect(reds(grey())).toEqual([0, 102, 128, 255]);
    expect(reds(grey({ isInverse: true }))).toEqual([255, 153, 127, 0]);
    expect(reds(grey(), grey().stored, true)).toEqual([255, 153, 127, 0]);
    expect(reds(grey({ isInverse: true }), grey().stored, true)).toEqual([0, 102, 128, 255]);
  });
  test("is that of the values after their scale, whole or broken", () => {
    const raw = { values: Uint16Array.of(24, 1024, 1064, 2024), intercept: -1024 };
    expect(reds(grey(raw))).toEqual([0, 102, 128, 255]);
    expect(reds(grey({ ...raw, values: Float64Array.from(raw.values) }))).toEqual([
      0, 102, 128, 255,
    ]);
  });
  test("of air and bone lies apart in the window for lungs and not in that for the brain", () => {
    expect(reds(grey({ values: Int16Array.of(-800, -600, 0, 150) }), presets.lung)[1]).toBe(128);
    expect(reds(grey({ values: Int16Array.of(-800, -600, 100, 150) }), presets.brain)).toEqual([
      0, 0, 255, 255,
    ]);
  });
});

test("an image that names no window is shown from its darkest to its brightest value", () => {
  const values = Uint16Array.of(100, 300, 200, 500);
  const window = windowOfValues(values, 2, -100);
  expect(reds(grey({ values, slope: 2, intercept: -100 }), window)[0]).toBe(0);
  expect(reds(grey({ values, slope: 2, intercept: -100 }), window)[3]).toBe(255);
});

test("a drag widens to the side, shifts up and down, and never closes a window", () => {
  const stored = { centre: 0, width: 256 };
  expect(draggedWindow(stored, stored, 10, -4)).toEqual({ centre: -4, width: 266 });
  expect(draggedWindow(stored, stored, -9999, 0).width).toBe(1);
});

describe("where the body lies", () => {
  test.each([
    ["axial", [1, 0, 0, 0, 1, 0], ["A", "L", "P", "R"]],
    ["sagittal", [0, 1, 0, 0, 0, -1], ["H", "P", "F", "A"]],
    ["coronal", [1, 0, 0, 0, 0, -1], ["H", "L", "F", "R"]],
    ["oblique", [0.8, 0.6, 0, 0, 0, -1], ["H", "LP", "F", "RA"]],
  ])("%s", (_name, orientation, edges) => expect(edgesOf(orientation)).toEqual(edges));
  test("is not guessed", () => {
    expect(edgesOf([])).toBeNull();
    expect(edgesOf([1, 0, 0, 0, 1, Number.NaN])).toBeNull();
  });
});

describe("on the screen", () => {
  const box = { width: 400, height: 200 };
  test("a length counts each direction by its own spacing, and is none without one", () => {
    const line = { from: { x: 0, y: 0 }, to: { x: 6, y: 2 } };
    expect(lengthOf(line, grey())).toBe(5);
    expect(lengthOf(line, grey({ millimetres: null }))).toBeNull();
  });
  test("a pixel that is taller than wide stays so", () => {
    const lie = lieOf(grey({ tall: 2 }), box, whole);
    expect(lie).toEqual({ left: 150, top: 0, wide: 50, high: 100 });
  });
  test("what lies under the pointer stays there while it grows", () => {
    const point = { x: 70, y: 160 };
    const before = onImage(point, lieOf(grey(), box, whole));
    const view = zoomed(zoomed(whole, 3, point, box), 1.5, point, box);
    const after = onBox(before, lieOf(grey(), box, view));
    expect(view.zoom).toBe(4.5);
    expect(after.x).toBeCloseTo(point.x);
    expect(after.y).toBeCloseTo(point.y);
  });
  test("a point beside the image is its edge", () =>
    expect(within({ x: -4, y: 9 }, grey())).toEqual({ x: 0, y: 2 }));
  test("what is shown comes first, then its neighbours", () =>
    expect(nearestFirst(5, 1)).toEqual([1, 2, 0, 3, 4]));
});

describe("stored bytes", () => {
  const header: Header = {
    syntax: "",
    columns: 4,
    rows: 1,
    samples: 1,
    isPlanar: false,
    bitsAllocated: 16,
    bitsStored: 12,
    shift: 0,
    isSigned: true,
    photometric: "MONOCHROME2",
    frames: 1,
  };
  test("keep their sign, in either order, and lose what stands above the stored bits", () => {
    expect([
      ...samplesOf(Uint8Array.of(0xff, 0xff, 0xff, 0x07, 0x00, 0x08, 0x01, 0xf0), header, false),
    ]).toEqual([-1, 2047, -2048, 1]);
    expect([...samplesOf(Uint8Array.of(0x0f, 0xff, 0x07, 0xff), header, true)]).toEqual([-1, 2047]);
    expect([
      ...samplesOf(Uint8Array.of(0xff, 0xff), { ...header, isSigned: false }, false),
    ]).toEqual([4095]);
    expect([
      ...samplesOf(
        Uint8Array.of(0xff, 0x7f),
        { ...header, bitsAllocated: 8, bitsStored: 8 },
        false,
      ),
    ]).toEqual([-1, 127]);
  });
  test("come out of run lengths as they went in", () => {
    const packed = new Uint8Array(64 + 2 + 5);
    const view = new DataView(packed.buffer);
    view.setUint32(0, 2, true);
    view.setUint32(4, 64, true);
    view.setUint32(8, 66, true);
    packed.set([0xfd, 0x01, 0x03, 0x0a, 0x0b, 0x0c, 0x0d], 64);
    expect([...unpackedRuns(packed, header)]).toEqual([0x0a, 1, 0x0b, 1, 0x0c, 1, 0x0d, 1]);
    expect(() => unpackedRuns(packed, { ...header, samples: 3 })).toThrow();
  });
});
