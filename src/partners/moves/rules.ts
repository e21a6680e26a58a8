import type { OfficeRole } from "@/platform/roles";

/** Where a firm stands. Each has words under `partners.states`. */
export type PartnerState =
  | "draft"
  | "submitted"
  | "returned"
  | "refused"
  | "admitted"
  | "suspended"
  | "ended";

export const partnerStates = [
  "submitted",
  "returned",
  "admitted",
  "suspended",
  "refused",
  "ended",
] as const satisfies readonly PartnerState[];

type Move = {
  from: readonly PartnerState[];
  to: PartnerState;
  by: "applicant" | OfficeRole;
  /** Whether a reason has to be given, which the firm reads. */
  hasReason: boolean;
  /** Whether whoever checked the papers may not be who does it. */
  needsTwo: boolean;
};

/** The one table of what can happen to a firm: who moves it, from where to where. */
export const moves = {
  submit: {
    from: ["draft", "returned"],
    to: "submitted",
    by: "applicant",
    hasReason: false,
    needsTwo: false,
  },
  return: {
    from: ["submitted"],
    to: "returned",
    by: "administrator",
    hasReason: true,
    needsTwo: false,
  },
  refuse: {
    from: ["submitted"],
    to: "refused",
    by: "administrator",
    hasReason: true,
    needsTwo: true,
  },
  admit: {
    from: ["submitted"],
    to: "admitted",
    by: "administrator",
    hasReason: true,
    needsTwo: true,
  },
  suspend: {
    from: ["admitted"],
    to: "suspended",
    by: "administrator",
    hasReason: true,
    needsTwo: false,
  },
  resume: {
    from: ["suspended"],
    to: "admitted",
    by: "administrator",
    hasReason: true,
    needsTwo: false,
  },
  end: {
    from: ["admitted", "suspended"],
    to: "ended",
    by: "administrator",
    hasReason: true,
    needsTwo: false,
  },
} as const satisfies Record<string, Move>;
export type MoveKey = keyof typeof moves;

/** What the association decides, in the order of its buttons. */
export const decisions = ["admit", "return", "refuse", "suspend", "resume", "end"] as const;
export type Decision = (typeof decisions)[number];

export const canMove = (key: MoveKey, state: PartnerState): boolean =>
  (moves[key].from as readonly PartnerState[]).includes(state);

export const decisionsAt = (state: PartnerState): Decision[] =>
  decisions.filter((key) => canMove(key, state));

/** Whether a firm has been admitted, whatever became of it: it has a page. */
export const hasPage = (state: PartnerState): boolean =>
  state === "admitted" || state === "suspended" || state === "ended";
