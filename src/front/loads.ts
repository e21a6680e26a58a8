import type { ServerResponse } from "node:http";
import { isIP } from "node:net";
import { limitedAddress } from "@/platform/security/network";
import { type Claim, Shares } from "./shares";

/** What is made while the database works, and what may take long to bring or to fetch; the one never waits for the other. */
export type FrontShares = { pages: Shares; files: Shares; published: Shares };

/** Fewer pages at once than the pool has connections: a page may hold one while it asks a second question. */
export const frontShares = (): FrontShares => ({
  pages: new Shares({ places: 8, waiting: 60, milliseconds: 20_000 }),
  files: new Shares({ places: 48, waiting: 400, milliseconds: 30_000 }),
  published: new Shares({ places: 6, waiting: 60, milliseconds: 10_000 }),
});

/** Who asks: a session, then the network it comes from. Programs on this same machine are nobody's neighbours. */
export function claimsOf(token: string | undefined, address: string): [Claim, ...Claim[]] {
  const isElsewhere = isIP(address) && address !== "127.0.0.1" && address !== "::1";
  const network: Claim[] = isElsewhere ? [{ name: limitedAddress(address), most: 6 }] : [];
  if (token) return [{ name: token, most: 4 }, ...network];
  return [network[0] ?? { name: "here", most: Number.POSITIVE_INFINITY }];
}

const beatMilliseconds = 20_000;
const leastBytes = 100_000;

/** Ends an answer whose reader takes less than five kilobytes a second. Call what comes back when it is through. */
export function keepPace(response: ServerResponse, milliseconds = beatMilliseconds): () => void {
  const taken = () => {
    const { socket } = response;
    return socket ? socket.bytesWritten - socket.writableLength : 0;
  };
  let last = taken();
  const timer = setInterval(() => {
    const now = taken();
    if (now - last < leastBytes) response.destroy();
    last = now;
  }, milliseconds);
  return () => clearInterval(timer);
}
