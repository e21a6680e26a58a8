import "server-only";
import type { Actor } from "@/platform/actor";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { no, ok, type Result } from "@/platform/result";
import { arrangesFor, setsDatesAt } from "../access/policy";
import { applyMove } from "../effects/commands";
import { type HeldJourney, holdJourney, settle } from "../holding/commands";
import type { JourneyReason } from "../holding/rules";
import { type MilestoneKind, milestoneRule } from "../templates/rules";
import { nextHappening } from "./rules";

type Asked = { journeyId: string; version: number; kind: MilestoneKind };

/** Whether somebody says when a milestone of a journey is. */
const maySet = (actor: Actor, held: HeldJourney, kind: MilestoneKind): boolean => {
  const owner = milestoneRule(held.template, kind)?.owner;
  if (owner === "patient") return arrangesFor(actor, held.patientId);
  return owner === "facility" && setsDatesAt(actor, held.facilityId);
};
const mayKnow = (actor: Actor, held: HeldJourney): boolean =>
  arrangesFor(actor, held.patientId) || setsDatesAt(actor, held.facilityId);

async function changing(
  actor: Actor,
  { journeyId, version, kind }: Asked,
  change: (tx: Tx, held: HeldJourney, now: Date) => Promise<Result<null, JourneyReason>>,
): Promise<Result<null, JourneyReason>> {
  return inTransaction(async (tx): Promise<Result<null, JourneyReason>> => {
    const held = await holdJourney(tx, journeyId);
    if (!held || !mayKnow(actor, held)) return no("not-found");
    if (held.version !== version) return no("stale");
    if (held.state !== "open" || !held.milestones.has(kind)) return no("illegal");
    if (!maySet(actor, held, kind)) return no("notAllowed");
    const now = new Date();
    const changed = await change(tx, held, now);
    if (!changed.ok) return changed;
    await settle(tx, held, now);
    return ok(null);
  });
}

/** Says when a milestone is: the patient of their travel, the facility of the stay. */
export const setMilestone = (
  actor: Actor,
  { at, isFixed, ...asked }: Asked & { at: Date; isFixed: boolean },
): Promise<Result<null, JourneyReason>> =>
  changing(actor, asked, async (tx, held, now) => {
    const { certainty } = held.milestones.get(asked.kind) ?? {};
    const isSigned = asked.kind === "fit-to-fly";
    // From which day somebody may fly is fixed by a signature alone, and by no other form after it.
    if (certainty === "done" || (isSigned && certainty === "fixed")) return no("done");
    return applyMove(
      tx,
      actor,
      held,
      { kind: asked.kind, at, certainty: isFixed && !isSigned ? "fixed" : "planned" },
      now,
    );
  });

/** Says that something has happened, now. Only what comes next can be said. */
export const sayHappened = (actor: Actor, asked: Asked): Promise<Result<null, JourneyReason>> =>
  changing(actor, asked, async (tx, held, now) => {
    const next = nextHappening(held.milestones);
    if (next?.kind !== asked.kind)
      return no(held.milestones.get(asked.kind)?.certainty === "done" ? "done" : "illegal");
    const planned = held.milestones.get(asked.kind);
    // What happens within a day of its time moves nothing: nobody is asked again for an hour's difference.
    const isNear = planned !== undefined && Math.abs(planned.start - now.getTime()) < 86_400_000;
    return applyMove(
      tx,
      actor,
      held,
      {
        kind: asked.kind,
        at: isNear && planned ? new Date(planned.start) : now,
        certainty: "done",
      },
      now,
    );
  });
