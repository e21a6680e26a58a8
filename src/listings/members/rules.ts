/** How a facility stands with the association. Each has words under `listings.members.states`. */
export const memberStates = [
  "listed",
  "applied",
  "checking",
  "admitted",
  "suspended",
  "refused",
  "closed",
  "merged",
] as const;
export type MemberState = (typeof memberStates)[number];

type Move = {
  from: readonly MemberState[];
  /** Null: back to where it stood before. */
  to: MemberState | null;
  /** Whether whoever checked may not be who does it. */
  needsTwo: boolean;
};

/** The one table of what can happen to a facility's membership. Every move has a reason, which its people read. */
export const memberMoves = {
  /** A facility asks to be admitted; `start` is the association's own beginning of it. */
  apply: { from: ["listed", "refused"], to: "applied", needsTwo: false },
  start: { from: ["listed", "refused"], to: "applied", needsTwo: false },
  check: { from: ["applied"], to: "checking", needsTwo: false },
  admit: { from: ["checking"], to: "admitted", needsTwo: true },
  refuse: { from: ["applied", "checking"], to: "refused", needsTwo: true },
  suspend: {
    from: ["listed", "applied", "checking", "refused", "admitted"],
    to: "suspended",
    needsTwo: false,
  },
  lift: { from: ["suspended"], to: null, needsTwo: false },
  close: {
    from: ["listed", "applied", "checking", "refused", "admitted", "suspended"],
    to: "closed",
    needsTwo: false,
  },
  merge: {
    from: ["listed", "applied", "checking", "refused", "admitted", "suspended", "closed"],
    to: "merged",
    needsTwo: false,
  },
  reopen: { from: ["closed"], to: "listed", needsTwo: false },
} as const satisfies Record<string, Move>;
export type MemberMove = keyof typeof memberMoves;

/** What an administrator decides, in the order of its buttons. */
export const memberDecisions = [
  "start",
  "admit",
  "refuse",
  "suspend",
  "lift",
  "close",
  "merge",
  "reopen",
] as const satisfies readonly MemberMove[];
export type MemberDecision = (typeof memberDecisions)[number];

export const canMoveMember = (move: MemberMove, state: MemberState): boolean =>
  (memberMoves[move].from as readonly MemberState[]).includes(state);

export const memberDecisionsAt = (state: MemberState): MemberDecision[] =>
  memberDecisions.filter((move) => canMoveMember(move, state));

/** Whether nobody can ask the facility: what still runs with it needs somebody. */
export const isOut = (state: MemberState): boolean =>
  state === "suspended" || state === "closed" || state === "merged";

/** Why an act on a membership is refused. Each has words under `listings.reasons`. */
export type MemberReason =
  | "not-found"
  | "notAllowed"
  | "notYourself"
  | "stale"
  | "illegal"
  | "notChecker"
  | "notChecked"
  | "noCover"
  | "coverEnded"
  | "coverLow"
  | "noTarget";
