import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

type Fault = "none" | "fails" | "hangs up" | "cuts the answer" | "refuses";

/** A store that speaks as much of the S3 protocol as the portal does, and can be told to misbehave. */
export async function startS3() {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const seen: string[] = [];
  const faults: Fault[] = [];
  const unsigned: string[] = [];
  const tag = (bytes: Buffer) => `"${createHash("md5").update(bytes).digest("hex")}"`;

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://store");
    const key = url.pathname.replace(/^\/bucket\/?/, "");
    const query = url.searchParams;
    const body = await buffer(request);
    seen.push(`${request.method} ${[...query.keys()].join("&") || "object"}`);
    const signature = request.headers.authorization ?? "";
    const hash = request.headers["x-amz-content-sha256"];
    const isSigned =
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-south-1\/s3\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*, Signature=[0-9a-f]{64}$/.test(
        signature,
      );
    const isWhole = body.length === 0 || hash === createHash("sha256").update(body).digest("hex");
    if (!isSigned || !isWhole) unsigned.push(`${request.method} ${request.url}`);
    const say = (
      status: number,
      text: string | Buffer = "",
      headers: Record<string, string | number> = {},
    ) => {
      response.writeHead(status, { "Content-Length": text.length, ...headers });
      response.end(request.method === "HEAD" ? undefined : text);
    };
    const fault = faults.shift();
    if (fault === "fails") return say(503, "<Error><Code>SlowDown</Code></Error>");
    if (fault === "refuses") return say(403, "<Error><Code>AccessDenied</Code></Error>");
    if (fault === "hangs up") return void request.socket.destroy();

    const upload = uploads.get(query.get("uploadId") ?? "");
    if (query.has("uploads")) {
      const id = crypto.randomUUID();
      uploads.set(id, new Map());
      return say(
        200,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (query.has("uploadId") && !upload) return say(404);
    if (upload && request.method === "PUT") {
      upload.set(Number(query.get("partNumber")), body);
      return say(200, "", { ETag: tag(body) });
    }
    if (upload && request.method === "POST") {
      const parts = [
        ...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag>/g),
      ];
      const all = parts.map(([, number, etag]) => ({
        part: upload.get(Number(number)),
        etag: etag?.replaceAll("&quot;", '"'),
      }));
      if (all.some(({ part, etag }) => !part || tag(part) !== etag))
        return say(200, "<Error><Code>InvalidPart</Code></Error>");
      objects.set(key, Buffer.concat(all.flatMap(({ part }) => part ?? [])));
      uploads.delete(query.get("uploadId") ?? "");
      return say(200, "<CompleteMultipartUploadResult/>");
    }
    if (upload) {
      uploads.delete(query.get("uploadId") ?? "");
      return say(204);
    }
    if (query.has("list-type")) {
      const all = [...objects.keys()].sort();
      const from = Number(query.get("continuation-token") ?? 0);
      const rows = all
        .slice(from, from + 2)
        .map(
          (name) =>
            `<Contents><Key>${name}</Key><LastModified>2026-11-01T10:00:00.000Z</LastModified></Contents>`,
        );
      const next =
        from + 2 < all.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : "";
      return say(200, `<ListBucketResult>${rows.join("")}${next}</ListBucketResult>`);
    }
    if (request.method === "PUT") {
      objects.set(key, body);
      return say(200, "", { ETag: tag(body) });
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return say(204);
    }
    const found = objects.get(key);
    if (!found) return say(404, "<Error><Code>NoSuchKey</Code></Error>");
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const part = range ? found.subarray(Number(range[1]), Number(range[2]) + 1) : found;
    if (fault === "cuts the answer") {
      response.writeHead(206, { "Content-Length": part.length });
      response.write(part.subarray(0, Math.ceil(part.length / 2)));
      return void setTimeout(() => request.socket.destroy(), 50);
    }
    return request.method === "HEAD"
      ? response.writeHead(200, { "Content-Length": found.length }).end()
      : say(range ? 206 : 200, part);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/bucket`;
  return {
    url,
    objects,
    uploads,
    seen,
    faults,
    unsigned,
    stop: () => server.close().closeAllConnections(),
  };
}
