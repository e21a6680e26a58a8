import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/** A reference to an object of the file. */
export type Ref = { ref: number };

/** What the file is made of: names are written `/Name`, text by `words`, the rest as it is. */
export type Value =
  | string
  | number
  | boolean
  | Ref
  | readonly Value[]
  | { readonly [key: string]: Value | undefined };

export const words = (text: string) =>
  `<feff${Buffer.from(text, "utf16le").swap16().toString("hex")}>`;
export const ascii = (text: string) => `(${text.replace(/[\\()]/g, "\\$&")})`;
export const date = (at: Date) => `(D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z)`;

/** At most three decimals, never an exponent. */
export const number = (value: number) => String(Math.round(value * 1000) / 1000 + 0);

const isRef = (value: object): value is Ref => "ref" in value;

function written(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(written).join(" ")}]`;
  if (isRef(value)) return `${value.ref} 0 R`;
  const pairs = Object.entries(value).filter(([, held]) => held !== undefined);
  return `<<${pairs.map(([key, held]) => `/${key} ${written(held as Value)}`).join(" ")}>>`;
}

/** The objects of one file, in the order they were reserved. */
export class Objects {
  readonly #bodies: Buffer[] = [];

  reserve(): Ref {
    this.#bodies.push(Buffer.alloc(0));
    return { ref: this.#bodies.length };
  }

  set({ ref }: Ref, value: Value) {
    this.#bodies[ref - 1] = Buffer.from(written(value), "latin1");
    return { ref };
  }

  add(value: Value): Ref {
    return this.set(this.reserve(), value);
  }

  /** Metadata must stay readable for programs that know nothing of the format. */
  stream(content: Buffer | string, about: { [key: string]: Value } = {}, isReadable = false): Ref {
    const raw = typeof content === "string" ? Buffer.from(content) : content;
    const packed = isReadable ? raw : deflateSync(raw, { level: 9 });
    const head = written({
      ...about,
      Length: packed.length,
      ...(isReadable ? {} : { Filter: "/FlateDecode" }),
    });
    const { ref } = this.reserve();
    this.#bodies[ref - 1] = Buffer.concat([
      Buffer.from(`${head}\nstream\n`, "latin1"),
      packed,
      Buffer.from("\nendstream"),
    ]);
    return { ref };
  }

  /** The file. Its id is a hash of all that is in it, so that the same content is the same file. */
  file(root: Ref, info: Ref): Buffer {
    const parts = [
      Buffer.concat([Buffer.from("%PDF-1.7\n%"), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3, 0x0a])]),
    ];
    let at = parts[0]?.length ?? 0;
    const places = this.#bodies.map((body, index) => {
      const part = Buffer.concat([
        Buffer.from(`${index + 1} 0 obj\n`),
        body,
        Buffer.from("\nendobj\n"),
      ]);
      parts.push(part);
      at += part.length;
      return at - part.length;
    });
    const id = `<${createHash("sha256").update(Buffer.concat(parts)).digest("hex").slice(0, 32)}>`;
    const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`);
    const trailer = written({ Size: places.length + 1, Root: root, Info: info, ID: [id, id] });
    return Buffer.concat([
      ...parts,
      Buffer.from(
        `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${rows.join("")}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`,
      ),
    ]);
  }
}
