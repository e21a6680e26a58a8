import type { IncomingMessage, ServerResponse } from "node:http";
import { bestLanguage, isLanguage, languageCookie } from "@/platform/i18n/rules";
import type { Encoding } from "./encodings";
import type { Front } from "./handler";
import { securityHeaders } from "./headers";

export type Out = {
  status: number;
  type: string;
  body: Buffer;
  encoding?: Encoding;
  headers?: Record<string, string>;
};

export const notAllowed = (allow: string): Out => ({
  status: 405,
  type: "text/plain; charset=utf-8",
  body: Buffer.from("Method not allowed\n"),
  headers: { Allow: allow, "Cache-Control": "no-store" },
});

export const readerLanguage = (request: IncomingMessage) => {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=([a-z]{2})(?:;|$)`).exec(
    request.headers.cookie ?? "",
  )?.[1];
  return bestLanguage(chosen, request.headers["accept-language"]);
};

export const json = (
  status: number,
  value: object,
  headers: Record<string, string> = { "Cache-Control": "no-store" },
): Out => ({
  status,
  type: "application/json; charset=utf-8",
  body: Buffer.from(JSON.stringify(value)),
  headers,
});

export function problem(
  front: Front,
  request: IncomingMessage,
  kind: "problem" | "forbidden" | "too-many" | "unsaved",
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

export function send(front: Front, request: IncomingMessage, response: ServerResponse, out: Out) {
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
