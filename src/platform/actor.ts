import type { FacilityRole, LinguistRole, OfficeRole, PartnerRight, RelativeRight } from "./roles";

declare const proven: unique symbol;

/** Somebody whose identity a guard has proven. Only `accounts/sessions` makes one: its guards, and what they stand on. */
type Proven = {
  readonly [proven]: true;
  personId: string;
  grantId: string;
  sessionId: string;
  network: string;
};

export type Patient = Proven & { kind: "patient"; role: "patient" };
/** A companion by ticked rights, or a legal representative whose proof the association has confirmed. */
export type Relative = Proven & {
  kind: "relative";
  role: "companion" | "representative";
  relationId: string;
  patientId: string;
  rights: readonly RelativeRight[];
  actsInFull: boolean;
};
export type Staff = Proven & { kind: "staff"; role: FacilityRole; facilityId: number };
export type Linguist = Proven & { kind: "linguist"; role: LinguistRole };
export type Partner = Proven & {
  kind: "partner";
  role: "partner";
  partner: string;
  /** Null where a role was given by a name alone, before partners had rows: it opens nothing of any. */
  partnerId: string | null;
  rights: readonly PartnerRight[];
};
export type Office = Proven & { kind: "office"; role: OfficeRole };
/** Somebody signed in, whatever they hold, in matters of their own account. */
export type Holder = Omit<Proven, "grantId"> & {
  kind: "holder";
  role: string;
  grantId: string | null;
};

export type Actor = Patient | Relative | Staff | Linguist | Partner | Office | Holder;
