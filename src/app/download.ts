import { Readable } from "node:stream";
import { readStored } from "@/platform/storage/files";

type File = { name: string; size: number; place: string; key: Buffer };

const headersOf = (name: string, size: number) => ({
  "Content-Type": "application/octet-stream",
  "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
  "Content-Length": String(size),
});

/** A file to be saved: never shown by the browser, under its own name, as a stream. */
export async function download({ name, size, place, key }: File): Promise<Response> {
  const stream = Readable.toWeb(await readStored(place, key)) as ReadableStream<Uint8Array>;
  return new Response(stream, { headers: headersOf(name, size) });
}

/** The same for what was made for this answer. */
export const downloadBytes = ({ name, bytes }: { name: string; bytes: Buffer }): Response =>
  new Response(new Uint8Array(bytes), { headers: headersOf(name, bytes.length) });
