import type { LegKey, LegRule } from "../templates/rules";

const offerStates = [
  "listed",
  "asked",
  "offered",
  "declined",
  "lapsed",
  "withdrawn",
  "passed",
  "accepted",
  "ended",
] as const;
export type OfferState = (typeof offerStates)[number];
const orderStates = [
  "sent",
  "confirmed",
  "under-way",
  "done",
  "no-show",
  "disputed",
  "refused",
  "lapsed",
  "cancelled",
] as const;
export type OrderState = (typeof orderStates)[number];
/** An order that stands, so that its leg has no other. */
const standing = [
  "sent",
  "confirmed",
  "under-way",
  "done",
  "no-show",
  "disputed",
] as const satisfies readonly OrderState[];
export const isStanding = (state: string): boolean =>
  (standing as readonly string[]).includes(state);

/** Where a leg is. Each has words under `journey.legStates`. */
const legStates = [
  "open",
  "own",
  "asked",
  "offered",
  "ordered",
  "agreed",
  "changing",
  "misfit",
  "under-way",
  "done",
  "not-done",
  "disputed",
  "stuck",
  "not-needed",
  "past",
  "cancelled",
] as const;
export type LegStateName = (typeof legStates)[number];
export type LegHolder = "patient" | "partner" | "coordinator" | "facility";
export type LegChoice = "partners" | "own" | "not-needed";

export type OfferRow = {
  id: string;
  legId: string;
  partnerId: string;
  state: OfferState;
  position: number;
  startsAt: Date;
  endsAt: Date;
  answerBy: Date | null;
  answeredAt: Date | null;
  validUntil: Date | null;
  toldAt: Date | null;
  version: number;
};
export type OrderRow = {
  id: string;
  legId: string;
  offerId: string;
  partnerId: string;
  state: OrderState;
  startsAt: Date;
  endsAt: Date;
  cents: number;
  answerBy: Date | null;
  version: number;
};
export type AmendmentRow = {
  id: string;
  orderId: string;
  no: number;
  proposedAs: "rule" | "patient" | "partner";
  after: { startsAt: string; endsAt: string; cents: number };
  answerBy: Date;
  toldAt: Date | null;
};
export type LegRow = {
  id: string;
  key: LegKey;
  choice: LegChoice;
  state: LegStateName;
  holder: LegHolder | null;
  startsAt: Date | null;
  endsAt: Date | null;
  dueAt: Date | null;
  doneAt: Date | null;
};

export type Standing = { state: LegStateName; holder: LegHolder | null; dueAt: Date | null };

const earliest = (dates: readonly (Date | null)[]): Date | null =>
  dates.reduce<Date | null>(
    (least, date) => (date && (!least || date < least) ? date : least),
    null,
  );

type Around = {
  leg: LegRow;
  rule: LegRule;
  offers: readonly OfferRow[];
  order: OrderRow | undefined;
  amendment: AmendmentRow | undefined;
  /** Whether the agreed times no longer fit the milestones, though no change waits: its partner could not. */
  isMisfit: boolean;
  /** Whether its time is over, so that nobody can see to it any more. */
  isPast: boolean;
  /** Until when the patient should have seen to it. */
  leadUntil: Date | null;
  /** Until when the association answers where nobody is left. */
  coordinatorUntil: Date;
};

/** Where a leg is, who has it, and until when: read from its offers and orders, never said beside them. */
export function standingOf({
  leg,
  rule,
  offers,
  order,
  amendment,
  isMisfit,
  isPast,
  leadUntil,
  coordinatorUntil,
}: Around): Standing {
  const by = (state: LegStateName, holder: LegHolder | null, dueAt: Date | null): Standing => ({
    state,
    holder,
    dueAt,
  });
  if (order) {
    switch (order.state) {
      case "sent":
        return by("ordered", "partner", order.answerBy);
      case "confirmed":
        if (amendment)
          return by(
            "changing",
            amendment.proposedAs === "partner" ? "patient" : "partner",
            amendment.answerBy,
          );
        return isMisfit
          ? by("misfit", "patient", order.startsAt)
          : by("agreed", "partner", order.startsAt);
      case "under-way":
        return by("under-way", "partner", order.endsAt);
      case "done":
        return by("done", null, null);
      case "no-show":
        return by("not-done", "coordinator", keptOr(leg, "not-done", coordinatorUntil));
      case "disputed":
        return by("disputed", "coordinator", keptOr(leg, "disputed", coordinatorUntil));
      case "refused":
      case "lapsed":
      case "cancelled":
        break;
    }
  }
  if (leg.choice === "not-needed") return by("not-needed", null, null);
  if (leg.doneAt) return by("done", null, null);
  if (isPast) return by("past", null, null);
  if (rule.category === null || leg.choice === "own") return by("own", "patient", leadUntil);
  const offered = offers.filter(({ state }) => state === "offered");
  if (offered.length > 0)
    return by("offered", "patient", earliest(offered.map(({ validUntil }) => validUntil)));
  const asked = offers.filter(({ state }) => state === "asked");
  if (asked.length > 0)
    return by("asked", "partner", earliest(asked.map(({ answerBy }) => answerBy)));
  // Whoever was asked last said no, or nothing: somebody looks for others.
  const last = offers
    .filter(({ state }) => state !== "withdrawn")
    .reduce<OfferRow | null>(
      (most, one) => (most && most.position > one.position ? most : one),
      null,
    );
  if (last?.state === "declined" || last?.state === "lapsed")
    return by("stuck", "coordinator", keptOr(leg, "stuck", coordinatorUntil));
  return by("open", "patient", leadUntil);
}

/** A limit begins when a leg comes to a state, and stays while it is there. */
const keptOr = (leg: LegRow, state: LegStateName, until: Date): Date =>
  leg.state === state && leg.dueAt ? leg.dueAt : until;
