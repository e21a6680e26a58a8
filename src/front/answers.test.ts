import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Front, handler } from "./handler";
import { frontShares } from "./loads";

let isTooMuch = false;
let isReady = true;
let isDraining = false;
const page = (status: number, location?: string) => ({
  page: {
    status,
    location,
    type: "text/html; charset=utf-8",
    etag: "abc",
    tags: [],
    bodies: { identity: Buffer.from("<p>page</p>") },
  },
  isStored: false,
});
const front = createServer(
  handler({
    isDraining: () => isDraining,
    isReady: async () => isReady,
    problems: new Map([["too-many:de", Buffer.from("<p>Zu viele {reference}</p>")]]),
    crowd: { isTooMuch: async () => isTooMuch },
    shares: frontShares(),
    publisher: {
      isAtHand: (_: string, isDynamic: boolean) => !isDynamic,
      answer: async (key: string) =>
        key.endsWith("/merged")
          ? page(308, "/en/facilities/desio")
          : page(key.endsWith("/gone") ? 404 : 200),
    },
  } as unknown as Front),
);
const get = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${(front.address() as AddressInfo).port}${path}`, {
    redirect: "manual",
    ...init,
    headers: { "Accept-Encoding": "identity", ...init.headers },
  });

beforeAll(async () => {
  process.env.PUBLIC_URL = "http://localhost:3000";
  process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
  await new Promise<void>((done) => void front.listen(0, "127.0.0.1", done));
});
afterAll(() => void front.close());
beforeEach(() => {
  [isTooMuch, isReady, isDraining] = [false, true, false];
});

describe("a page", () => {
  test("is sent with its mark, its head alone where that was asked for", async () => {
    const whole = await get("/en/facilities");
    expect([whole.status, await whole.text()]).toEqual([200, "<p>page</p>"]);
    expect(whole.headers.get("etag")).toBe('"abc-identity"');
    const head = await get("/en/facilities", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("content-length")).toBe("11");
  });

  test("that has gone elsewhere for good leads there", async () => {
    const answer = await get("/en/facilities/merged");
    expect([answer.status, answer.headers.get("location"), await answer.text()]).toEqual([
      308,
      "/en/facilities/desio",
      "",
    ]);
  });

  test.each([
    ['"abc-identity"', 304],
    ['"other", W/"abc-identity"', 304],
    ["*", 304],
    ['"other"', 200],
  ])("that the reader has as %s is answered %i", async (mark, status) => {
    expect((await get("/en/facilities", { headers: { "If-None-Match": mark } })).status).toBe(
      status,
    );
  });

  test("takes no form where nothing is to be sent", async () => {
    const answer = await get("/en/facilities", { method: "POST", body: "a" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test("is looked for in the reader's language", async () => {
    const at = async (headers: Record<string, string>) =>
      (await get("/", { headers })).headers.get("location");
    expect(await at({ "Accept-Language": "de-CH,de;q=0.9" })).toBe("/de");
    expect(await at({ "Accept-Language": "de", Cookie: "a=b; language=ar" })).toBe("/ar");
  });
});

test("who asks too much is told so in their language, and when to come again", async () => {
  isTooMuch = true;
  const answer = await get("/de/search?q=herz");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "30"]);
  expect(await answer.text()).toMatch(/^<p>Zu viele \w{8}<\/p>$/);
  expect((await get("/de/facilities")).status).toBe(200);
  expect(await (await get("/api/search?q=herz")).json()).toMatchObject({
    error: "too many requests",
  });
});

test.each([
  [true, false, 200],
  [false, false, 503],
  [true, true, 503],
])("where all is ready: %s, and it is closing: %s, it says %i", async (ready, closing, status) => {
  [isReady, isDraining] = [ready, closing];
  const answer = await get("/api/ready");
  expect(answer.status).toBe(status);
  expect(answer.headers.get("connection") === "close").toBe(closing);
  expect((await get("/api/health")).status).toBe(200);
});

test("programs are told what they asked wrongly", async () => {
  expect((await get("/api/search?locale=xx&q=a")).status).toBe(400);
  expect((await get("/api/nothing")).status).toBe(404);
});
