import "server-only";
import { connect, type Socket } from "node:net";
import { env } from "../env";

/** How a talk with the scanner can go wrong: it is not there, it does not answer, it answers what nobody expects, or it read only a part. */
export type ScannerCode = "off" | "down" | "slow" | "strange" | "limit";

export class ScannerFault extends Error {
  readonly code: ScannerCode;
  constructor(code: ScannerCode) {
    super(`the scanner: ${code}`);
    this.name = "ScannerFault";
    this.code = code;
  }
}

export type Verdict = { isClean: true } | { isClean: false; name: string };

const longestAnswer = 1000;
const chunk = 256 * 1024;

function address(): { path: string } | { host: string; port: number } {
  const socket = env().CLAMD_SOCKET;
  if (!socket) throw new ScannerFault("off");
  if (socket.startsWith("unix:")) return { path: socket.slice("unix:".length) };
  const { hostname, port } = new URL(socket);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) };
}

/** One talk: what is sent, and the one line that comes back. The scanner may answer and hang up before all was sent. */
async function converse(
  send: (socket: Socket) => Promise<void>,
  patience: number,
): Promise<string> {
  const socket = connect(address());
  const answer = new Promise<string>((resolve, reject) => {
    let text = "";
    const isWhole = () => text.endsWith("\0") || text.endsWith("\n");
    const end = () =>
      isWhole() ? resolve(text.slice(0, -1)) : reject(new ScannerFault(text ? "strange" : "down"));
    socket.setTimeout(patience, () => reject(new ScannerFault("slow")));
    socket.on("data", (part) => {
      text += part.toString("utf8");
      if (text.length > longestAnswer) reject(new ScannerFault("strange"));
      else if (isWhole()) end();
    });
    socket.on("error", () => (text ? end() : reject(new ScannerFault("down"))));
    socket.on("close", end);
  });
  const sent = send(socket).catch((error: unknown) => {
    if (!socket.destroyed) throw error;
  });
  try {
    return await Promise.race([answer, sent.then(() => answer)]);
  } finally {
    socket.destroy();
    answer.catch(() => undefined);
  }
}

const write = (socket: Socket, bytes: Uint8Array | string) =>
  new Promise<void>((resolve, reject) => {
    const closed = () => reject(new ScannerFault("down"));
    socket.once("close", closed);
    socket.write(bytes, (error) => {
      socket.off("close", closed);
      if (error) reject(new ScannerFault("down"));
      else resolve();
    });
  });

export const askVersion = (patience = 5_000): Promise<string> =>
  converse((socket) => write(socket, "zVERSION\0"), patience);

/** Has a stream scanned. Throws a ScannerFault where there is no verdict over all of it. */
export async function scanStream(
  content: AsyncIterable<Uint8Array>,
  patience = 120_000,
): Promise<Verdict> {
  const said = await converse(async (socket) => {
    await write(socket, "zINSTREAM\0");
    for await (const part of content)
      for (let at = 0; at < part.length && !socket.destroyed; at += chunk) {
        const piece = part.subarray(at, at + chunk);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        await write(socket, Buffer.concat([length, piece]));
      }
    await write(socket, Buffer.alloc(4));
  }, patience);
  return verdictOf(said);
}

/** A scanner that stops at its own limits says so in two ways; neither is a verdict. */
export function verdictOf(said: string): Verdict {
  if (said === "stream: OK") return { isClean: true };
  if (/size limit exceeded|Heuristics\.Limits\.Exceeded/i.test(said))
    throw new ScannerFault("limit");
  const name = /^stream: (.{1,200}) FOUND$/.exec(said)?.[1];
  if (!name) throw new ScannerFault("strange");
  return { isClean: false, name };
}
