import type { IncomingMessage, ServerResponse } from "node:http";
import { search } from "@/catalogue/finding/queries";
import { SearchText } from "@/catalogue/search/schema";
import { bestLanguage, isLanguage, languageCookie } from "@/platform/i18n/rules";
import { log } from "@/platform/log";
import { type Address, readAddress } from "./addresses";
import type { Assets } from "./assets";
import type { Crowd } from "./crowd";
import { chooseEncoding, type Encoding } from "./encodings";
import { assetCaching, decoderHeaders, pageCaching, securityHeaders } from "./headers";
import type { Live } from "./live";
import { addressOf, type Outcome, passOn } from "./personal";
import type { Publisher } from "./publisher";
import { isUpload, type Uploads } from "./uploads";

export type Front = {
  publisher: Publisher;
  assets: Assets;
  /** The pages that say sorry, by kind and language, made when the portal started. */
  problems: ReadonlyMap<string, Buffer>;
  live: Live;
  crowd: Crowd;
  uploads: Uploads;
  /** Where the renderer listens. */
  port: number;
  isReady: () => Promise<boolean>;
  isDraining: () => boolean;
};

type Out = {
  status: number;
  type: string;
  body: Buffer;
  encoding?: Encoding;
  headers?: Record<string, string>;
};

/** Most of a request's time is spent elsewhere; this only finds the answer and sends it. */
export function handler(front: Front) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    try {
      if (isUpload(request.url ?? "")) return await front.uploads.answer(request, response);
      limitTime(request);
      const address = readAddress(request.url ?? "/");
      if (
        isWork(address, request.url ?? "/") &&
        (await front.crowd.isTooMuch(addressOf(request), shareOf(request.url ?? "/")))
      )
        return send(
          front,
          request,
          response,
          problem(front, request, "too-many", 429, crypto.randomUUID().slice(0, 8)),
        );
      if (address.kind === "personal") return await personal(front, request, response);
      if (
        request.url === "/api/live" &&
        request.method === "GET" &&
        (await front.live.open(request, response))
      )
        return;
      send(front, request, response, await answer(front, request));
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      const reference = crypto.randomUUID().slice(0, 8);
      log.error("an answer could not be made", error, { reference });
      send(front, request, response, problem(front, request, "problem", 503, reference));
    }
  };
}

/** A body must come in within half a minute, and a large one at fifty kilobytes a second. Uploads have limits of their own. */
function limitTime(request: IncomingMessage) {
  const size = Number(request.headers["content-length"] ?? 0);
  if (size === 0 && !request.headers["transfer-encoding"]) return;
  const timer = setTimeout(
    () => !request.complete && request.destroy(),
    30_000 + Math.min(size, 60_000_000) / 50,
  );
  request.once("close", () => clearTimeout(timer));
}

/** What is made for this one asking, instead of being sent from the store. */
const isWork = (address: Address, target: string) =>
  address.kind === "personal" ||
  (address.kind === "page" && address.isDynamic) ||
  /^\/api\/(?:search|live)\b/.test(target);

/** Looking at one study asks for hundreds of images within a minute: ten of them count like a page. */
const shareOf = (target: string) => (target.startsWith("/api/images/") ? 0.1 : 1);

const statuses: Record<Exclude<Outcome, "sent" | "missing" | "not-allowed">, number> = {
  forbidden: 403,
  "too-large": 413,
  failed: 500,
};

/** A page, form or file of one person. What it may not see is answered exactly like what is not there. */
async function personal(front: Front, request: IncomingMessage, response: ServerResponse) {
  const outcome = await passOn(front.port, request, response);
  if (outcome === "sent") return;
  if (outcome === "missing")
    return send(front, request, response, {
      ...(await missing(front, request, request.url ?? "/")),
    });
  if (outcome === "not-allowed")
    return send(front, request, response, notAllowed("GET, HEAD, POST"));
  const reference = crypto.randomUUID().slice(0, 8);
  if (outcome === "forbidden") log.warn("a form from elsewhere was refused", { reference });
  if (outcome === "failed") log.warn("a page of a person could not be made", { reference });
  send(
    front,
    request,
    response,
    problem(
      front,
      request,
      outcome === "failed" ? "problem" : "forbidden",
      statuses[outcome],
      reference,
    ),
  );
  // What is still on its way is not waited for.
  if (outcome === "too-large") request.destroy();
}

const notAllowed = (allow: string): Out => ({
  status: 405,
  type: "text/plain; charset=utf-8",
  body: Buffer.from("Method not allowed\n"),
  headers: { Allow: allow, "Cache-Control": "no-store" },
});

const readerLanguage = (request: IncomingMessage) => {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=([a-z]{2})(?:;|$)`).exec(
    request.headers.cookie ?? "",
  )?.[1];
  return bestLanguage(chosen, request.headers["accept-language"]);
};

async function answer(front: Front, request: IncomingMessage): Promise<Out> {
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
      return page(front, request, address.key, false);
    case "page":
      return page(front, request, address.key, address.isDynamic);
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
async function missing(front: Front, request: IncomingMessage, target: string): Promise<Out> {
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

const json = (
  status: number,
  value: object,
  headers: Record<string, string> = { "Cache-Control": "no-store" },
): Out => ({
  status,
  type: "application/json; charset=utf-8",
  body: Buffer.from(JSON.stringify(value)),
  headers,
});

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

function problem(
  front: Front,
  request: IncomingMessage,
  kind: "problem" | "forbidden" | "too-many",
  status: number,
  reference: string,
): Out {
  if ((request.url ?? "").startsWith("/api/"))
    return json(status, { error: status === 429 ? "too many requests" : "unavailable", reference });
  const first = (request.url ?? "/").split(/[/?]/)[1];
  const page = front.problems.get(`${kind}:${isLanguage(first) ? first : readerLanguage(request)}`);
  const body = page
    ? Buffer.from(page.toString("utf8").replaceAll("{reference}", reference))
    : Buffer.from(`Unavailable. Reference: ${reference}\n`);
  return {
    status,
    type: page ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
    body,
    headers: {
      "Cache-Control": "no-store",
      ...(status === 503 || status === 429 ? { "Retry-After": "30" } : {}),
    },
  };
}

function send(front: Front, request: IncomingMessage, response: ServerResponse, out: Out) {
  const headers: Record<string, string | number> = {
    ...securityHeaders,
    "Content-Type": out.type,
    ...out.headers,
  };
  if (front.isDraining()) headers.Connection = "close";
  const etag = out.headers?.ETag;
  if (
    etag &&
    out.status === 200 &&
    (request.headers["if-none-match"] ?? "")
      .split(/\s*,\s*/)
      .some((one) => one === etag || one === `W/${etag}` || one === "*")
  ) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  if (out.encoding && out.encoding !== "identity") headers["Content-Encoding"] = out.encoding;
  headers["Content-Length"] = out.body.length;
  response.writeHead(out.status, headers);
  response.end(request.method === "HEAD" ? undefined : out.body);
}
