/** Why a piece of work done apart was given up: it took too long, too much memory, or its process ended. */
export type ApartCode = "time" | "memory" | "ended";

export class ApartFault extends Error {
  readonly code: ApartCode;
  constructor(code: ApartCode) {
    super(`work done apart was given up: ${code}`);
    this.name = "ApartFault";
    this.code = code;
  }
}

/** What is done apart, and what goes in and comes out. `src/apart.ts` does it. */
export type ApartWork = {
  "pages:count": { input: { bytes: Uint8Array }; output: number };
  "pages:only": { input: { bytes: Uint8Array; pages: readonly number[] }; output: Uint8Array };
  "papers:examine": { input: { paperId: string }; output: null };
};
export type ApartName = keyof ApartWork;

export type ApartAsked = { id: number; name: ApartName; input: unknown };
export type ApartAnswer = { id: number; output: unknown } | { id: number; fault: string };

/** For how long and with how many bytes of memory one piece of work may go on. */
export type ApartLimits = { milliseconds: number; bytes: number };

const resident = 4096;

/** The memory that a process holds, out of what Linux says of it (`/proc/…/statm`, in pages of 4 KB). */
export const residentBytes = (statm: string): number => Number(statm.split(" ")[1] ?? 0) * resident;
