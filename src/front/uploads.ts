import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { keepAlive } from "@/accounts/sessions/commands";
import { actorBehind, sessionByToken } from "@/accounts/sessions/queries";
import { linkBearer } from "@/documents/upload-links/queries";
import {
  beginUpload,
  endUpload,
  noteLost,
  noteReceived,
  takeUpload,
} from "@/documents/uploads/commands";
import type { Sender } from "@/documents/uploads/policy";
import { largestUpload, type OpenUpload, uploadOf } from "@/documents/uploads/queries";
import {
  readChecksum,
  readCount,
  readMetadata,
  type UploadReason,
} from "@/documents/uploads/rules";
import { ownOrigins } from "@/platform/env";
import { log } from "@/platform/log";
import { networkOf } from "@/platform/security/network";
import { BytesLost, Incoming, removeIncoming } from "@/platform/storage/incoming";
import { release } from "@/platform/storage/segments";
import { isElsewhere } from "@/platform/storage/store";
import { securityHeaders } from "./headers";
import { addressOf, isOwnPost, tokenIn } from "./personal";
import { Turns } from "./turns";

const version = "1.0.0";
/** How much comes in between two times that it is written down, where nobody asks for it sooner. */
const keptEvery = 64 * 1024 * 1024;
/** A line that brings nothing for so long is cut; what it brought is kept. */
const silentMilliseconds = 20_000;
/** Without a hash that was kept from the first byte on, the worker reads larger files again by itself. */
const quicklyRead = 200_000_000;

const statuses: Partial<Record<UploadReason, number>> = {
  "not-found": 404,
  illegal: 422,
  fileEmpty: 400,
  caseFull: 413,
  caseFiles: 413,
  openUploads: 429,
  slowDown: 429,
  noSpace: 507,
  lost: 410,
  checksum: 460,
};

type Answer = { status: number; headers?: Record<string, string>; error?: string };
const refuse = (reason: UploadReason): Answer => ({
  status: statuses[reason] ?? 409,
  error: reason,
});

export const isUpload = (target: string): boolean =>
  /^\/api\/uploads(?:\/[0-9a-f-]{36})?$/.test(target);

/**
 * Resumable uploads as tus 1.0 describes them: core, creation, termination, expiration, checksum. Written here because
 * @tus/server knows no checksums, passes every byte through the streams of another API, and keeps its own account of
 * offsets, while here an offset is the row's, written in one transaction with what follows from it. Names are not sent
 * back with HEAD as the protocol asks: they stay sealed.
 */
export class Uploads {
  private readonly turns = new Turns();
  /** The hash over what this process has received of an upload, up to an offset. */
  private readonly hashes = new Map<string, { offset: number; hash: Hash }>();
  private readonly isTooMuch: (address: string) => Promise<boolean>;

