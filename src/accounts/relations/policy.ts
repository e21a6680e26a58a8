import type { Actor } from "@/platform/actor";

export type Tie = { patientId: string; relativeId: string | null };

/** A patient decides about their own helpers. */
export const mayArrange = (actor: Actor, tie: Tie): boolean =>
  actor.kind === "patient" && actor.personId === tie.patientId;

/** A helper may stop, and send the proof, of their own. */
export const mayAnswer = (actor: Actor, tie: Tie): boolean =>
  tie.relativeId !== null && actor.personId === tie.relativeId;

/** Proofs are opened and decided by the association's administrator alone. */
export const mayDecideProof = (actor: Actor): boolean =>
  actor.kind === "office" && actor.role === "administrator";
