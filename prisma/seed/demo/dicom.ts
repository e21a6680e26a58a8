import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { encode, type Written } from "../../../src/platform/dicom/write";

export type Phantom = {
  /** As DICOM writes it: FAMILY^GIVEN. */
  name: string;
  /** YYYYMMDD */
  birth: string;
  /** YYYYMMDD */
  day: string;
  modality?: "CT" | "MR";
  region?: string;
  /** Tells one study from another; the same seed makes the same bytes. */
  seed?: number;
  series?: number;
  slices?: number;
  description?: string;
};

const size = 128;
const explicit = "1.2.840.10008.1.2.1";
const classes = { CT: "1.2.840.10008.5.1.4.1.1.2", MR: "1.2.840.10008.5.1.4.1.1.4" } as const;

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
  return bytes;
}

const text = (tag: string, vr: string, value: string): Written => {
  const bytes = Buffer.from(value);
  const fill = bytes.length % 2 === 0 ? "" : vr === "UI" ? "\0" : " ";
  return { tag, vr, value: Buffer.concat([bytes, Buffer.from(fill)]) };
};

type Ellipse = { x: number; y: number; wide: number; high: number; value: number };

/** What a slice at a height between 0 and 1 cuts through: a body, and within it ellipses that come, grow and go. */
function ellipsesAt(height: number, modality: "CT" | "MR"): Ellipse[] {
  const swell = Math.sin(Math.PI * height);
  const [soft, bone, air, spot] = modality === "CT" ? [1040, 1700, 120, 1120] : [420, 90, 20, 900];
  return [
    { x: 0.5, y: 0.5, wide: 0.34 + 0.08 * swell, high: 0.26 + 0.06 * swell, value: soft },
    { x: 0.36, y: 0.47, wide: 0.1 * swell, high: 0.16 * swell, value: air },
    { x: 0.64, y: 0.47, wide: 0.1 * swell, high: 0.16 * swell, value: air },
    { x: 0.5, y: 0.68, wide: 0.05, high: 0.05, value: bone },
    {
      x: 0.45,
      y: 0.42,
      wide: 0.08 * Math.max(0, 1 - 3 * Math.abs(height - 0.4)),
      high: 0.07 * Math.max(0, 1 - 3 * Math.abs(height - 0.4)),
      value: soft + 60,
    },
    {
      x: 0.68,
      y: 0.4,
      wide: 0.03 * Math.max(0, 1 - 6 * Math.abs(height - 0.6)),
      high: 0.03 * Math.max(0, 1 - 6 * Math.abs(height - 0.6)),
      value: spot,
    },
  ];
}

function pixelsAt(height: number, modality: "CT" | "MR"): Buffer {
  const pixels = Buffer.alloc(size * size * 2);
  const ellipses = ellipsesAt(height, modality);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const inside = ellipses.filter(
        (one) =>
          one.wide > 0 &&
          ((x / size - one.x) / one.wide) ** 2 + ((y / size - one.y) / one.high) ** 2 <= 1,
      );
      const grain = (x * 7 + y * 13 + Math.round(height * 100) * 29) % 17;
      pixels.writeUInt16LE((inside.at(-1)?.value ?? 0) + grain, (y * size + x) * 2);
    }
  return pixels;
}

/** Series of images of a body that never was, each image as a file with its name in the folder. */
export function phantomStudy(phantom: Phantom): { name: string; bytes: Buffer }[] {
  const { modality = "CT", series = 1, slices = 24 } = phantom;
  return Array.from({ length: series }, (_, number) =>
    Array.from({ length: slices }, (_unused, index) => ({
      name: `DICOM/SE${String(number + 1).padStart(2, "0")}/IM${String(index + 1).padStart(4, "0")}`,
      bytes: phantomImage({ ...phantom, modality }, number + 1, index, slices),
    })),
  ).flat();
}

