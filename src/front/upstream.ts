import { Agent, request as ask, type IncomingMessage } from "node:http";

export type Asked = {
  path: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  /** A form's whole body, or a stream that brings it. */
  body?: Buffer | IncomingMessage | undefined;
};

const answerMilliseconds = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 64, maxFreeSockets: 16 });

/**
 * Asks the renderer on its loopback port and answers when its head is there. A connection that was kept and has died
 * meanwhile is no answer: a page is asked for again, over a fresh one; forms go over fresh ones from the start.
 */
export function askUpstream(
  port: number,
  asked: Asked,
  signal: AbortSignal,
  isAgain = false,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const isFresh = isAgain || asked.method === "POST";
    const { path, method, headers } = asked;
    const request = ask(
      { host: "127.0.0.1", port, path, method, headers, agent: isFresh ? false : agent, signal },
      resolve,
    );
    request.setTimeout(answerMilliseconds, () =>
      request.destroy(new Error("the renderer did not answer in time")),
    );
    request.on("error", (error: NodeJS.ErrnoException) => {
      const hasDied = request.reusedSocket && ["ECONNRESET", "EPIPE"].includes(error.code ?? "");
      if (!hasDied || isFresh || signal.aborted) return reject(error);
      askUpstream(port, asked, signal, true).then(resolve, reject);
    });
    if (asked.body && !Buffer.isBuffer(asked.body)) asked.body.pipe(request);
    else request.end(asked.body);
  });
}
