/** The words of a plan, in their order. Their labels stand under `opinions.plan.fields`. */
export const planTexts = [
  "steps",
  "setting",
  "team",
  "rehabilitation",
  "followUp",
  "companion",
  "alternatives",
  "risks",
  "included",
  "notIncluded",
  "cancellation",
  "invoices",
] as const;
const neededTexts: readonly PlanText[] = [
  "steps",
  "setting",
  "risks",
  "included",
  "notIncluded",
  "cancellation",
  "invoices",
];
type PlanText = (typeof planTexts)[number];

/** The parts of an estimate; travel and lodging are never among them. */
export const parts = [
  "room",
  "surgeon",
  "anaesthesia",
  "implants",
  "pathology",
  "medicines",
  "interpreter",
  "reserve",
] as const;
export type Part = (typeof parts)[number];
export const vat = ["exempt", "included", "added"] as const;

export type Plan = {
  texts: Partial<Record<PlanText, string>>;
  nights: number | null;
  daysBeforeFlying: number | null;
  depositPercent: number | null;
  vat: (typeof vat)[number];
  /** Cents of the currency for each part: at least, likely, at most. */
  amounts: Partial<Record<Part, readonly [number, number, number]>>;
  currency: string;
};

/** At least, likely and at most of the whole, in cents. */
export const totals = ({ amounts }: Pick<Plan, "amounts">): [number, number, number] =>
  Object.values(amounts).reduce<[number, number, number]>(
    (sum, [low, likely, high]) => [sum[0] + low, sum[1] + likely, sum[2] + high],
    [0, 0, 0],
  );

/** Which parts are not written as a range: at least, likely and at most must not go down. */
export const disordered = ({ amounts }: Pick<Plan, "amounts">): Part[] =>
  (Object.entries(amounts) as [Part, readonly [number, number, number]][])
    .filter(([, [low, likely, high]]) => !(low <= likely && likely <= high))
    .map(([part]) => part);

/** What is missing before it can be sent. */
export const missingInPlan = (plan: Plan): string[] => [
  ...neededTexts.filter((name) => !plan.texts[name]?.trim()),
  ...(plan.nights === null ? ["nights"] : []),
  ...(plan.daysBeforeFlying === null ? ["daysBeforeFlying"] : []),
  ...(plan.depositPercent === null ? ["depositPercent"] : []),
  ...(Object.keys(plan.amounts).length === 0 ? ["room"] : []),
];

export type PlanState =
  | "draft"
  | "sent"
  | "asked"
  | "accepted"
  | "declined"
  | "lapsed"
  | "replaced";
