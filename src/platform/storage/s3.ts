import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import { env } from "../env";
import { isPlace } from "./places";
import type { Store } from "./store";

/** What a store elsewhere answered, as a number; its words stay out of our logs. */
class StoreFailed extends Error {
  override name = "StoreFailed";
  readonly code: string;
  constructor(status: number) {
    super("the store did not do it");
    this.code = String(status);
  }
}

const partLength = 16 * 1024 * 1024;
/** S3 takes ten thousand parts at most. */
const mostParts = 9_000;
const answerMilliseconds = 60_000;
const mostTries = 4;

let client: AwsClient | undefined;
function signer(): AwsClient {
  const { S3_KEY = "", S3_SECRET = "", S3_REGION } = env();
  client ??= new AwsClient({
    accessKeyId: S3_KEY,
    secretAccessKey: S3_SECRET,
    region: S3_REGION,
    service: "s3",
    retries: 0,
  });
  return client;
}

const addressOf = (path: string) => `${(env().S3_URL ?? "").replace(/\/+$/, "")}/${path}`;

type Ask = {
  method?: string;
  body?: Uint8Array;
  headers?: Record<string, string>;
  missingIsFine?: boolean;
};

/** Asks once more, and again a little later, where the store is away or says that it is its own fault. */
async function ask(
  path: string,
  { method = "GET", body, headers = {}, missingIsFine = false }: Ask = {},
): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const last = tries >= mostTries;
    try {
      const answer = await signer().fetch(addressOf(path), {
        method,
        headers: {
          ...headers,
          ...(body
            ? { "X-Amz-Content-Sha256": createHash("sha256").update(body).digest("hex") }
            : {}),
        },
        ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
        signal: AbortSignal.timeout(answerMilliseconds),
      });
      if (answer.ok || (answer.status === 404 && missingIsFine)) return answer;
      await answer.body?.cancel();
      if (last || (answer.status < 500 && answer.status !== 429))
        throw new StoreFailed(answer.status);
    } catch (error) {
      if (last || error instanceof StoreFailed) throw error;
    }
    await wait(200 * 4 ** (tries - 1));
  }
}

const valueIn = (xml: string, name: string) =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "";

async function readPart(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const part = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(part, done, length - done, at + done);
    if (bytesRead === 0) throw new Error("a file on its way to the store is cut short");
    done += bytesRead;
  }
  return part;
}

async function takeInParts(place: string, file: FileHandle, size: number) {
  const length = Math.max(partLength, Math.ceil(size / mostParts));
  const id = encodeURIComponent(
    valueIn(await (await ask(`${place}?uploads=`, { method: "POST" })).text(), "UploadId"),
  );
  if (!id) throw new StoreFailed(0);
  try {
    const tags: string[] = [];
    for (let at = 0; at < size; at += length) {
      const body = await readPart(file, at, Math.min(length, size - at));
      const answer = await ask(`${place}?partNumber=${tags.length + 1}&uploadId=${id}`, {
        method: "PUT",
        body,
      });
      await answer.arrayBuffer();
      tags.push(answer.headers.get("etag") ?? "");
    }
    const parts = tags
      .map(
        (tag, at) =>
          `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag.replaceAll('"', "&quot;")}</ETag></Part>`,
      )
      .join("");
    const body = Buffer.from(`<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`);
    const done = await (await ask(`${place}?uploadId=${id}`, { method: "POST", body })).text();
    // S3 can answer 200 and say in the text that it failed.
    if (done.includes("<Error>")) throw new StoreFailed(200);
  } catch (error) {
    await ask(`${place}?uploadId=${id}`, { method: "DELETE", missingIsFine: true }).catch(
      () => undefined,
    );
    throw error;
  }
}

/** Any store that speaks the S3 protocol, at S3_URL: the endpoint with the bucket as its path. */
export const s3Store = (): Store => store;

const store: Store = {
  async take(place, path) {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      if (size > partLength) await takeInParts(place, file, size);
      else
        await (
          await ask(place, { method: "PUT", body: await readPart(file, 0, size) })
        ).arrayBuffer();
      if ((await store.size(place)) !== size) throw new StoreFailed(0);
    } finally {
      await file.close();
    }
    await rm(path, { force: true });
  },
  async size(place) {
    return Number((await ask(place, { method: "HEAD" })).headers.get("content-length"));
  },
  async *read(place, from, to) {
    let at = from;
    for (let tries = 1; at < to; tries++) {
      const before = at;
      try {
        const answer = await ask(place, { headers: { Range: `bytes=${at}-${to - 1}` } });
        if (answer.status !== 206 && at > 0) throw new StoreFailed(answer.status);
        for await (const part of answer.body ?? []) {
          const wanted = part.subarray(0, to - at);
          at += wanted.length;
          yield wanted;
        }
      } catch (error) {
        if (tries >= mostTries || error instanceof StoreFailed) throw error;
      }
      // A line that breaks is taken up where it broke, as long as something comes.
      if (at > before) tries = 1;
      else if (tries >= mostTries) throw new StoreFailed(0);
    }
  },
  async remove(place) {
    await (await ask(place, { method: "DELETE", missingIsFine: true })).arrayBuffer();
  },
  async *list() {
    for (let next = ""; ; ) {
      const xml = await (
        await ask(`?list-type=2${next ? `&continuation-token=${encodeURIComponent(next)}` : ""}`)
      ).text();
      for (const [, one = ""] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
        const place = valueIn(one, "Key");
        if (isPlace(place)) yield { place, at: new Date(valueIn(one, "LastModified")) };
      }
      next = valueIn(xml, "NextContinuationToken");
      if (!next) return;
    }
  },
};
