import type { MilestoneKind, MilestoneOwner } from "../templates/rules";
import type { Certainty } from "../windows/rules";

/** Milestones that come to pass, in the order in which they do, and who says so. */
const happenings: readonly { kind: MilestoneKind; by: MilestoneOwner }[] = [
  { kind: "visa", by: "patient" },
  { kind: "arrival", by: "patient" },
  { kind: "admission", by: "facility" },
  { kind: "operation", by: "facility" },
  { kind: "discharge", by: "facility" },
  { kind: "departure", by: "patient" },
  { kind: "home", by: "patient" },
];

/** What can be said next to have happened, by whom: each after all that comes before it. */
export function nextHappening(
  milestones: ReadonlyMap<MilestoneKind, { certainty: Certainty }>,
): { kind: MilestoneKind; by: MilestoneOwner } | null {
  return (
    happenings.find(({ kind }) => {
      const own = milestones.get(kind);
      return own !== undefined && own.certainty !== "done";
    }) ?? null
  );
}
