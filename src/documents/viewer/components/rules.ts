/** What maps a value that was measured to a brightness: the range that is shown, and how (PS3.3, C.11.2.1). */
export type Window = { centre: number; width: number };
export type Shape = "LINEAR" | "LINEAR_EXACT" | "SIGMOID";

export type Size = {
  columns: number;
  rows: number;
  /** How high a pixel is where it is one wide. */
  tall: number;
  /** The distance of two pixels in the body, along a row and along a column. */
  millimetres: { x: number; y: number } | null;
  /** Where the body lies, by DICOM's letters: above, right, below, left of the image. */
  edges: readonly [string, string, string, string] | null;
  doubts: readonly Doubt[];
};
export type Grey = Size & {
  kind: "grey";
  values: Int16Array | Uint16Array | Uint8Array | Float64Array;
  slope: number;
  intercept: number;
  stored: Window;
  shape: Shape;
  /** The smallest value is white. */
  isInverse: boolean;
  /** The values are Hounsfield units, so that windows by name mean something. */
  isHounsfield: boolean;
};
/** In what the header and the packed pixels contradict one another: whether there are negative values, how many bits count. */
export type Doubt = "sign" | "bits";
type Colour = Size & { kind: "colour"; rgba: Uint8ClampedArray<ArrayBuffer> };
export type Picture = Grey | Colour;

export const presets = {
  lung: { centre: -600, width: 1500 },
  bone: { centre: 300, width: 1500 },
  soft: { centre: 40, width: 400 },
  brain: { centre: 40, width: 80 },
} satisfies Record<string, Window>;

/** How bright a value is, from 0 to 1. */
export function brightness(value: number, { centre, width }: Window, shape: Shape): number {
  if (shape === "SIGMOID") return 1 / (1 + Math.exp((-4 * (value - centre)) / width));
  // The linear shape is made for whole numbers: a range below one has no whole number less.
  const isWhole = shape === "LINEAR" && width >= 1;
  const [middle, range] = isWhole ? [centre - 0.5, width - 1] : [centre, width];
  if (range <= 0) return value === middle ? 0.5 : value > middle ? 1 : 0;
  return Math.min(1, Math.max(0, (value - middle) / range + 0.5));
}

/** An image under a window, as pixels for a canvas. */
export function painted(
  picture: Picture,
  window: Window,
  isInverted: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  if (picture.kind === "colour")
    return isInverted
      ? picture.rgba.map((value, at) => (at % 4 === 3 ? value : 255 - value))
      : picture.rgba;
  const { values, slope, intercept, shape } = picture;
  const isDark = picture.isInverse !== isInverted;
  const shade = (value: number) => {
    const bright = Math.round(255 * brightness(value * slope + intercept, window, shape));
    const grey = isDark ? 255 - bright : bright;
    return 0xff000000 | (grey << 16) | (grey << 8) | grey;
  };
  const pixels = new Uint32Array(picture.columns * picture.rows);
  if (values instanceof Float64Array) {
    for (let at = 0; at < pixels.length; at++) pixels[at] = shade(values[at] ?? 0);
  } else {
    // Every value of 16 bits is looked up once, instead of once a pixel.
    const isSigned = values instanceof Int16Array;
    const table = new Uint32Array(65_536);
    for (let at = 0; at < table.length; at++)
      table[at] = shade(isSigned && at > 32_767 ? at - 65_536 : at);
    for (let at = 0; at < pixels.length; at++) pixels[at] = table[(values[at] ?? 0) & 0xffff] ?? 0;
  }
  return new Uint8ClampedArray(pixels.buffer);
}

/** A window after a drag: to the side for contrast, up and down for brightness, as radiology has it. */
export function draggedWindow(
  { centre, width }: Window,
  stored: Window,
  right: number,
  down: number,
): Window {
  const step = (stored.width || 1) / 256;
  return { centre: centre + down * step, width: Math.max(step, width + right * step) };
}

/** The range of the values themselves, for an image that says nothing of a window; of the exact shape. */
export function windowOfValues(values: Grey["values"], slope: number, intercept: number): Window {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const [one, other] = [low * slope + intercept, high * slope + intercept];
  return { centre: (one + other) / 2, width: Math.abs(other - one) };
}

const letters = [
  ["L", "R"],
  ["P", "A"],
  ["H", "F"],
] as const;

/** Towards which side of the body a direction points, the strongest first. */
const sideOf = (direction: readonly number[]): string =>
  letters
    .map(([plus, minus], axis) => ({
      letter: (direction[axis] ?? 0) > 0 ? plus : minus,
      strength: Math.abs(direction[axis] ?? 0),
    }))
    .filter(({ strength }) => strength > 0.35)
    .sort((one, other) => other.strength - one.strength)
    .map(({ letter }) => letter)
    .join("");

const opposite: Record<string, string> = { L: "R", R: "L", A: "P", P: "A", H: "F", F: "H" };

/** The letters around an image that names them itself: those of its right and of its lower edge. */
export function edgesByLetters([right = "", below = ""]: readonly string[]): Picture["edges"] {
  const isOne = (letters: string) => /^[LRAPHF]{1,3}$/.test(letters);
  if (!isOne(right) || !isOne(below)) return null;
  const back = (letters: string) => [...letters].map((letter) => opposite[letter]).join("");
  return [back(below), right, below, back(right)];
}

/** The letters around an image, from its orientation as DICOM writes it: the direction of a row, then of a column. */
export function edgesOf(orientation: readonly number[]): Picture["edges"] {
  if (orientation.length !== 6 || orientation.some((one) => !Number.isFinite(one))) return null;
  const [row, column] = [orientation.slice(0, 3), orientation.slice(3)];
  const back = (direction: readonly number[]) => direction.map((one) => -one);
  return [sideOf(back(column)), sideOf(row), sideOf(column), sideOf(back(row))];
}
