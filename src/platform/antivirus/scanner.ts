import "server-only";
import { type ByteSource, bytesOf } from "../archives/source";
import { log } from "../log";
import { askVersion, ScannerFault, scanStream, type Verdict } from "./clamd";

export type Scanner =
  | { state: "off" | "down" }
  | {
      state: "old" | "ready";
      version: string /** The number of the signatures, and of when they are; null where the scanner names none. */;
      signatures: number | null;
      at: Date | null;
    };

/** A file that every scanner knows and that harms nobody, for trying whether it finds anything at all. Kept in two parts, so that no scanner takes this code for it. */
const harmless = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(
  "",
);

async function* single(text: string) {
  yield Buffer.from(text);
}

/** "ClamAV 1.4.6/27500/Sun Nov 22 08:15:00 2026" */
export function readVersion(said: string): {
  version: string;
  signatures: number | null;
  at: Date | null;
} {
  const [, version = "", signatures, date] =
    /^ClamAV ([^/]{1,40})(?:\/(\d+)\/(.+))?$/.exec(said) ?? [];
  if (version === "") throw new ScannerFault("strange");
  const at = date ? new Date(`${date} UTC`) : null;
  return {
    version,
    signatures: signatures ? Number(signatures) : null,
    at: at && !Number.isNaN(at.getTime()) ? at : null,
  };
}

/** Whether files can be scanned now. Signatures older than `days`, or of no known date, count as none; so does a scanner that misses the file all of them know. */
export async function readScanner(now: Date, days: number): Promise<Scanner> {
  try {
    const said = readVersion(await askVersion());
    const isOld = said.at === null || now.getTime() - said.at.getTime() > days * 86_400_000;
    const tried = await scanStream(single(harmless), 10_000);
    return { state: isOld || tried.isClean ? "old" : "ready", ...said };
  } catch (error) {
    if (!(error instanceof ScannerFault)) throw error;
    if (error.code === "off") return { state: "off" };
    log.warn("the scanner", { reason: error.code });
    return { state: "down" };
  }
}

/** Parts share their edges, so that a pattern across one is whole in one of them. */
const overlap = 1024 * 1024;

/** Scans all of a source: at once where it is no longer than `limit`, else in parts that overlap. */
export async function scanSource(source: ByteSource, limit: number): Promise<Verdict> {
  const step = limit - overlap;
  for (let from = 0; ; from += step) {
    const to = Math.min(source.size, from + limit);
    const verdict = await scanStream(bytesOf(source, from, to));
    if (!verdict.isClean || to === source.size) return verdict;
  }
}
