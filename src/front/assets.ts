import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { type Encoded, encode } from "./encodings";
import { etagOf } from "./store";

export type Asset = { type: string; etag: string; bodies: Encoded; isText: boolean };

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".woff2": "font/woff2",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".json": "application/json",
  ".wasm": "application/wasm",
};
const largest = 4 * 1024 * 1024;

/** Files of the build and of `public`, read and compressed once. Nothing outside those two folders is reached. */
export class Assets {
  private readonly known = new Map<string, Asset>();

  async find(path: string): Promise<Asset | null> {
    const known = this.known.get(path);
    if (known) return known;
    const folder = path.startsWith("/_next/static/")
      ? join(process.cwd(), ".next", "static")
      : join(process.cwd(), "public");
    const file = normalize(join(folder, path.replace(/^\/_next\/static\//, "/")));
    const type = types[extname(file)];
    if (!type || !file.startsWith(folder)) return null;
    const found = await stat(file).catch(() => null);
    if (!found?.isFile() || found.size > largest) return null;
    const body = await readFile(file);
    const isText = !/woff2|png|x-icon/.test(type);
    const asset: Asset = {
      type,
      etag: etagOf(body),
      isText,
      bodies: isText ? await encode(body, true) : { br: body, gzip: body, identity: body },
    };
    this.known.set(path, asset);
    return asset;
  }
}
