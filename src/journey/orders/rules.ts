import { type CancelStep, cancelPercent } from "@/partners/profiles/rules";

/** What a partner taps on the way. Each has words under `journey.steps`. */
export const stepKinds = [
  "on-the-way",
  "arrived",
  "started",
  "late",
  "finished",
  "no-show",
] as const;
export type StepKind = (typeof stepKinds)[number];

/** What can be tapped while an order is in a state. */
export const stepsFrom = (state: string): StepKind[] =>
  state === "confirmed"
    ? ["on-the-way", "late", "arrived", "started", "no-show"]
    : state === "under-way"
      ? ["late", "arrived", "started", "finished", "no-show"]
      : [];

/** Where a step takes its order. */
export const afterStep = (kind: StepKind): "confirmed" | "under-way" | "done" | "no-show" => {
  switch (kind) {
    case "late":
      return "confirmed";
    case "on-the-way":
    case "arrived":
    case "started":
      return "under-way";
    case "finished":
      return "done";
    case "no-show":
      return "no-show";
  }
};

/** What it costs to end an order, in its currency's cents: nothing where its partner ends it, or never said yes. */
export function feeOf(
  order: {
    state: string;
    cents: number;
    startsAt: Date;
    cancellation: readonly CancelStep[];
  },
  endedAs: "patient" | "partner",
  now: Date,
): number {
  if (endedAs === "partner" || order.state === "sent") return 0;
  const hours = (order.startsAt.getTime() - now.getTime()) / 3_600_000;
  return Math.round((order.cents * cancelPercent(order.cancellation, hours)) / 100);
}
