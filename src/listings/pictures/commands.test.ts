import sharp from "sharp";
import { expect, test } from "vitest";
import { approveIt, facilityRecord, factsOf, worker } from "../../../tests/support/listings";
import { ask, granted } from "../../../tests/support/people";
import { changeById } from "../changes/queries";
import { facilityDesk } from "../facilities/queries";
import { submitSections } from "../reviews/commands";
import { addPicture, makePicture } from "./commands";

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 90, g: 140, b: 110 } } });
const jpeg = (width: number, height: number) =>
  photo(width, height)
    .withExif({ IFD0: { Artist: "Secret Name" }, IFD3: { GPSLatitude: "45/1 27/1 0/1" } })
    .jpeg()
    .toBuffer();

test("a photograph is made anew in sizes and two types, without what its camera wrote", async () => {
  const made = granted(await makePicture(await jpeg(1200, 900), "wide"));
  expect([made.width, made.height]).toEqual([1200, 675]);
  expect(made.files.map(({ width, type }) => `${width} ${type}`)).toEqual([
    "480 webp",
    "480 avif",
    "960 webp",
    "960 avif",
  ]);
  for (const { bytes, width, type } of made.files) {
    const head = await sharp(bytes).metadata();
    expect([head.width, head.format, head.exif]).toEqual([
      width,
      type === "avif" ? "heif" : "webp",
      undefined,
    ]);
    expect(bytes.includes("Secret Name")).toBe(false);
  }
});

test("what is no photograph, or made to fill a memory, gets a plain reason and is not kept", async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  );
  const good = await jpeg(600, 400);
  const bad: [Buffer, string][] = [
    [Buffer.alloc(0), "fileEmpty"],
    [svg, "fileType"],
    [Buffer.from("%PDF-1.7"), "fileType"],
    [good.subarray(0, good.length / 2), "fileType"],
    [await jpeg(300, 200), "fileSmall"],
    [Buffer.alloc(16_000_000, 1), "fileSize"],
    [hugePng(30_000, 30_000), "filePixels"],
  ];
  const before = process.memoryUsage().rss;
  for (const [bytes, reason] of bad) {
    const made = await makePicture(bytes, "whole");
    expect([reason, made.ok ? "taken" : made.reason]).toEqual([reason, reason]);
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  expect(await ask("SELECT 1 FROM picture_files")).toEqual([]);
});

/** A picture that says it is large, of one colour, in a few thousand bytes. */
function hugePng(width: number, height: number): Buffer {
  const { deflateSync, crc32 } = process.getBuiltinModule("node:zlib");
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const row = Math.ceil(width / 8) + 1;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(row * 100))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

test("a photograph with an archive hung behind it is refused", async () => {
  const tail = Buffer.from("PK\x03\x04<script>alert(1)</script>");
  const made = await makePicture(Buffer.concat([await jpeg(600, 400), tail]), "whole");
  expect(made).toEqual({ ok: false, reason: "fileType" });
});

test("a photograph is on the page once somebody else has approved it", async () => {
  const { id } = await facilityRecord("niguarda");
  const editor = await worker("facility-editor", "niguarda");
  const added = await addPicture(editor, {
    recordId: id,
    bytes: await jpeg(800, 600),
    crop: "whole",
    credit: "The hospital",
    rights: "Own work",
  });
  expect(granted(added)).toBe("saved");
  expect((await factsOf(id)).photographs).toEqual([]);
  const change = await changeById(
    "facility",
    granted(await submitSections(editor, facilityDesk, { recordId: id, language: "" })),
  );
  granted(await approveIt(await worker("facility-approver", "niguarda"), change as never));
  expect((await factsOf(id)).photographs.map(({ width, height }) => [width, height])).toEqual([
    [800, 600],
  ]);
  const stranger = await worker("facility-editor", "san-raffaele");
  expect(
    await addPicture(stranger, {
      recordId: id,
      bytes: await jpeg(800, 600),
      crop: "whole",
      credit: "x",
      rights: "x",
    }),
  ).toEqual({ ok: false, reason: "not-found" });
});
