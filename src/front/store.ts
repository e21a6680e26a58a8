import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Encoded, type Encoding, encode } from "./encodings";

export type Page = {
  type: string;
  status: number;
  etag: string;
  tags: readonly string[];
  isFresh: boolean;
  bodies: Partial<Encoded>;
  /** Where the page has gone for good. */
  location?: string | undefined;
};

const extensions: Record<Encoding, string> = { br: ".br", gzip: ".gz", identity: "" };
const suffixes = ["", ".br", ".gz", ".meta"] as const;
const Meta = z.object({
  type: z.string(),
  status: z.int(),
  etag: z.string(),
  tags: z.array(z.string()),
});
type Meta = Omit<Page, "bodies" | "isFresh">;

/** At most this many pages lie on disk and this many bytes in memory; the longest unasked go first. */
export type Limits = { pages: number; bytes: number };

/**
 * Published pages under one build: on disk in three encodings, for this process and for an nginx in front, and
 * those asked for lately in memory. A page whose tag changed leaves the folder that nginx reads, and is kept
 * apart until its successor is made, so that it can still be served while the database is away.
 */
export class Store {
  private readonly pages = new Map<string, Page>();
  private readonly byTag = new Map<string, Set<string>>();
  private readonly writing = new Set<string>();
  private bytes = 0;

  private readonly folder: string;
  private readonly limits: Limits;

  constructor(folder: string, limits: Limits) {
    this.folder = folder;
    this.limits = limits;
    mkdirSync(join(folder, "current"), { recursive: true });
    mkdirSync(join(folder, "stale"), { recursive: true });
    for (const [name, isFresh] of [
      ["stale", false],
      ["current", true],
    ] as const)
      this.load(join(folder, name), isFresh);
  }

  private load(folder: string, isFresh: boolean) {
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".meta")) continue;
      try {
        const meta = Meta.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
        this.index(
          `/${name
            .slice(0, -".meta".length)
            .replaceAll("\\", "/")
            .replace(/\.html$/, "")}`,
          { ...meta, isFresh, bodies: {} },
        );
      } catch {
        rmSync(join(folder, name), { force: true });
      }
    }
  }

  private index(key: string, page: Page) {
    this.drop(key);
    this.pages.set(key, page);
    for (const tag of page.tags) {
      const keys = this.byTag.get(tag) ?? new Set();
      keys.add(key);
      this.byTag.set(tag, keys);
    }
  }

  private drop(key: string) {
    const page = this.pages.get(key);
    if (!page) return;
    this.forgetBodies(page);
    this.pages.delete(key);
    for (const tag of page.tags) this.byTag.get(tag)?.delete(key);
  }

  private forgetBodies(page: Page) {
    for (const body of Object.values(page.bodies)) this.bytes -= body.length;
    page.bodies = {};
  }

  private fileOf(key: string, page: Pick<Page, "isFresh" | "type">, suffix: string) {
    return join(
      this.folder,
      page.isFresh ? "current" : "stale",
      `${key.slice(1)}${page.type.startsWith("text/html") ? ".html" : ""}${suffix}`,
    );
  }

  get size() {
    return this.pages.size;
  }

  find(key: string): Page | undefined {
    const page = this.pages.get(key);
    if (page) {
      this.pages.delete(key);
      this.pages.set(key, page);
    }
    return page;
  }

  /** The body in one encoding, from memory or disk. Null where the file is gone: the page is then made again. */
  async body(key: string, page: Page, encoding: Encoding): Promise<Buffer | null> {
    const known = page.bodies[encoding];
    if (known) return known;
    try {
      const body = await readFile(this.fileOf(key, page, extensions[encoding]));
      page.bodies[encoding] = body;
      this.bytes += body.length;
      this.trim();
      return body;
    } catch {
      this.drop(key);
      return null;
    }
  }

  /** Stores a page. It lies whole on disk before it is found: parts are written under another name and moved. */
  async keep(
    key: string,
    made: { html: Buffer; type: string; status: number; tags: readonly string[] },
  ): Promise<Page> {
    const bodies = await encode(made.html, true);
    const page: Page = {
      type: made.type,
      status: made.status,
      etag: etagOf(made.html),
      tags: made.tags,
      isFresh: true,
      bodies,
    };
    const meta: Meta = { type: page.type, status: page.status, etag: page.etag, tags: page.tags };
    const before = this.pages.get(key);
    this.writing.add(key);
    await mkdir(dirname(this.fileOf(key, page, "")), { recursive: true });
    await Promise.all([
      ...(Object.keys(extensions) as Encoding[]).map((encoding) =>
        write(this.fileOf(key, page, extensions[encoding]), bodies[encoding]),
      ),
      write(this.fileOf(key, page, ".meta"), Buffer.from(JSON.stringify(meta))),
    ]);
    this.index(key, page);
    this.writing.delete(key);
    if (before && !before.isFresh) await this.removeFiles(key, before);
    for (const body of Object.values(bodies)) this.bytes += body.length;
    this.trim();
    return page;
  }

  private async removeFiles(key: string, page: Page) {
    await Promise.all(
      suffixes.map((suffix) => rm(this.fileOf(key, page, suffix), { force: true })),
    );
  }

  private trim() {
    for (const [key, page] of this.pages) {
      if (this.pages.size <= this.limits.pages) break;
      this.drop(key);
      void this.removeFiles(key, page);
    }
    if (this.bytes <= this.limits.bytes) return;
    for (const page of this.pages.values()) {
      if (this.bytes <= this.limits.bytes) break;
      this.forgetBodies(page);
    }
  }

  /** Pages that show one of these tags are no longer fresh; they leave the folder that is served from outside. */
  async outdate(tags: readonly string[]) {
    const keys = tags.includes("everything")
      ? [...this.pages.keys()]
      : [...new Set(tags.flatMap((tag) => [...(this.byTag.get(tag) ?? [])]))];
    const stale = keys.flatMap((key) => {
      const page = this.pages.get(key);
      if (!page?.isFresh) return [];
      const from = suffixes.map((suffix) => this.fileOf(key, page, suffix));
      page.isFresh = false;
      return [{ key, page, from }];
    });
    for (const [at, { key, page, from }] of stale.entries()) {
      // A successor that is being written, or is there already, must not be moved away with the old files.
      if (this.pages.get(key) === page && !page.isFresh && !this.writing.has(key))
        this.moveAside(key, page, from);
      if (at % 100 === 99) await new Promise(setImmediate);
    }
  }

  private moveAside(key: string, page: Page, from: readonly string[]) {
    mkdirSync(dirname(this.fileOf(key, page, "")), { recursive: true });
    for (const [at, path] of from.entries())
      if (existsSync(path)) renameSync(path, this.fileOf(key, page, suffixes[at] ?? ""));
  }

  get horizon(): string | null {
    const path = join(this.folder, "horizon");
    return existsSync(path) ? readFileSync(path, "utf8") : null;
  }

  async keepHorizon(horizon: string) {
    await write(join(this.folder, "horizon"), Buffer.from(horizon));
  }
}

export const etagOf = (body: Buffer) =>
  createHash("sha256").update(body).digest("base64url").slice(0, 22);

async function write(path: string, body: Buffer) {
  const part = `${path}.part${process.pid}`;
  await writeFile(part, body);
  await rename(part, path);
}