function phantomImage(
  phantom: Phantom & { modality: "CT" | "MR" },
  series: number,
  index: number,
  slices: number,
): Buffer {
  const {
    name,
    birth,
    day,
    modality,
    region = "CHEST",
    seed = 1,
    description = "Phantom (invented)",
  } = phantom;
  const root = `2.25.${48_151_623 + seed}`;
  const instance = `${root}.${series}.${index + 1}`;
  const spacing = 2.5;
  const meta = encode(
    [
      { tag: "x00020001", vr: "OB", value: Buffer.from([0, 1]) },
      text("x00020002", "UI", classes[modality]),
      text("x00020003", "UI", instance),
      text("x00020010", "UI", explicit),
      text("x00020012", "UI", "2.25.48151623.1"),
    ],
    { isExplicit: true, isBigEndian: false },
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const content: Written[] = [
    text("x00080005", "CS", "ISO_IR 192"),
    text("x00080008", "CS", "ORIGINAL\\PRIMARY\\AXIAL"),
    text("x00080016", "UI", classes[modality]),
    text("x00080018", "UI", instance),
    text("x00080020", "DA", day),
    text("x00080021", "DA", day),
    text("x00080030", "TM", "093000"),
    text("x00080050", "SH", `ACC${seed}7031`),
    text("x00080060", "CS", modality),
    text("x00080070", "LO", "Phantom works (invented)"),
    text("x00080080", "LO", "Invented Radiology Office"),
    text("x00080090", "PN", "REFERRER^RUTH"),
    text("x00081030", "LO", description),
    text("x0008103e", "LO", `Axial ${series}`),
    text("x00100010", "PN", name),
    text("x00100020", "LO", `PID-${seed}-4711`),
    text("x00100030", "DA", birth),
    text("x00100040", "CS", "F"),
    text("x00180015", "CS", region),
    text("x00180050", "DS", String(spacing)),
    text("x00180088", "DS", String(spacing)),
    text("x0020000d", "UI", `${root}.0`),
    text("x0020000e", "UI", `${root}.${series}`),
    text("x00200010", "SH", `S${seed}`),
    text("x00200011", "IS", String(series)),
    text("x00200013", "IS", String(index + 1)),
    text("x00200032", "DS", `-160\\-160\\${index * spacing}`),
    text("x00200037", "DS", "1\\0\\0\\0\\1\\0"),
    text("x00200052", "UI", `${root}.99`),
    { tag: "x00280002", vr: "US", value: numbers(1) },
    text("x00280004", "CS", "MONOCHROME2"),
    { tag: "x00280010", vr: "US", value: numbers(size) },
    { tag: "x00280011", vr: "US", value: numbers(size) },
    text("x00280030", "DS", "2.5\\2.5"),
    { tag: "x00280100", vr: "US", value: numbers(16) },
    { tag: "x00280101", vr: "US", value: numbers(12) },
    { tag: "x00280102", vr: "US", value: numbers(11) },
    { tag: "x00280103", vr: "US", value: numbers(0) },
    text("x00281050", "DS", modality === "CT" ? "40" : "450"),
    text("x00281051", "DS", modality === "CT" ? "400" : "900"),
    ...(modality === "CT"
      ? [
          text("x00281052", "DS", "-1024"),
          text("x00281053", "DS", "1"),
          text("x00281054", "LO", "HU"),
        ]
      : []),
    {
      tag: "x7fe00010",
      vr: "OW",
      value: pixelsAt(slices > 1 ? index / (slices - 1) : 0.5, modality),
    },
  ];
  const order = { isExplicit: true, isBigEndian: false };
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM"),
    encode([{ tag: "x00020000", vr: "UL", value: length }], order),
    meta,
    encode(content, order),
  ]);
}

/** Files as they come on a disc, in one archive. */
export async function zipped(files: readonly { name: string; bytes: Buffer }[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, bytes } of files) zip.addBuffer(bytes, name, { mtime: new Date(0) });
  zip.end();
  return buffer(zip.outputStream);
}

/** A study as an archive, for the demonstration and for tests. */
export const phantomZip = (phantom: Phantom): Promise<Buffer> => zipped(phantomStudy(phantom));
