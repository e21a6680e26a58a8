import { createHash } from "node:crypto";
import { request as ask, createServer } from "node:http";
import { Crowd } from "@/front/crowd";
import { type Front, handler } from "@/front/handler";
import { Uploads } from "@/front/uploads";

export type Said = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};
type Sent = {
  method: string;
  headers?: Record<string, string>;
  body?: Uint8Array | undefined;
  cutAfter?: number;
};

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes);
const encoded = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`)
    .join(",");

/** The portal's front with its uploads, as a server of its own; what it has of pages is not asked for. */
export async function startFront() {
  const crowd = new Crowd();
  const uploads = new Uploads((address) => crowd.isTooMuch(address));
  const front = {
    uploads,
    crowd,
    isDraining: () => false,
    problems: new Map(),
  } as unknown as Front;
  const server = createServer({ requestTimeout: 0 }, handler(front));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    port,
    stop: async () => {
      server.close().closeAllConnections();
      await uploads.close();
    },
  };
}

/** A client of tus 1.0 that can also do it wrongly. */
export class Tus {
  readonly port: number;
  readonly who: Record<string, string>;

  /** `who`: the headers that say who sends. */
  constructor(port: number, who: Record<string, string>) {
    this.port = port;
    this.who = who;
  }

  send(path: string, { method, headers = {}, body, cutAfter }: Sent): Promise<Said> {
    return new Promise((resolve, reject) => {
      const all = {
        "tus-resumable": "1.0.0",
        origin: "http://localhost:3000",
        ...this.who,
        ...headers,
      };
      const asked = ask(
        {
          host: "127.0.0.1",
          port: this.port,
          path,
          method,
          headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== "")),
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      asked.on("error", reject);
      if (cutAfter !== undefined && body) {
        asked.setHeader("content-length", body.length);
        asked.write(body.subarray(0, cutAfter), () => setTimeout(() => asked.destroy(), 100));
      } else asked.end(body);
    });
  }

  create(
    size: number,
    metadata: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Said> {
    return this.send("/api/uploads", {
      method: "POST",
      headers: { "upload-length": String(size), "upload-metadata": encoded(metadata), ...headers },
    });
  }

  /** Creates an upload that must be taken. Answers its path. */
  async begin(size: number, metadata: Record<string, string>): Promise<string> {
    const said = await this.create(size, metadata);
    if (said.status !== 201) throw new Error(`not begun: ${said.status} ${said.body}`);
    return String(said.headers.location);
  }

  patch(
    path: string,
    offset: number,
    body: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<Said> {
    return this.send(path, {
      method: "PATCH",
      body,
      headers: {
        "content-type": "application/offset+octet-stream",
        "upload-offset": String(offset),
        ...headers,
      },
    });
  }

  /** Sends a part and breaks off after some of its bytes. */
  async breakOff(path: string, offset: number, body: Uint8Array, after: number): Promise<void> {
    const headers = {
      "content-type": "application/offset+octet-stream",
      "upload-offset": String(offset),
    };
    await this.send(path, { method: "PATCH", body, headers, cutAfter: after }).catch(
      () => undefined,
    );
  }

  async offset(path: string): Promise<number> {
    const said = await this.send(path, { method: "HEAD" });
    return said.status === 200 ? Number(said.headers["upload-offset"]) : -said.status;
  }

  /** Sends a whole file by parts, each after the one before is acknowledged. */
  async whole(
    bytes: Uint8Array,
    metadata: Record<string, string>,
    part = 8 * 1024 * 1024,
  ): Promise<string> {
    const path = await this.begin(bytes.length, metadata);
    for (let at = 0; at < bytes.length; at += part) {
      const said = await this.patch(path, at, bytes.subarray(at, at + part));
      if (said.status !== 204) throw new Error(`not taken: ${said.status} ${said.body}`);
    }
    return path;
  }
}
