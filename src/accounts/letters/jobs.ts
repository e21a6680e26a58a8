import "server-only";
import type { Jobs } from "@/platform/jobs";
import { handOver } from "@/platform/mail/transport";
import { beginHandOver, noteNotTaken, noteSent, noteUndeliverable } from "./commands";
import { mailOf } from "./mail";
import { letterToSend } from "./queries";

class LetterNotTaken extends Error {
  override name = "LetterNotTaken";
}

export const letterJobs: Jobs = {
  /** Killed at any moment and run again, it sends a letter twice at most. */
  async "accounts:letters:send"({ letterId = "" }) {
    const letter = await letterToSend(letterId);
    if (!letter || !(await beginHandOver(letterId))) return;
    if (!letter.address) return noteUndeliverable(letterId);
    const answer = await handOver({
      id: letter.id,
      to: letter.address,
      language: letter.language,
      ...mailOf(letter),
    });
    if (answer === "taken") return noteSent(letterId);
    if (answer === "refused") return noteUndeliverable(letterId);
    if (answer === "later") await noteNotTaken(letterId);
    throw new LetterNotTaken();
  },
};
