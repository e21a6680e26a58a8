import type { IncomingMessage } from "node:http";
import { search } from "@/catalogue/finding/queries";
import { SearchText } from "@/catalogue/search/schema";
import { isLanguage } from "@/platform/i18n/rules";
import { readAddress } from "./addresses";
import { chooseEncoding } from "./encodings";
import type { Front } from "./handler";
import { assetCaching, decoderHeaders, pageCaching } from "./headers";
import { claimsOf } from "./loads";
import { json, notAllowed, type Out, problem, readerLanguage } from "./out";
import { addressOf } from "./personal";
import { newReference } from "./renderer";

export async function answer(front: Front, request: IncomingMessage): Promise<Out> {
  const target = request.url ?? "/";
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead) return notAllowed("GET, HEAD");
  if (target.startsWith("/api/")) return api(front, target);

  const address = readAddress(target);
  switch (address.kind) {
    case "root":
      return {
        status: 307,
        type: "text/plain; charset=utf-8",
        body: Buffer.alloc(0),
        headers: {
          Location: `/${readerLanguage(request)}`,
          "Cache-Control": "private, no-store",
          Vary: "Accept-Language, Cookie",
        },
      };
    case "moved":
      return {
        status: 308,
        type: "text/plain; charset=utf-8",
        body: Buffer.alloc(0),
        headers: { Location: address.to, "Cache-Control": "public, max-age=300" },
      };
    case "asset":
      return asset(front, request, address.path, address.isImmutable);
    case "document":
      return fairly(front, request, address.key, false);
    case "page":
      return fairly(front, request, address.key, address.isDynamic);
    case "inbox":
      return {
        status: 307,
        type: "text/plain; charset=utf-8",
        body: Buffer.alloc(0),
        headers: {
          Location: `/${readerLanguage(request)}/demo/inbox`,
          "Cache-Control": "no-store",
        },
      };
    case "personal":
    case "unknown":
      return missing(front, request, target);
  }
}

/** What must be rendered first, and an address without a page too, costs its asker: a count and a place. */
async function fairly(
  front: Front,
  request: IncomingMessage,
  key: string,
  isDynamic: boolean,
): Promise<Out> {
  if (front.publisher.isAtHand(key, isDynamic)) return page(front, request, key, isDynamic);
  const who = addressOf(request);
  // A question in the address was counted on its way here.
  const isTooMuch = !isDynamic && (await front.crowd.isTooMuch(who));
  const leave = isTooMuch ? null : await front.shares.published.take(claimsOf(undefined, who));
  if (!leave) return problem(front, request, "too-many", 429, newReference());
  return page(front, request, key, isDynamic).finally(leave);
}

/** Next's own "not found" needs its scripts to be seen, so an address without a page gets ours. */
async function page(
  front: Front,
  request: IncomingMessage,
  key: string,
  isDynamic: boolean,
): Promise<Out> {
  const encoding = chooseEncoding(request.headers["accept-encoding"]);
  for (const _attempt of [1, 2]) {
    const { page, isStored } = await front.publisher.answer(key, isDynamic);
    if (page.status === 404) return missing(front, request, key);
    if (page.location)
      return {
        status: page.status,
        type: "text/plain; charset=utf-8",
        body: Buffer.alloc(0),
        headers: { Location: page.location, "Cache-Control": "no-cache" },
      };
    const body =
      page.bodies[encoding] ??
      (isStored ? await front.publisher.store.body(key, page, encoding) : null);
    if (!body) continue;
    return {
      status: page.status,
      type: page.type,
      body,
      encoding,
      headers: {
        ETag: `"${page.etag}-${encoding}"`,
        "Cache-Control": page.status === 200 ? pageCaching : "no-cache",
        Vary: "Accept-Encoding",
      },
    };
  }
  throw new Error("a stored page has no body");
}

/** What is not there is said in the reader's language: that of the path, or else the browser's. */
export async function missing(
  front: Front,
  request: IncomingMessage,
  target: string,
): Promise<Out> {
  const first = target.split(/[/?]/)[1];
  const language = isLanguage(first) ? first : readerLanguage(request);
  const out = await page(front, request, `/${language}/not-found`, false);
  const { ETag: _etag, ...headers } = out.headers ?? {};
  return {
    ...out,
    status: 404,
    headers: {
      ...headers,
      "Cache-Control": "no-cache",
      ...(isLanguage(first) ? {} : { Vary: "Accept-Encoding, Accept-Language, Cookie" }),
    },
  };
}

async function asset(
  front: Front,
  request: IncomingMessage,
  path: string,
  isImmutable: boolean,
): Promise<Out> {
  const found = await front.assets.find(path);
  if (!found) return missing(front, request, path);
  const encoding = found.isText ? chooseEncoding(request.headers["accept-encoding"]) : "identity";
  return {
    status: 200,
    type: found.type,
    body: found.bodies[encoding],
    encoding,
    headers: {
      ETag: `"${found.etag}-${encoding}"`,
      "Cache-Control": isImmutable ? assetCaching : "public, max-age=300",
      Vary: "Accept-Encoding",
      ...(path === "/viewer/decoder.js" ? decoderHeaders : {}),
    },
  };
}

async function api(front: Front, target: string): Promise<Out> {
  const url = new URL(target, "http://localhost");
  if (url.pathname === "/api/health") return json(200, { status: "ok" });
  if (url.pathname === "/api/ready") {
    const isReady = !front.isDraining() && (await front.isReady());
    return json(isReady ? 200 : 503, { status: isReady ? "ready" : "not ready" });
  }
  if (url.pathname === "/api/live") return json(401, { error: "not signed in" });
  if (url.pathname === "/api/search") {
    const locale = url.searchParams.get("locale") ?? "en";
    if (!isLanguage(locale))
      return json(400, { error: "locale must be one of en, it, fr, de, es, ru, ar, zh" });
    const limit = Math.min(
      50,
      Math.max(1, Math.trunc(Number(url.searchParams.get("limit"))) || 20),
    );
    const found = await search(
      SearchText.parse(url.searchParams.get("q") ?? ""),
      locale,
      limit,
      url.searchParams.get("typing") === "1",
    );
    return json(200, found, { "Cache-Control": "public, max-age=0, s-maxage=1" });
  }
  return json(404, { error: "not found" });
}
