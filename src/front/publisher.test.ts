import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Publisher } from "./publisher";
import { Store } from "./store";

type Told = { status?: number; tags?: string; location?: string };
/** What the renderer answers next; it waits for `told` where that is a promise. */
let told: Told | Promise<Told> = {};
let asked = 0;
const renderer = createServer(async (_request, response) => {
  asked++;
  const { status = 200, tags = "facility:niguarda", location } = await told;
  response.writeHead(status, {
    "Content-Type": "text/html; charset=utf-8",
    ...(location ? { Location: location } : {}),
  });
  response.end(`<html><head><meta name="portal-tags" content="${tags}"></head></html>`);
});
const folder = mkdtempSync(join(tmpdir(), "publisher-"));
let publisher: Publisher;
let number = 0;

beforeAll(() => new Promise<void>((done) => void renderer.listen(0, "127.0.0.1", done)));
beforeEach(() => {
  const store = new Store(join(folder, `${number++}`), { pages: 10, bytes: 1_000_000 });
  publisher = new Publisher(store, (renderer.address() as AddressInfo).port);
  told = {};
  asked = 0;
});
afterAll(() => {
  renderer.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page that is being made until `go` is called. */
function held() {
  let go: (answer: Told) => void = () => undefined;
  told = new Promise<Told>((resolve) => {
    go = resolve;
  });
  return go;
}
const untilAsked = () => vi.waitFor(() => expect(asked).toBeGreaterThan(0));

test("a plain page is made once, however many ask, and comes from the store after that", async () => {
  const all = await Promise.all([1, 2, 3].map(() => publisher.answer("/en/a", false)));
  expect(all.map(({ isStored }) => isStored)).toEqual([true, true, true]);
  await publisher.answer("/en/a", false);
  expect(asked).toBe(1);
});

test("a page that has gone elsewhere says where, and is not stored", async () => {
  told = { status: 308, location: "/en/facilities/desio" };
  const { page, isStored } = await publisher.answer("/en/facilities/seregno", false);
  expect([page.status, page.location, isStored]).toEqual([308, "/en/facilities/desio", false]);
});

test.each([
  ["what it shows", ["facility:niguarda"], false],
  ["everything", ["everything"], false],
  ["something else", ["facility:ieo"], true],
])("a page that was being made while %s changed is stored or not", async (_, tags, isStored) => {
  const go = held();
  const answer = publisher.answer("/en/a", false);
  await untilAsked();
  await publisher.outdate(tags);
  go({});
  expect((await answer).isStored).toBe(isStored);
  told = {};
  expect((await publisher.answer("/en/a", false)).isStored).toBe(true);
  expect(asked).toBe(isStored ? 1 : 2);
});

test("a search that was being made while what it shows changed is made again for the next", async () => {
  const go = held();
  const answer = publisher.answer("/en/search?q=a", true);
  await untilAsked();
  await publisher.outdate(["facility:niguarda"]);
  go({});
  await answer;
  await publisher.answer("/en/search?q=a", true);
  expect(asked).toBe(2);
});

test("a search is kept for a minute, what is not there for five seconds, and neither past a change", async () => {
  const now = vi.spyOn(Date, "now");
  const at = (seconds: number) => now.mockReturnValue(1_000_000_000 + seconds * 1000);
  const ask = (key: string) => publisher.answer(key, true);
  at(0);
  await ask("/en/search?q=a");
  at(59);
  await ask("/en/search?q=a");
  expect(asked).toBe(1);
  at(61);
  await ask("/en/search?q=a");
  expect(asked).toBe(2);
  await publisher.outdate(["facility:ieo"]);
  await ask("/en/search?q=a");
  expect(asked).toBe(2);
  await publisher.outdate(["facility:niguarda"]);
  await ask("/en/search?q=a");
  expect(asked).toBe(3);
  told = { status: 404 };
  await ask("/en/nothing");
  at(65);
  await ask("/en/nothing");
  expect(asked).toBe(4);
  at(67);
  await ask("/en/nothing");
  expect(asked).toBe(5);
  now.mockRestore();
});

test("a page stays readable as it was while it can't be made anew; one that never was is refused", async () => {
  await publisher.answer("/en/a", false);
  await publisher.outdate(["facility:niguarda"]);
  told = { status: 500 };
  expect((await publisher.answer("/en/a", false)).isStored).toBe(true);
  await expect(publisher.answer("/en/b", false)).rejects.toThrow("rendering answered 500");
});
