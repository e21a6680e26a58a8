import { request } from "node:http";

export type Rendered = {
  status: number;
  type: string;
  location: string | null;
  tags: string[];
  body: Buffer;
};

/** A page that Next could not make: under the reference its log has the stack. */
export class Unrendered extends Error {
  readonly reference: string;
  constructor(status: number, reference: string) {
    super(`rendering answered ${status}`);
    this.reference = reference;
  }
}

export const newReference = () => crypto.randomUUID().slice(0, 8);

/** Asks Next for an address over its own loopback port. Throws when there is no answer in time. */
export function render(
  port: number,
  path: string,
  reference = newReference(),
  milliseconds = 15_000,
): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port,
        path,
        method: "GET",
        headers: { accept: "text/html,*/*", host: "localhost", "x-portal-reference": reference },
        timeout: milliseconds,
        agent: false,
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 500,
            type: answer.headers["content-type"] ?? "text/html; charset=utf-8",
            location: answer.headers.location ?? null,
            tags: String(answer.headers["portal-tags"] ?? "")
              .split(" ")
              .filter(Boolean),
            body: Buffer.concat(parts),
          }),
        );
      },
    );
    asked.on("timeout", () => asked.destroy(new Error("the renderer did not answer in time")));
    asked.on("error", reject);
    asked.end();
  });
}
