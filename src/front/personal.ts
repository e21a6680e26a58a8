import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { sessionByToken } from "@/accounts/sessions/queries";
import { linkBearer } from "@/documents/upload-links/queries";
import { applicantBy } from "@/partners/applications/queries";
import { env, ownOrigins } from "@/platform/env";
import { languageCookie } from "@/platform/i18n/rules";
import { clientAddress } from "@/platform/security/network";
import { chooseEncoding, encode } from "./encodings";
import { fileHeaders, personalHeaders, securityHeaders } from "./headers";
import { claimsOf, type FrontShares, keepPace } from "./loads";
import { strip } from "./strip";
import { askUpstream } from "./upstream";

/** A form's body at most; a proof of representation is the largest that comes this way. */
const largestForm = 1_000_000;
const largestProof = 12_000_000;
const largestPaper = 52_000_000;
const largestPage = 8_000_000;

export type Outcome =
  | "sent"
  | "missing"
  | "forbidden"
  | "too-large"
  | "failed"
  | "not-allowed"
  | "busy";

/** Whether a form was posted from a page of ours: by its Origin, or where a browser sends none, by what it says of the site. */
export function isOwnPost(
  origin: string | undefined,
  site: string | undefined,
  own: readonly string[],
): boolean {
  if (origin !== undefined) return own.includes(origin);
  return site === "same-origin";
}

/** The cookies that mean something here. What else a browser carries is nobody's business behind the front. */
export const ownCookies = (cookie: string | undefined): string =>
  (cookie ?? "")
    .split(/;\s*/)
    .filter((one) =>
      new RegExp(`^(?:${languageCookie}|session|__Host-session)=[\\w-]{1,64}$`).test(one),
    )
    .join("; ");

export const addressOf = (request: IncomingMessage): string =>
  clientAddress(
    request.socket.remoteAddress ?? "",
    typeof request.headers["x-forwarded-for"] === "string"
      ? request.headers["x-forwarded-for"]
      : undefined,
    env()
      .TRUSTED_PROXIES.split(",")
      .map((one) => one.trim())
      .filter(Boolean),
  );

/**
 * Passes a request for a person's page, form or file to the renderer, with headers of our own making: nothing that a
 * request says of itself beyond its form and its cookies gets through. Pages come back without the framework's scripts.
 */
export async function passOn(
  { port, shares }: { port: number; shares: FrontShares },
  request: IncomingMessage,
  response: ServerResponse,
  reference: string,
  /** Is told of a form's body when all of it is in. */
  keep: (body: Buffer) => void,
): Promise<Outcome> {
  const { method = "GET", headers } = request;
  const target = request.url ?? "/";
  // Asking for a file's head would be recorded like opening the file.
  if (!["GET", "HEAD", "POST"].includes(method) || (target.startsWith("/api/") && method !== "GET"))
    return "not-allowed";
  const origin = headers.origin;
  const limit = method === "POST" ? await limitOf(target, headers.cookie) : 0;
  if (method === "POST") {
    const site = headers["sec-fetch-site"];
    if (!isOwnPost(origin, typeof site === "string" ? site : undefined, ownOrigins()))
      return "forbidden";
    if (
      !/^(?:multipart\/form-data; ?boundary=[\w'()+,./:=?-]{1,70}|application\/x-www-form-urlencoded)(?:;|$)/i.test(
        headers["content-type"] ?? "",
      )
    )
      return "forbidden";
    if (Number(headers["content-length"] ?? 0) > limit) return "too-large";
  }
  const host = new URL(origin && ownOrigins().includes(origin) ? origin : env().PUBLIC_URL).host;
  const passed: Record<string, string> = {
    host,
    accept: "text/html,*/*",
    "x-portal-address": addressOf(request),
    "x-portal-path": target,
    "x-portal-reference": reference,
    "user-agent": String(headers["user-agent"] ?? "").slice(0, 500),
  };
  const cookies = ownCookies(headers.cookie);
  if (cookies) passed.cookie = cookies;
  if (method === "POST") {
    passed.origin = `${new URL(env().PUBLIC_URL).protocol}//${host}`;
    passed["content-type"] = headers["content-type"] ?? "";
    if (headers["content-length"]) passed["content-length"] = headers["content-length"];
  }

  const isLong = limit > largestForm || target.startsWith("/api/");
  let body: Buffer | IncomingMessage | undefined;
  if (method === "POST" && !isLong) {
    const read = await wholeBody(request, limit);
    if (!Buffer.isBuffer(read)) return read;
    body = read;
    keep(read);
    passed["content-length"] = String(read.length);
  } else if (method === "POST") body = request;
  const gone = new AbortController();
  const left = () => !response.writableFinished && gone.abort();
  response.on("close", left);
  request.on("aborted", left);
  const leave = await (isLong ? shares.files : shares.pages).take(
    claimsOf(tokenIn(headers.cookie), addressOf(request)),
  );
  if (!leave) return "busy";
  if (gone.signal.aborted) {
    leave();
    return "sent";
  }
  const limited =
    body === request ? overLimit(request, limit).then(() => "too-large" as const) : null;
  try {
    const asked = askUpstream(
      port,
      { path: target, method: method === "POST" ? "POST" : "GET", headers: passed, body },
      gone.signal,
    ).then((answer) => takeAnswer(request, response, answer));
    if (!limited) return await asked;
    const first = await Promise.race([asked, limited]);
    if (first === "too-large") {
      asked.catch(() => undefined);
      gone.abort();
    }
    return first;
  } catch (error) {
    // Whoever left the page waits for no answer: that is no failure of ours.
    if (gone.signal.aborted) return "sent";
    throw error;
  } finally {
    leave();
  }
}

/** What one form brings, when all of it is there: nothing behind the front waits for a slow sender. */
async function wholeBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | "too-large" | "sent"> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      size += part.length;
      if (size > limit) return "too-large";
      parts.push(part);
    }
  } catch {
    // Whoever stops in the middle of a form has left.
    return "sent";
  }
  return Buffer.concat(parts);
}

