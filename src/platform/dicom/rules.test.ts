import { buffer } from "node:stream/consumers";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { phantomStudy } from "../../../prisma/seed/demo/dicom";
import { bufferSource } from "../archives/source";
import { deidentified, newUid, type Pseudonym } from "./deidentify";
import { openDicom } from "./file";
import { actionFor } from "./profile";
import { dayOf, textOf } from "./text";
import { encode, type Written } from "./write";

const pseudonym: Pseudonym = { key: Buffer.alloc(32, 7), name: "HL-0011223344" };
const explicit = "1.2.840.10008.1.2.1";

const text = (tag: string, vr: string, value: string): Written => ({
  tag,
  vr,
  value: Buffer.from(value.length % 2 ? `${value}${vr === "UI" ? "\0" : " "}` : value, "latin1"),
});
const pixels = Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 31) % 256));

/** A file with what a hospital may have written anywhere in it. */
const telling: Written[] = [
  text("x00080005", "CS", "ISO_IR 100"),
  text("x00080016", "UI", "1.2.840.10008.5.1.4.1.1.2"),
  text("x00080018", "UI", "1.3.12.2.1107.5.1.4.77"),
  text("x00080020", "DA", "20260303"),
  text("x0008002a", "DT", "20260303101500.250+0100"),
  text("x00080050", "SH", "ACC-88120"),
  text("x00080080", "LO", "Klinik Hohenbuchen"),
  text("x00080090", "PN", "UEBERWEISER^HANNO"),
  text("x00081030", "LO", "Thorax Frau Quastenberg"),
  {
    tag: "x00081140",
    vr: "SQ",
    items: [
      [
        text("x00081155", "UI", "1.3.12.2.1107.5.1.4.78"),
        text("x00204000", "LT", "Quastenberg gerufen"),
      ],
    ],
  },
  text("x00100010", "PN", "QUASTENBERG^WALTRAUD"),
  text("x00100020", "LO", "PAT-5512094"),
  text("x00100030", "DA", "19440229"),
  text("x00101040", "LO", "Lindengasse 12"),
  text("x00180015", "CS", "CHEST"),
  text("x00181400", "LO", "Filter by Waltraud"),
  text("x00189004", "CS", "Quastenberg"),
  { tag: "x00091010", vr: "LO", value: Buffer.from("PRIVATE QUASTENBERG ") },
  text("x0020000d", "UI", "1.3.12.2.1107.5.1.4.70"),
  text("x0020000e", "UI", "1.3.12.2.1107.5.1.4.71"),
  text("x00200032", "DS", "-160\\-160\\2.5"),
  text("x00321032", "PN", "ANFORDERER^IDA"),
  { tag: "x60003000", vr: "OW", value: Buffer.from("QUASTENBERG IM BILD ") },
];
const secrets = [
  "quastenberg",
  "waltraud",
  "5512094",
  "19440229",
  "88120",
  "hohenbuchen",
  "ueberweiser",
  "lindengasse",
  "anforderer",
  "20260303",
  "1.3.12.2.1107",
];

