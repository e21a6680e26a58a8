import type { ContentCode } from "@/platform/inspection/fault";

/** Why a paper is refused by the portal itself. Each has words under `documents.examination.reasons`. */
export type RefusalCode = ContentCode | "virus" | "other-person" | "costly";

/** What is said of a paper beside that: found clean by the seed that made it, without images where images were asked for, too long to be scanned. */
export type NoteCode = "seed" | "no-images" | "scan-limit";

export type Scan = "waiting" | "clean" | "unsafe" | "unchecked";

/** Over all that lies in one file that was sent, at whatever depth; an archive in an archive is the most. */
export const archiveLimits = {
  files: 10_000,
  bytes: 5_000_000_000,
  ratio: 100,
  levels: 2,
} as const;

/** What is longer is a disc rather than a paper, in bytes. */
export const largePaper = 52_000_000;

/** How long the examination of a file may take, scanning included, and with how much memory. */
export const examinationLimits = (size: number) => ({
  milliseconds: 120_000 + size / 2_000,
  bytes: 1_500_000_000,
});

/** The kind of paper that asks for images as the machine made them. */
export const dicomKind = "imaging-dicom";

/**
 * For whom a file opens. What was scanned, for everybody who may see it; anything else for the patient's side alone,
 * which sent it; a virus for nobody.
 */
export function opensFor(
  { scan, scanWhy }: { scan: Scan; scanWhy: string | null },
  isPatientSide: boolean,
): boolean {
  return scan === "clean" || (isPatientSide && scanWhy !== "virus");
}
