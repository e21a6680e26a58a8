import type { ByteSource } from "../archives/source";
import { ContentFault } from "./fault";

/** Refuses a picture that is cut, or whose head is made to be read as a program. */
export async function checkPicture(source: ByteSource, kind: string): Promise<void> {
  if (kind === "image/jpeg") await checkJpeg(source);
  if (kind === "image/png") await checkPng(source);
  if (kind === "image/webp") {
    const head = await source.read(0, 12);
    if (head.length < 12 || head.readUInt32LE(4) + 8 > source.size)
      throw new ContentFault("truncated");
  }
}

/** A telephone can put a film behind the picture, so the end of one need not be the end of the file. */
async function checkJpeg(source: ByteSource): Promise<void> {
  let at = 2;
  for (;;) {
    const head = await source.read(at, 4);
    if (head.length < 4) throw new ContentFault("truncated");
    if (head[0] !== 0xff) throw new ContentFault("archive");
    if (head[1] === 0xff) {
      at++;
      continue;
    }
    const length = head.readUInt16BE(2);
    const content = await source.read(at + 4, Math.min(length - 2, 16));
    if (/\*\/|\/\*/.test(content.toString("latin1")) || length === 0x2f2a)
      throw new ContentFault("polyglot");
    at += 2 + length;
    if (head[1] === 0xda) break;
  }
  for (
    let piece = await source.read(at, 1 << 20);
    piece.length > 1;
    piece = await source.read(at, 1 << 20)
  ) {
    if (piece.includes(Buffer.from([0xff, 0xd9]))) return;
    at += piece.length - 1;
  }
  throw new ContentFault("truncated");
}

/** So large a picture is made to fill the memory of whoever opens it. */
const mostPixels = 2 ** 28;

async function checkPng(source: ByteSource): Promise<void> {
  for (let at = 8; ; ) {
    const head = await source.read(at, 8);
    if (head.length < 8) throw new ContentFault("truncated");
    const [length, type] = [head.readUInt32BE(0), head.toString("latin1", 4, 8)];
    if (type === "IHDR") {
      const size = await source.read(at + 8, 8);
      if (size.length === 8 && size.readUInt32BE(0) * size.readUInt32BE(4) > mostPixels)
        throw new ContentFault("expands");
    }
    at += 12 + length;
    if (at > source.size) throw new ContentFault("truncated");
    if (type === "IEND") return;
  }
}