  constructor(isTooMuch: (address: string) => Promise<boolean>) {
    this.isTooMuch = isTooMuch;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers = {}, error } = await this.find(request);
    if (response.destroyed) return;
    const body = error ? Buffer.from(JSON.stringify({ error })) : Buffer.alloc(0);
    response.writeHead(status, {
      ...securityHeaders,
      "Tus-Resumable": version,
      "Cache-Control": "no-store",
      ...(error ? { "Content-Type": "application/json; charset=utf-8" } : {}),
      ...(status === 204 ? {} : { "Content-Length": body.length }),
      ...headers,
    });
    response.end(request.method === "HEAD" ? undefined : body);
    // Whoever goes on sending after a refusal has some seconds to read it.
    if (!request.complete) setTimeout(() => !request.complete && request.destroy(), 10_000).unref();
  }

  close(): Promise<void> {
    return this.turns.close();
  }

  private async find(request: IncomingMessage): Promise<Answer> {
    const { method = "GET", headers, url = "" } = request;
    const id = url.split("/")[3];
    if (method === "OPTIONS") return options();
    const allowed = id ? ["HEAD", "PATCH", "DELETE"] : ["POST"];
    if (!allowed.includes(method))
      return { status: 405, error: "method", headers: { Allow: `${allowed.join(", ")}, OPTIONS` } };
    if (headers["tus-resumable"] !== version)
      return { status: 412, error: "version", headers: { "Tus-Version": version } };
    const site = headers["sec-fetch-site"];
    const isProgram =
      headers.origin === undefined && site === undefined && headers["upload-link"] !== undefined;
    if (
      method !== "HEAD" &&
      !isProgram &&
      !isOwnPost(headers.origin, typeof site === "string" ? site : undefined, ownOrigins())
    )
      return { status: 403, error: "forbidden" };
    const sender = await senderOf(request);
    if (!sender)
      return (await this.isTooMuch(addressOf(request)))
        ? refuse("slowDown")
        : { status: 401, error: "not signed in" };
    if (!id) return begin(request, sender);
    if (method === "PATCH") return this.goOn(request, sender, id);
    const upload = await uploadOf(sender, id);
    if (!upload) return refuse("not-found");
    if (upload.state === "refused") return gone(upload);
    if (method === "HEAD")
      return {
        status: 200,
        headers: { ...standing(upload, upload.received), "Upload-Length": String(upload.size) },
      };
    return this.end(sender, upload);
  }

  private async end(sender: Sender, upload: OpenUpload): Promise<Answer> {
    const turn = await this.turns.take(upload.id);
    if (!turn) return { status: 423, error: "busy" };
    try {
      this.hashes.delete(upload.id);
      return (await endUpload(sender, upload)).ok
        ? { status: 204 }
        : { status: 409, error: "illegal" };
    } finally {
      await turn.end();
    }
  }

  private async goOn(request: IncomingMessage, sender: Sender, id: string): Promise<Answer> {
    const { headers } = request;
    if (headers["content-type"] !== "application/offset+octet-stream")
      return { status: 415, error: "type" };
    const offset = readCount(headers["upload-offset"] as string | undefined);
    const checksum = readChecksum(headers["upload-checksum"] as string | undefined);
    if (offset === null || checksum === "unknown") return { status: 400, error: "header" };
    const turn = await this.turns.take(id);
    if (!turn) return { status: 423, error: "busy" };
    try {
      // How far it is counts from when the turn is ours.
      const upload = await uploadOf(sender, id);
      if (!upload) return refuse("not-found");
      if (upload.state === "refused") return gone(upload);
      if (offset !== upload.received)
        return { status: 409, error: "offset", headers: standing(upload, upload.received) };
      if (offset + Number(headers["content-length"] ?? 0) > upload.size)
        return { status: 413, error: "length" };
      if (upload.state !== "open")
        return { status: 204, headers: standing(upload, upload.received) };
      return await this.receive(request, sender, upload, checksum, () => turn.isLost);
    } finally {
      await turn.end();
    }
  }

  private async receive(
    request: IncomingMessage,
    sender: Sender,
    upload: OpenUpload,
    checksum: Buffer | null,
    isLost: () => boolean,
  ): Promise<Answer> {
    const { id, place, key, size, received } = upload;
    const known = this.hashes.get(id);
    const hash = known?.offset === received ? known.hash.copy() : null;
    let incoming: Incoming | undefined;
    try {
      if (received === 0) await removeIncoming(place);
      incoming =
        received === 0
          ? await Incoming.begin(place, key, size)
          : await Incoming.resume(place, key, size, received, hash);
      const came = await take(request, incoming, { upload, checksum, isLost });
      if (came !== "broken off" && came !== "whole") return came;
      const isWhole = incoming.offset === size;
      const kept = isWhole ? await incoming.finish() : await incoming.keep();
      if (
        isLost() ||
        !(await noteReceived(upload, kept, isWhole && this.takesItself(incoming, size)))
      )
        return { status: 409, error: "offset" };
      if (isWhole) {
        this.hashes.delete(id);
        if (this.takesItself(incoming, size))
          await takeUpload(id, incoming.hash?.digest() ?? null, sender).catch((error) =>
            log.error("a whole upload waits", error, { id }),
          );
      } else {
        await incoming.forget(upload.received);
        if (incoming.hash) this.remember(id, kept, incoming.hash);
      }
      return { status: 204, headers: standing(upload, kept) };
    } catch (error) {
      if (error instanceof BytesLost) {
        await noteLost(upload);
        return refuse("lost");
      }
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return refuse("noSpace");
      throw error;
    } finally {
      await incoming?.close();
    }
  }

  private takesItself = (incoming: Incoming, size: number) =>
    !isElsewhere() && (incoming.hash !== null || size <= quicklyRead);

  private remember(id: string, offset: number, hash: Hash) {
    this.hashes.delete(id);
    this.hashes.set(id, { offset, hash });
    const [oldest] = this.hashes.keys();
    if (this.hashes.size > 500 && oldest) this.hashes.delete(oldest);
  }
}

