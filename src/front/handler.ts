import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/platform/log";
import { type Address, readAddress } from "./addresses";
import { answer, missing } from "./answers";
import type { Assets } from "./assets";
import type { Crowd } from "./crowd";
import { sentWith, unsavedPage, wordsAgain } from "./kept-words";
import type { Live } from "./live";
import type { FrontShares } from "./loads";
import { notAllowed, type Out, problem, send } from "./out";
import { addressOf, type Outcome, passOn } from "./personal";
import type { Publisher } from "./publisher";
import { newReference, Unrendered } from "./renderer";
import { isUpload, type Uploads } from "./uploads";

export type Front = {
  publisher: Publisher;
  assets: Assets;
  /** The pages that say sorry, by kind and language, made when the portal started. */
  problems: ReadonlyMap<string, Buffer>;
  live: Live;
  crowd: Crowd;
  shares: FrontShares;
  uploads: Uploads;
  /** Where the renderer listens. */
  port: number;
  isReady: () => Promise<boolean>;
  isDraining: () => boolean;
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
          problem(front, request, "too-many", 429, newReference()),
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
      const reference = error instanceof Unrendered ? error.reference : newReference();
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

const statuses: Record<Exclude<Outcome, "sent" | "missing" | "not-allowed" | "busy">, number> = {
  forbidden: 403,
  "too-large": 413,
  failed: 500,
};

const unsavedStatuses = { failed: 503, missing: 404, busy: 429 } as const;

/** A form that was not taken: while the database was away, or its page is of an older portal. What was typed comes back. */
async function unsaved(
  front: Front,
  request: IncomingMessage,
  body: Buffer,
  status: number,
  reference: string,
): Promise<Out | null> {
  const sent = await sentWith(body, request.headers["content-type"] ?? "");
  if (!sent || wordsAgain(sent) === "") return null;
  const page = problem(front, request, "unsaved", status, reference);
  return { ...page, body: unsavedPage(page.body, request.url ?? "/", sent, reference) };
}

/** A page, form or file of one person. What it may not see is answered exactly like what is not there. */
async function personal(front: Front, request: IncomingMessage, response: ServerResponse) {
  const reference = newReference();
  let body: Buffer | undefined;
  const keep = (whole: Buffer) => {
    body = whole;
  };
  const outcome = await passOn(front, request, response, reference, keep).catch((error) => {
    if (!body || response.headersSent) throw error;
    log.error("a form could not be taken", error, { reference });
    return "failed" as const;
  });
  if (outcome === "sent") return;
  if (body && (outcome === "failed" || outcome === "missing" || outcome === "busy")) {
    const kept = await unsaved(front, request, body, unsavedStatuses[outcome], reference);
    if (kept) return send(front, request, response, kept);
  }
  if (outcome === "missing")
    return send(front, request, response, {
      ...(await missing(front, request, request.url ?? "/")),
    });
  if (outcome === "not-allowed")
    return send(front, request, response, notAllowed("GET, HEAD, POST"));
  if (outcome === "busy")
    return send(front, request, response, problem(front, request, "too-many", 429, reference));
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
