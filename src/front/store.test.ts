import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Store } from "./store";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const limits = { pages: 3, bytes: 1_000_000 };
const page = (html: string, ...tags: string[]) => ({
  html: Buffer.from(html),
  type: "text/html; charset=utf-8",
  status: 200,
  tags,
});
const current = (key: string) => existsSync(join(folder, "current", `${key}.html.br`));

test("a page is found again with its bytes, also by the next process", async () => {
  const store = new Store(folder, limits);
  await store.keep("/en/a", page("<p>a</p>", "facility:a"));
  const later = new Store(folder, limits);
  const found = later.find("/en/a");
  expect(found?.isFresh).toBe(true);
  expect(found && (await later.body("/en/a", found, "identity"))?.toString()).toBe("<p>a</p>");
});

test("a page whose tag changed leaves the served folder, and can still be read", async () => {
  const store = new Store(folder, limits);
  await store.keep("/en/a", page("a", "facility:a", "topics"));
  await store.keep("/en/b", page("b", "facility:b"));
  await store.outdate(["facility:a"]);
  expect([current("en/a"), current("en/b")]).toEqual([false, true]);
  const stale = store.find("/en/a");
  expect(stale?.isFresh).toBe(false);
  expect(stale && (await store.body("/en/a", stale, "identity"))?.toString()).toBe("a");
  await store.keep("/en/a", page("a2", "facility:a"));
  expect([store.find("/en/a")?.isFresh, current("en/a")]).toEqual([true, true]);
  expect(readdirSync(join(folder, "stale", "en"))).toEqual([]);
});

test("what everything touches outdates all", async () => {
  const store = new Store(folder, limits);
  await store.keep("/en/a", page("a"));
  await store.outdate(["everything"]);
  expect(store.find("/en/a")?.isFresh).toBe(false);
});

test("the store is bounded: the page unasked for longest goes, with its files", async () => {
  const store = new Store(folder, limits);
  for (const name of ["a", "b", "c"]) await store.keep(`/en/${name}`, page(name));
  store.find("/en/a");
  await store.keep("/en/d", page("d"));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(
    ["a", "b", "c", "d"].map((name) => [Boolean(store.find(`/en/${name}`)), current(`en/${name}`)]),
  ).toEqual([
    [true, true],
    [false, false],
    [true, true],
    [true, true],
  ]);
});

test("memory is bounded, and a page forgotten there is read from disk", async () => {
  const store = new Store(folder, { pages: 100, bytes: 10 });
  const kept = await store.keep("/en/a", page("a".repeat(1000)));
  expect(kept.bodies).toEqual({});
  expect((await store.body("/en/a", kept, "identity"))?.length).toBe(1000);
});
