import type { ArchiveCode } from "@/platform/archives/faults";
import type { ContentCode } from "@/platform/inspection/fault";

/** What a paper of a firm may be. */
const endings: Record<string, string> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  "image/png": ".png",
};
export const isPaperType = (type: string): boolean => Object.hasOwn(endings, type);
export const acceptedFiles = Object.values(endings).join(",");

/** Why a file is not taken. Each has words under `partners.errors`. */
export type FileReason =
  | "fileType"
  | "fileSize"
  | "fileEmpty"
  | "fileBroken"
  | "fileUnsafe"
  | "filePassword"
  | "fileVirus";
export const fileReasons: readonly string[] = [
  "fileType",
  "fileSize",
  "fileEmpty",
  "fileBroken",
  "fileUnsafe",
  "filePassword",
  "fileVirus",
] satisfies FileReason[];

/** What is wrong with a file, in one of a few plain words. */
export function reasonOf(code: ContentCode | ArchiveCode): FileReason {
  switch (code) {
    case "empty":
      return "fileEmpty";
    case "type":
      return "fileType";
    case "password":
    case "encrypted":
      return "filePassword";
    case "truncated":
    case "archive":
      return "fileBroken";
    default:
      return "fileUnsafe";
  }
}

/** A file's name without a path and without signs that mislead, with the ending of what it is. */
export function paperName(name: string, type: string): string {
  const plain = (name.split(/[/\\]/).at(-1) ?? "")
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}"]/gu, "");
  return `${plain.replace(/\.[^.]{0,10}$/, "").slice(-140) || "file"}${endings[type] ?? ""}`;
}

export type Scan = "waiting" | "clean" | "unsafe";