/** Fulfils when a body that streams through has become larger than it may be. */
function overLimit(request: IncomingMessage, limit: number): Promise<void> {
  return new Promise((resolve) => {
    let size = 0;
    request.on("data", (part: Buffer) => {
      size += part.length;
      if (size > limit) resolve();
    });
  });
}

const uploads: readonly [RegExp, number][] = [
  [/^\/[a-z]{2}\/account\/patients(?:\?|$)/, largestProof],
  [/^\/[a-z]{2}\/partner\/papers(?:\?|$)/, largestProof],
  [/^\/[a-z]{2}\/second-opinion\/cases\/[0-9a-f-]{36}(?:\?|$)/, largestPaper],
];

/** How much a form may bring. Files are taken in from those alone who are signed in, or hold a link for sending; a page decides later whether they may. */
async function limitOf(target: string, cookie: string | undefined): Promise<number> {
  const link = /^\/[a-z]{2}\/images\?token=([\w-]{54})(?:&|$)/.exec(target)?.[1];
  if (link) return (await linkBearer(link, "")) ? largestPaper : largestForm;
  const applying = /^\/[a-z]{2}\/become-a-partner\/application\?token=([\w-]{54})(?:&|$)/.exec(
    target,
  )?.[1];
  if (applying) return (await applicantBy(applying, "")) ? largestProof : largestForm;
  const upload = uploads.find(([path]) => path.test(target))?.[1];
  if (!upload) return largestForm;
  const token = tokenIn(cookie);
  const session = token ? await sessionByToken(token) : null;
  return session?.isComplete ? upload : largestForm;
}

/** The session's token among the cookies. */
export const tokenIn = (cookie: string | undefined): string | undefined =>
  /(?:^|; )(?:__Host-)?session=([\w-]{43})/.exec(ownCookies(cookie))?.[1];

async function takeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: IncomingMessage,
): Promise<Outcome> {
  const status = answer.statusCode ?? 500;
  const type = answer.headers["content-type"] ?? "";
  const setCookie = answer.headers["set-cookie"];
  const carried = {
    ...(setCookie ? { "Set-Cookie": setCookie } : {}),
    ...(answer.headers.location ? { Location: answer.headers.location } : {}),
  };
  if (status === 404 || status >= 500) {
    answer.resume();
    return status === 404 ? "missing" : "failed";
  }
  const nonce = randomBytes(18).toString("base64");
  if (answer.headers["content-disposition"]) {
    const told = Object.fromEntries(
      ["content-type", "content-disposition", "content-length"].flatMap((name) =>
        answer.headers[name] ? [[name, answer.headers[name]]] : [],
      ),
    );
    response.writeHead(status, { ...securityHeaders, ...fileHeaders, ...told, ...carried });
    if (request.method === "HEAD") {
      answer.destroy();
      response.end();
      return "sent";
    }
    const stop = keepPace(response);
    await pipeline(answer, response).finally(stop);
    return "sent";
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestPage) throw new Error("a page is larger than any page can be");
    parts.push(part);
  }
  const raw = Buffer.concat(parts);
  const isPage = type.startsWith("text/html") && status < 300;
  const body = isPage
    ? Buffer.from(
        (await strip(raw.toString("utf8"))).html.replaceAll(
          '<script src="/',
          `<script nonce="${nonce}" src="/`,
        ),
      )
    : status < 300
      ? raw
      : Buffer.alloc(0);
  const encoding =
    body.length > 1000 ? chooseEncoding(request.headers["accept-encoding"]) : "identity";
  const sent = encoding === "identity" ? body : (await encode(body, false))[encoding];
  response.writeHead(status, {
    ...securityHeaders,
    ...personalHeaders(nonce),
    ...carried,
    "Content-Type": isPage ? "text/html; charset=utf-8" : type || "text/plain; charset=utf-8",
    "Content-Length": sent.length,
    ...(encoding === "identity" ? {} : { "Content-Encoding": encoding, Vary: "Accept-Encoding" }),
  });
  response.end(request.method === "HEAD" ? undefined : sent);
  return "sent";
}
