import "server-only";
import type { Actor } from "@/platform/actor";
import { row, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import { ok } from "@/platform/result";
import { type StoredEffect, type StoredMove, storedMoves } from "../changes/rules";
import { plannedMove, toldEffects } from "../effects/commands";
import { holdJourney } from "../holding/commands";
import { journeysReadableBy } from "../journeys/queries";
import type { MilestoneKind } from "../templates/rules";

export type Preview = {
  kind: MilestoneKind;
  at: Date;
  moves: StoredMove[];
  effects: StoredEffect[];
  wrong: (readonly [MilestoneKind, MilestoneKind])[];
};

/** What a move would do: what moves along, whom it asks again, and what then lies the wrong way round. Nothing is changed. */
export async function movePreview(
  actor: Actor,
  code: string,
  kind: MilestoneKind,
  at: Date,
): Promise<Preview | null> {
  const found = await row<{ id: string }>(
    sql`SELECT j.id FROM journeys j WHERE j.code = ${code} AND j.state = 'open' AND ${journeysReadableBy(actor)}`,
  );
  if (!found) return null;
  const planned = await inTransaction(async (tx) => {
    const held = await holdJourney(tx, found.id);
    if (!held?.milestones.has(kind)) return ok(null);
    const { moves, effects, wrong } = plannedMove(held, { kind, at, certainty: "planned" });
    return ok({
      kind,
      at,
      moves: storedMoves(moves),
      effects: toldEffects(held, effects),
      wrong,
    });
  });
  return planned.ok ? planned.value : null;
}
