import "server-only";
import { Allowance, type ArchiveEntry } from "../archives/faults";
import { isoEntries } from "../archives/iso";
import { withSource } from "../archives/scratch";
import type { ByteSource } from "../archives/source";
import { zipEntries } from "../archives/zip";
import { ContentFault } from "./fault";
import { checkIsOneThing, iso, kindOfContent, pdf, zip } from "./kind";
import { checkOffice, kindOfArchive } from "./office";
import { checkPdf } from "./pdf";
import { checkPicture } from "./picture";

/** One file that was met: what was sent, an archive in it, or a file in that. `kind` is empty where nobody knows it. */
export type Met = { source: ByteSource; kind: string; isInArchive: boolean };
type Visit = (met: Met) => Promise<void>;

export type ArchiveLimits = { files: number; bytes: number; ratio: number; levels: number };

/**
 * Goes through a file and all that lies in it, and calls `visit` for each, archives before what is in them. Answers what
 * the file is. Throws an ArchiveFault or a ContentFault at the first thing that is not as it must be.
 */
export async function examine(
  source: ByteSource,
  limits: ArchiveLimits,
  visit: Visit,
): Promise<string> {
  if (source.size === 0) throw new ContentFault("empty");
  const allowance = new Allowance(source.size, limits);
  const kind = await examineOne(source, 0, { allowance, levels: limits.levels, visit });
  if (kind === "") throw new ContentFault("type");
  return kind;
}

type Going = { allowance: Allowance; levels: number; visit: Visit };

async function examineOne(source: ByteSource, depth: number, going: Going): Promise<string> {
  const kind = await kindOfContent(source);
  if (kind === zip || kind === iso) return examineArchive(source, kind, depth, going);
  // What nobody here opens, like the programs of a viewer on a disc, is only scanned.
  const isInArchive = depth > 0;
  if (kind === pdf || kind.startsWith("image/") || kind === "application/dicom" || !isInArchive)
    await checkIsOneThing(source, kind);
  if (kind === pdf) await checkPdf(source);
  if (kind.startsWith("image/")) await checkPicture(source, kind);
  await going.visit({ source, kind, isInArchive });
  return kind;
}

async function examineArchive(
  source: ByteSource,
  kind: string,
  depth: number,
  going: Going,
): Promise<string> {
  await checkIsOneThing(source, kind);
  const entries =
    kind === zip
      ? await zipEntries(source, going.allowance)
      : await isoEntries(source, going.allowance);
  const found = kind === zip ? await kindOfArchive(entries) : "archive";
  const isInArchive = depth > 0;
  if (found !== "archive") {
    if (found !== "program") await checkOffice(entries);
    await going.visit({
      source,
      kind: found === "program" || found === "office" ? "" : found,
      isInArchive,
    });
    return found === "program" || found === "office" ? "" : found;
  }
  if (depth >= going.levels) throw new ContentFault("nested");
  await going.visit({ source, kind, isInArchive });
  for (const entry of entries) await examineEntry(entry, depth + 1, going);
  return kind;
}

async function examineEntry(entry: ArchiveEntry, depth: number, going: Going): Promise<void> {
  await withSource(entry.open(), async (source) => {
    if (source.size > 0) await examineOne(source, depth, going);
  });
}
