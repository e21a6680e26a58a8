const fixed = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65536));
  return bytes;
};

const xyz = (values: readonly number[]) =>
  Buffer.concat([Buffer.from("XYZ \0\0\0\0", "latin1"), ...values.map(fixed)]);

const text = (words: string) =>
  Buffer.concat([Buffer.from("text\0\0\0\0", "latin1"), Buffer.from(`${words}\0`)]);

function description(words: string) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(words.length + 1);
  return Buffer.concat([
    Buffer.from("desc\0\0\0\0", "latin1"),
    length,
    Buffer.from(`${words}\0`),
    Buffer.alloc(78),
  ]);
}

/** The curve of IEC 61966-2-1. */
function curve() {
  const size = 1024;
  const bytes = Buffer.alloc(12 + size * 2);
  bytes.write("curv", "latin1");
  bytes.writeUInt32BE(size, 8);
  for (let at = 0; at < size; at++) {
    const value = at / (size - 1);
    const light = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(light * 65535), 12 + at * 2);
  }
  return bytes;
}

/** An ICC profile, version 2.1, of sRGB: primaries adapted to D50, as the profile connection space wants them. */
export function sRgbProfile(): Buffer {
  const tone = curve();
  const tags: [name: string, content: Buffer][] = [
    ["desc", description("sRGB IEC61966-2.1")],
    ["cprt", text("No copyright, use freely")],
    ["wtpt", xyz([0.9505, 1, 1.0891])],
    ["rXYZ", xyz([0.4360747, 0.2225045, 0.0139322])],
    ["gXYZ", xyz([0.3850649, 0.7168786, 0.0971045])],
    ["bXYZ", xyz([0.1430804, 0.0606169, 0.7141733])],
    ["rTRC", tone],
    ["gTRC", tone],
    ["bTRC", tone],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const contents: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let at = 128 + table.length;
  for (const [index, [name, content]] of tags.entries()) {
    if (!places.has(content)) {
      const padded = Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
      places.set(content, at);
      contents.push(padded);
      at += padded.length;
    }
    table.write(name, 4 + index * 12, "latin1");
    table.writeUInt32BE(places.get(content) ?? 0, 8 + index * 12);
    table.writeUInt32BE(content.length, 12 + index * 12);
  }
  const head = Buffer.alloc(128);
  head.writeUInt32BE(at);
  head.writeUInt32BE(0x02100000, 8);
  head.write("mntrRGB XYZ ", 12, "latin1");
  for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries())
    head.writeUInt16BE(part, 24 + index * 2);
  head.write("acsp", 36, "latin1");
  Buffer.concat([0.9642, 1, 0.8249].map(fixed)).copy(head, 68);
  return Buffer.concat([head, table, ...contents]);
}
