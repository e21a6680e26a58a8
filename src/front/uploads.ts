import type { IncomingMessage, ServerResponse } from "node:http";
import { keepAlive } from "@/accounts/sessions/commands";
import { actorBehind, sessionByToken } from "@/accounts/sessions/queries";
import { LineBroken, type Received, Receiver } from "@/documents/parts/commands";
import { linkBearer } from "@/documents/upload-links/queries";
import { beginUpload } from "@/documents/uploads/commands";
import type { Sender } from "@/documents/uploads/policy";
import { largestUpload, type OpenUpload, uploadOf } from "@/documents/uploads/queries";
import { ownOrigins } from "@/platform/env";
import { networkOf } from "@/platform/security/network";
import { securityHeaders } from "./headers";
import { addressOf, isOwnPost, tokenIn } from "./personal";
import { readChecksum, readCount, readMetadata } from "./tus";

const version = "1.0.0";
/** A line that brings nothing for so long is cut; what it brought is kept. */
const silentMilliseconds = 20_000;

const statuses: Record<string, number> = {
  "not-found": 404,
  busy: 423,
  length: 413,
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
const refuse = (reason: string): Answer => ({
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
  private readonly receiver = new Receiver();
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
    return this.receiver.close();
  }

  private async find(request: IncomingMessage): Promise<Answer> {
    const { headers, url = "" } = request;
    const method = methodOf(request);
    const id = url.split("/")[3];
    if (method === "OPTIONS") return options();
    const allowed = id ? ["HEAD", "PATCH", "DELETE"] : ["POST"];
    if (!allowed.includes(method))
      return { status: 405, error: "method", headers: { Allow: `${allowed.join(", ")}, OPTIONS` } };
    // A part of what is to be joined later must not be taken for the whole.
    if (headers["upload-concat"] !== undefined || headers["upload-defer-length"] !== undefined)
      return { status: 400, error: "extension" };
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
        headers: { ...standing(upload), "Upload-Length": String(upload.size) },
      };
    return this.end(sender, upload);
  }

  private async end(sender: Sender, upload: OpenUpload): Promise<Answer> {
    const ended = await this.receiver.giveUp(sender, upload);
    if (ended.ok) return { status: 204 };
    return ended.reason === "illegal" ? { status: 409, error: "illegal" } : refuse(ended.reason);
  }

  private async goOn(request: IncomingMessage, sender: Sender, id: string): Promise<Answer> {
    const { headers } = request;
    if (headers["content-type"] !== "application/offset+octet-stream")
      return { status: 415, error: "type" };
    const offset = readCount(headers["upload-offset"] as string | undefined);
    const checksum = readChecksum(headers["upload-checksum"] as string | undefined);
    if (offset === null || checksum === "unknown") return { status: 400, error: "header" };
    const length = Number(headers["content-length"] ?? 0);
    return answerTo(
      await this.receiver.receivePart(sender, id, offset, {
        bytes: bytesOf(request),
        length,
        checksum,
      }),
    );
  }
}

/** Some programs can only post: what they mean stands in a header then, as the protocol has it. */
function methodOf({ method = "GET", headers }: IncomingMessage): string {
  const meant = headers["x-http-method-override"];
  return method === "POST" && typeof meant === "string" ? meant.toUpperCase() : method;
}

function answerTo(received: Received): Answer {
  if (received.ok) return { status: 204, headers: standing(received.upload) };
  const { reason, upload } = received;
  if (reason === "refused" && upload) return gone(upload);
  return { ...refuse(reason), ...(upload ? { headers: standing(upload) } : {}) };
}

/** A body as it comes. A line that is silent for too long is cut. */
async function* bytesOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  request.setTimeout(silentMilliseconds, () => request.destroy());
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw request.destroyed ? new LineBroken() : error;
  } finally {
    request.setTimeout(0);
  }
}

const gone = (upload: OpenUpload): Answer => ({ status: 410, error: upload.why ?? "illegal" });
const standing = ({ received, expiresAt }: OpenUpload) => ({
  "Upload-Offset": String(received),
  "Upload-Expires": expiresAt.toUTCString(),
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