const gone = (upload: OpenUpload): Answer => ({ status: 410, error: upload.why ?? "illegal" });
const standing = (upload: OpenUpload, received: number) => ({
  "Upload-Offset": String(received),
  "Upload-Expires": upload.expiresAt.toUTCString(),
});

async function options(): Promise<Answer> {
  return {
    status: 204,
    headers: {
      "Tus-Version": version,
      "Tus-Extension": "creation,termination,expiration,checksum",
      "Tus-Checksum-Algorithm": "sha256",
      "Tus-Max-Size": String(await largestUpload()),
    },
  };
}

async function senderOf(request: IncomingMessage): Promise<Sender | null> {
  const network = networkOf(addressOf(request));
  const link = request.headers["upload-link"];
  if (typeof link === "string") return linkBearer(link, network);
  const token = tokenIn(request.headers.cookie);
  const session = token ? await sessionByToken(token) : null;
  if (session) await keepAlive(session);
  return session && actorBehind(session, network);
}

async function begin(request: IncomingMessage, sender: Sender): Promise<Answer> {
  const size = readCount(request.headers["upload-length"] as string | undefined);
  const metadata = readMetadata(String(request.headers["upload-metadata"] ?? ""));
  if (size === null || !metadata) return { status: 400, error: "header" };
  if (size > (await largestUpload())) return refuse("caseFull");
  const name = metadata.get("filename") ?? "";
  const about =
    sender.kind === "bearer"
      ? { requestId: sender.requestId, kind: sender.paperKind }
      : { requestId: metadata.get("requestId") ?? "", kind: metadata.get("kind") ?? "" };
  const begun = await beginUpload(sender, { ...about, name, size });
  return begun.ok
    ? { status: 201, headers: { Location: `/api/uploads/${begun.value}`, "Upload-Offset": "0" } }
    : refuse(begun.reason);
}

type Taking = { upload: OpenUpload; checksum: Buffer | null; isLost: () => boolean };

/** Takes a body in as it comes. Under a checksum nothing of it counts before all of it is right. */
async function take(
  request: IncomingMessage,
  incoming: Incoming,
  { upload, checksum, isLost }: Taking,
): Promise<Answer | "whole" | "broken off"> {
  const sum = checksum ? createHash("sha256") : null;
  let counted = upload.received;
  request.setTimeout(silentMilliseconds, () => request.destroy());
  try {
    for await (const part of request.iterator({
      destroyOnReturn: false,
    }) as AsyncIterable<Buffer>) {
      if (incoming.offset + part.length > upload.size) return { status: 413, error: "length" };
      if (isLost()) return { status: 409, error: "offset" };
      sum?.update(part);
      await incoming.append(part);
      release(part);
      if (!sum && incoming.offset - counted >= keptEvery && incoming.offset < upload.size) {
        const kept = await incoming.keep();
        if (!(await noteReceived(upload, kept))) return { status: 409, error: "offset" };
        await incoming.forget(upload.received);
        upload.received = counted = kept;
      }
    }
  } catch (error) {
    if (!request.destroyed) throw error;
    if (sum) return refuse("checksum");
    return "broken off";
  } finally {
    request.setTimeout(0);
  }
  return sum && checksum && !sum.digest().equals(checksum) ? refuse("checksum") : "whole";
}
