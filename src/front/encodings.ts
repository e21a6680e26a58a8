import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";
export type Encoded = Record<Encoding, Buffer>;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** A body in the three forms it is served in. Stored pages are compressed once, so they get the most of it. */
export async function encode(body: Buffer, isKept: boolean): Promise<Encoded> {
  const [br, gz] = await Promise.all([
    brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: isKept ? 9 : 4,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
    zip(body, { level: isKept ? 8 : 4 }),
  ]);
  return { br, gzip: gz, identity: body };
}

/** The best form that the reader's browser takes; a form it refuses with q=0 is not given. */
export function chooseEncoding(accept: string | undefined): Encoding {
  const wanted = new Map(
    (accept ?? "")
      .toLowerCase()
      .split(",")
      .map((part) => {
        const [name = "", ...parameters] = part.trim().split(";");
        const quality = parameters
          .map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1])
          .find(Boolean);
        return [name, quality === undefined ? 1 : Number(quality)] as const;
      }),
  );
  const takes = (name: string) => (wanted.get(name) ?? wanted.get("*") ?? 0) > 0;
  if (takes("br")) return "br";
  if (takes("gzip")) return "gzip";
  return "identity";
}
