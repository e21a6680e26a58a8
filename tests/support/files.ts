import { deflateSync } from "node:zlib";
import { zipped } from "../../prisma/seed/demo/dicom";

/** A PDF as a program writes it, with its table of objects; `objects` are put in between. */
export function pdfOf(objects = "", trailer = ""): Buffer {
  const parts = [
    "%PDF-1.7\n%âãÏÓ\n",
    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n",
    objects,
  ];
  const body = parts.join("");
  const offsets = [1, 2, 3].map((number) =>
    String(body.indexOf(`${number} 0 obj`)).padStart(10, "0"),
  );
  return Buffer.from(
    `${body}xref\n0 4\n0000000000 65535 f \n${offsets.map((offset) => `${offset} 00000 n \n`).join("")}trailer\n<< /Size 4 /Root 1 0 R ${trailer} >>\nstartxref\n${body.indexOf("xref")}\n%%EOF\n`,
    "latin1",
  );
}

/** Objects packed into a stream, as most programs write them. */
export function packedObjects(objects: string): string {
  const packed = deflateSync(Buffer.from(objects)).toString("latin1");
  return `9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n${packed}\nendstream\nendobj\n`;
}

/** The smallest JPEG that has all its parts. */
export const jpeg = (comment = "", after = Buffer.alloc(0)): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  return Buffer.concat([
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
    ...(comment ? [Buffer.from("fffe", "hex"), length, Buffer.from(comment, "latin1")] : []),
    Buffer.from("ffda0008010100003f00d2cf20ffd9", "hex"),
    after,
  ]);
};

export const zipOf = (files: Record<string, Buffer | string>): Promise<Buffer> =>
  zipped(
    Object.entries(files).map(([name, bytes]) => ({ name, bytes: Buffer.from(bytes as string) })),
  );

/** The same archive with the mark of a password on every entry. */
export function locked(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf("PK\x03\x04"); at >= 0; at = copy.indexOf("PK\x03\x04", at + 1))
    copy.writeUInt16LE(copy.readUInt16LE(at + 6) | 1, at + 6);
  for (let at = copy.indexOf("PK\x01\x02"); at >= 0; at = copy.indexOf("PK\x01\x02", at + 1))
    copy.writeUInt16LE(copy.readUInt16LE(at + 8) | 1, at + 8);
  return copy;
}

/** Another name of the same length in both places where an archive keeps it: libraries that write archives refuse such names. */
export const renamed = (zip: Buffer, before: string, after: string): Buffer =>
  Buffer.from(zip.toString("latin1").replaceAll(before, after), "latin1");
