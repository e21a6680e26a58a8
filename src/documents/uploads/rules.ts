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
