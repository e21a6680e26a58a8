import type { RequestReason } from "@/cases/answers/rules";

/** Why a file is not taken. Each has words under `documents.uploads.errors`. */
export const uploadReasons = [
  "fileEmpty",
  "caseFull",
  "caseFiles",
  "openUploads",
  "noSpace",
  "lost",
  "checksum",
  "illegal",
  "not-found",
  "slowDown",
] as const;
export type UploadReason = (typeof uploadReasons)[number] | RequestReason;

const longest = 2_000;

/** The header Upload-Metadata: names, each with its value in base64. Null where it is not written as the protocol says. */
export function readMetadata(header: string): Map<string, string> | null {
  const values = new Map<string, string>();
  if (header.length > longest) return null;
  for (const pair of header.split(",")) {
    const [name = "", value = "", more] = pair.trim().split(" ");
    if (
      !/^[\w-]{1,40}$/.test(name) ||
      more !== undefined ||
      !/^[A-Za-z0-9+/]*={0,2}$/.test(value) ||
      values.has(name)
    )
      return null;
    values.set(name, Buffer.from(value, "base64").toString("utf8"));
  }
  return values;
}

/** A count of bytes as the protocol writes it; null where it is none. */
export const readCount = (header: string | undefined): number | null =>
  /^\d{1,15}$/.test(header ?? "") ? Number(header) : null;

/** The header Upload-Checksum: null where there is none, "unknown" where it is of a kind that we don't keep. */
export function readChecksum(header: string | undefined): Buffer | "unknown" | null {
  if (header === undefined) return null;
  const [, text = ""] = /^sha256 ([A-Za-z0-9+/]{43}=)$/.exec(header) ?? [];
  return text ? Buffer.from(text, "base64") : "unknown";
}

const blank = "file";

/** A name as it came, without its path and what cannot be stored, short enough for a row. */
export const plainName = (name: string): string =>
  (
    (name.split(/[/\\]/).at(-1) ?? "")
      .toWellFormed()
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, "")
      .normalize("NFC")
      .trim()
      .slice(-200) || blank
  ).toWellFormed();

export const expiresAt = (touchedAt: Date, days: number): Date =>
  new Date(touchedAt.getTime() + days * 86_400_000);

/** Whether so many orphans can be what killed programs leave. More than this means that store and database are not of one portal. */
export const canBeOrphans = (orphans: number, files: number): boolean =>
  orphans <= 20 || orphans <= files / 10;
