/** Where a complaint stands. Each has words under `partners.complaintStates`. */
export type ComplaintState = "open" | "acknowledged" | "mediation" | "answered";
export type ComplaintStep = "acknowledge" | "mediate" | "answer";

const steps: Record<ComplaintStep, { from: readonly ComplaintState[]; to: ComplaintState }> = {
  acknowledge: { from: ["open"], to: "acknowledged" },
  mediate: { from: ["open", "acknowledged"], to: "mediation" },
  answer: { from: ["open", "acknowledged", "mediation"], to: "answered" },
};
export const stepTo = (step: ComplaintStep): ComplaintState => steps[step].to;
export const stepsAt = (state: ComplaintState): ComplaintStep[] =>
  (Object.keys(steps) as ComplaintStep[]).filter((step) => steps[step].from.includes(state));

type Timed = { state: ComplaintState; acknowledgeBy: Date; answerBy: Date };

/** Until when the next step has to be taken; null where all is done. */
export const dueBy = ({ state, acknowledgeBy, answerBy }: Timed): Date | null =>
  state === "answered" ? null : state === "open" ? acknowledgeBy : answerBy;

/** What of a complaint is late and has not been told yet. */
export function lateIn(
  { state, acknowledgeBy, answerBy, told }: Timed & { told: readonly string[] },
  now: Date,
): string[] {
  const late = [
    ...(state === "open" && acknowledgeBy < now ? ["acknowledge"] : []),
    ...(state !== "answered" && answerBy < now ? ["answer"] : []),
  ];
  return late.filter((what) => !told.includes(what));
}
