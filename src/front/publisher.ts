import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/platform/log";
import type { Encoded } from "./encodings";
import { encode } from "./encodings";
import { newReference, type Rendered, render, Unrendered } from "./renderer";
import { etagOf, type Page, type Store } from "./store";
import { strip } from "./strip";

type Passing = Page & { until: number; size: number };
export type Answer = { key: string; page: Page; isStored: boolean };

/** How long a search, a filtered list or a "not found" is kept, and how many bytes of them. */
const passingMilliseconds = 60_000;
const missingMilliseconds = 5_000;
/** How long a reader waits for the new page where there is an old one. */
const patience = 1_500;
const passingBytes = 32 * 1024 * 1024;

/**
 * Makes pages and keeps them: the plain ones in the store, those with a question in their address for a minute.
 * One address is rendered once at a time, however many ask for it.
 */
export class Publisher {
  private readonly passing = new Map<string, Passing>();
  private readonly making = new Map<string, Promise<Answer>>();
  private readonly changes: { at: number; tags: Set<string> }[] = [];
  private passingSize = 0;
  private clock = 0;
  readonly store: Store;
  private readonly port: number;

  constructor(store: Store, port: number) {
    this.store = store;
    this.port = port;
  }

  /** Whether something can be sent without rendering first. */
  isAtHand(key: string, isDynamic: boolean): boolean {
    const passing = this.passing.get(key);
    if (passing && passing.until > Date.now()) return true;
    return !isDynamic && this.store.find(key) !== undefined;
  }

  async answer(key: string, isDynamic: boolean): Promise<Answer> {
    const passing = this.passing.get(key);
    if (passing && passing.until > Date.now()) return { key, page: passing, isStored: false };
    const stored = isDynamic ? undefined : this.store.find(key);
    if (stored?.isFresh) return { key, page: stored, isStored: true };
    return this.making.get(key) ?? this.make(key, isDynamic, stored);
  }

  private make(key: string, isDynamic: boolean, stale: Page | undefined): Promise<Answer> {
    const making = this.publish(key, isDynamic)
      .catch((error) => {
        if (!stale) throw error;
        // What was published stays readable while what it is made from is away.
        return { key, page: stale, isStored: true };
      })
      .finally(() => this.making.delete(key));
    this.making.set(key, making);
    if (!stale) return making;
    // A database that hangs is as bad as one that is gone: the page as it was goes out meanwhile.
    return Promise.race([
      making,
      wait(patience, { key, page: stale, isStored: true }, { ref: false }),
    ]);
  }

  private async publish(key: string, isDynamic: boolean): Promise<Answer> {
    const begun = this.clock;
    const reference = newReference();
    const rendered = await render(this.port, key, reference);
    if (rendered.status >= 500) throw new Unrendered(rendered.status, reference);
    const { html, tags } = await finished(rendered);
    const isCurrent = !this.changes.some(
      (change) =>
        change.at > begun &&
        (change.tags.has("everything") || tags.some((tag) => change.tags.has(tag))),
    );
    if (!isDynamic && rendered.status === 200 && isCurrent)
      return {
        key,
        page: await this.store.keep(key, { html, type: rendered.type, status: 200, tags }),
        isStored: true,
      };
    const page: Page = {
      type: rendered.type,
      status: rendered.status,
      etag: etagOf(html),
      tags,
      isFresh: true,
      bodies: await encode(html, false),
      location: rendered.location ?? undefined,
    };
    if (isCurrent)
      this.keepPassing(
        key,
        page,
        rendered.status === 200 ? passingMilliseconds : missingMilliseconds,
      );
    return { key, page, isStored: false };
  }

  private keepPassing(key: string, page: Page, milliseconds: number) {
    const size = Object.values(page.bodies as Encoded).reduce((sum, body) => sum + body.length, 0);
    this.forget(key);
    this.passing.set(key, { ...page, until: Date.now() + milliseconds, size });
    this.passingSize += size;
    for (const oldest of this.passing.keys()) {
      if (this.passingSize <= passingBytes) break;
      this.forget(oldest);
    }
  }

  private forget(key: string) {
    this.passingSize -= this.passing.get(key)?.size ?? 0;
    this.passing.delete(key);
  }

  /** Something was published: what shows it is made anew when next asked for. */
  async outdate(tags: readonly string[]) {
    this.clock++;
    this.changes.push({ at: this.clock, tags: new Set(tags) });
    if (this.changes.length > 1000) this.changes.shift();
    for (const [key, page] of this.passing)
      if (tags.includes("everything") || page.tags.some((tag) => tags.includes(tag)))
        this.forget(key);
    await this.store.outdate(tags);
  }

  /** Renders a page that must be at hand when nothing else is. */
  async once(path: string): Promise<Buffer> {
    const rendered = await render(this.port, path);
    if (rendered.status !== 200)
      log.warn("a page to keep at hand could not be rendered", { path, status: rendered.status });
    return (await finished(rendered)).html;
  }
}

async function finished(rendered: Rendered): Promise<{ html: Buffer; tags: string[] }> {
  if (!rendered.type.startsWith("text/html")) return { html: rendered.body, tags: rendered.tags };
  const { html, tags } = await strip(rendered.body.toString("utf8"));
  return { html: Buffer.from(html), tags };
}
