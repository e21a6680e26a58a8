import { Readable } from "node:stream";
import { readStored } from "@/platform/storage/files";

type File = { name: string; size: number; place: string; key: Buffer };

/** A file to be saved: never shown by the browser, under its own name, as a stream. */
export async function download({ name, size, place, key }: File): Promise<Response> {
  const stream = Readable.toWeb(await readStored(place, key)) as ReadableStream<Uint8Array>;
  return new Response(stream, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      "Content-Length": String(size),
    },
  });
}