const meta = (syntax: string) => {
  const content = encode(
    [
      text("x00020002", "UI", "1.2.840.10008.5.1.4.1.1.2"),
      text("x00020003", "UI", "1.3.12.2.1107.5.1.4.77"),
      text("x00020010", "UI", syntax),
      text("x00020016", "AE", "HOHENBUCHEN"),
    ],
    { isExplicit: true, isBigEndian: false },
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([
    encode([{ tag: "x00020000", vr: "UL", value: length }], {
      isExplicit: true,
      isBigEndian: false,
    }),
    content,
  ]);
};
const fileOf = (syntax: string, content: Buffer, preamble = "QUASTENBERG") =>
  Buffer.concat([Buffer.alloc(128, preamble), Buffer.from("DICM"), meta(syntax), content]);

const plainPixels: Written = { tag: "x7fe00010", vr: "OW", value: pixels };
const little = { isExplicit: true, isBigEndian: false };
const fragments = Buffer.concat([
  Buffer.from("e07f10004f420000ffffffff", "hex"),
  Buffer.from("feff00e000000000", "hex"),
  Buffer.from("feff00e000020000", "hex"),
  pixels,
  Buffer.from("feffdde000000000", "hex"),
]);

const forms: [string, Buffer][] = [
  ["explicit", fileOf(explicit, encode([...telling, plainPixels], little))],
  [
    "implicit",
    fileOf(
      "1.2.840.10008.1.2",
      encode([...telling, plainPixels], { isExplicit: false, isBigEndian: false }),
    ),
  ],
  [
    "big endian",
    fileOf(
      "1.2.840.10008.1.2.2",
      encode([...telling, plainPixels], { isExplicit: true, isBigEndian: true }),
    ),
  ],
  [
    "deflated",
    fileOf("1.2.840.10008.1.2.1.99", deflateRawSync(encode([...telling, plainPixels], little))),
  ],
  [
    "compressed in fragments",
    fileOf("1.2.840.10008.1.2.4.70", Buffer.concat([encode(telling, little), fragments])),
  ],
];

const copyOf = async (bytes: Buffer, of = pseudonym) =>
  buffer(deidentified(await openDicom(bufferSource(bytes)), of));

describe.each(forms)("the copy of an image, %s", (_form, bytes) => {
  test("holds nothing of the person, in whatever place it stood, and the pixels byte for byte", async () => {
    const searched = bytes.toString("latin1").toLowerCase();
    expect(secrets.filter((secret) => searched.includes(secret)).length).toBeGreaterThan(0);
    const copy = await copyOf(bytes);
    const said = copy.toString("latin1").toLowerCase();
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    const { pixels: place } = await openDicom(bufferSource(copy));
    expect(copy.subarray(place?.from, place?.to).includes(pixels)).toBe(true);
    expect(place?.to).toBe(copy.length);
  });

  test("says that it is one, and keeps what places it in the body", async () => {
    const { header } = await openDicom(bufferSource(await copyOf(bytes)));
    expect(textOf(header, "x00120062")).toBe("YES");
    expect(textOf(header, "x00280303")).toBe("MODIFIED");
    expect(header.elements.x00120064?.items).toHaveLength(2);
    expect(textOf(header, "x00100020")).toBe(pseudonym.name);
    expect(textOf(header, "x00200032")).toBe("-160\\-160\\2.5");
    expect(textOf(header, "x00180015")).toBe("CHEST");
  });
});

describe("copies of one case", () => {
  const [first, second] = phantomStudy({
    name: "ROE^JANE",
    birth: "19700101",
    day: "20260303",
    slices: 2,
  }).map(({ bytes }) => bytes) as [Buffer, Buffer];
  const headerOf = async (bytes: Buffer) => (await openDicom(bufferSource(bytes))).header;

  test("fit together, are the same each time, and fit to those of no other case", async () => {
    const [one, other] = [
      await headerOf(await copyOf(first)),
      await headerOf(await copyOf(second)),
    ];
    for (const tag of ["x0020000d", "x0020000e", "x00200052", "x00080020"])
      expect(textOf(one, tag)).toBe(textOf(other, tag));
    expect(textOf(one, "x00080018")).not.toBe(textOf(other, "x00080018"));
    expect((await copyOf(first)).equals(await copyOf(first))).toBe(true);
    const elsewhere = await headerOf(
      await copyOf(first, { key: Buffer.alloc(32, 8), name: "HL-9" }),
    );
    for (const tag of ["x0020000d", "x00080018", "x00080020"])
      expect(textOf(elsewhere, tag)).not.toBe(textOf(one, tag));
  });

  test("keep the days between two studies", async () => {
    const [later] = phantomStudy({
      name: "ROE^JANE",
      birth: "19700101",
      day: "20260402",
      slices: 1,
      seed: 2,
    });
    const [one, other] = [
      dayOf(await headerOf(await copyOf(first)), "x00080020"),
      dayOf(await headerOf(await copyOf(later?.bytes ?? first)), "x00080020"),
    ];
    expect(one).not.toBe("2026-03-03");
    expect((Date.parse(other ?? "") - Date.parse(one ?? "")) / 86_400_000).toBe(30);
  });

  test("have identifiers that DICOM allows, and those of the standard as they were", () => {
    expect(newUid(pseudonym, "1.2.3")).toMatch(/^2\.25\.\d{1,39}$/);
    expect(newUid(pseudonym, "1.2.840.10008.5.1.4.1.1.2")).toBe("1.2.840.10008.5.1.4.1.1.2");
  });
});

test.each([
  ["x00100010", "PN", "Z"],
  ["x00100020", "LO", "D"],
  ["x00081030", "LO", "X"],
  ["x0020000d", "UI", "U"],
  ["x00080021", "DA", "move"],
  ["x00280030", "DS", "keep"],
  ["x00091001", "LO", "X"],
  ["x50123000", "OW", "X"],
  ["x60020010", "US", "X"],
  ["x99980001", "PN", "Z"],
  ["x00180010", "UN", "D"],
  ["x00181020", "UN", "X"],
  ["x00280030", "UN", "keep"],
  ["x00080060", "UN", "keep"],
  ["x0020000d", "UN", "U"],
])("of %s (%s) the copy makes %s", (tag, vr, action) => expect(actionFor(tag, vr)).toBe(action));

test.each([
  ["ISO_IR 192", Buffer.from("محمد^أحمد"), "محمد^أحمد"],
  ["ISO_IR 144", Buffer.from([0xb8, 0xd2, 0xd0, 0xdd]), "Иван"],
  ["ISO_IR 127", Buffer.from([0xe5, 0xcd, 0xe5, 0xcf]), "محمد"],
  ["GB18030", Buffer.from([0xcd, 0xf5]), "王"],
  ["\\ISO 2022 IR 149", Buffer.from([0x1b, 0x24, 0x29, 0x43, 0xb1, 0xe8]), "김"],
])("a name in %s is read as it was meant", async (charset, bytes, meant) => {
  const value = bytes.length % 2 ? Buffer.concat([bytes, Buffer.from(" ")]) : bytes;
  const { header } = await openDicom(
    bufferSource(
      fileOf(
        explicit,
        encode(
          [text("x00080005", "CS", charset), { tag: "x00100010", vr: "PN", value }, plainPixels],
          little,
        ),
      ),
    ),
  );
  expect(textOf(header, "x00100010")).toBe(meant);
});

test("an image that was cut is known as cut, wherever it was cut", async () => {
  for (const [, bytes] of forms.filter(([form]) => form !== "deflated"))
    for (const length of [201, 701, bytes.length - 101, bytes.length - 1])
      await expect(
        openDicom(bufferSource(bytes.subarray(0, length))),
        String(length),
      ).rejects.toMatchObject({ name: "DicomFault", code: "truncated" });
});

test("a header longer than what is read at first is read on", async () => {
  const bytes = fileOf(
    explicit,
    encode(
      [...telling, { tag: "x00209999", vr: "OB", value: Buffer.alloc(900_000) }, plainPixels],
      little,
    ),
  );
  const file = await openDicom(bufferSource(bytes));
  expect(file.pixels?.to).toBe(bytes.length);
});
