import { globSync } from "node:fs";
import { PlainFailure } from "./steps";

/** Debian keeps it by the machine's kind, Fedora in lib64, Homebrew's macOS has another. */
const libraries = [
  "/usr/lib/*/faketime/libfaketime.so.1",
  "/usr/lib{,64}/faketime/libfaketime.so.1",
];

/**
 * The environment in which every program, PostgreSQL too, thinks that it is `at` as this begins. Null where
 * libfaketime isn't there. The clock that timers go by is left alone.
 */
export function clockAt(at: string): Record<string, string> | null {
  const instant = Date.parse(at);
  if (Number.isNaN(instant))
    throw new PlainFailure(`Not an instant: ${at}. Written so: 2026-12-01T23:30:00Z`);
  const [library] = libraries.flatMap((pattern) => globSync(pattern));
  if (!library) return null;
  const seconds = Math.round((instant - Date.now()) / 1000);
  // An offset, not a start: each program begins at its own moment, and all must agree.
  return {
    LD_PRELOAD: library,
    FAKETIME: `${seconds < 0 ? "" : "+"}${seconds}s`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    DONT_FAKE_MONOTONIC: "1",
  };
}
