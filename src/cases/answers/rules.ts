/** The questions of the form, one page each, in the order of the task list. */
export const steps = ["who", "question", "story", "treatment", "reach"] as const;
export type Step = (typeof steps)[number];

/** What must be answered in each before a request can be sent. */
export const needed: Record<Step, readonly (keyof Answers)[]> = {
  who: ["birth", "sex"],
  question: ["condition", "questions"],
  story: ["story"],
  treatment: ["proposed"],
  reach: ["speak", "channel"],
};

export type Answers = Partial<
  Record<
    | "birth"
    | "sex"
    | "height"
    | "weight"
    | "condition"
    | "questions"
    | "story"
    | "operations"
    | "medicines"
    | "allergies"
    | "proposed"
    | "speak"
    | "channel"
    | "phone"
    | "zone",
    string
  >
>;

export const isDone = (step: Step, answers: Answers): boolean =>
  needed[step].every((name) => (answers[name] ?? "").trim() !== "");
export const missingSteps = (answers: Answers): Step[] =>
  steps.filter((step) => !isDone(step, answers));

/** Why the service may decline. Each has words under `cases.reasons`. */
export type RequestReason =
  | "not-found"
  | "notAllowed"
  | "stale"
  | "incomplete"
  | "noConsent"
  | "illegal"
  | "closed";

/** The time zones of a country, then that of Milan; all of the world's where the country is not known to have one. */
export function zonesOf(country: string): string[] {
  const own =
    (
      new Intl.Locale(`und-${country}`) as Intl.Locale & {
        getTimeZones?: () => string[] | undefined;
      }
    ).getTimeZones?.() ?? [];
  return [
    ...new Set([...(own.length > 0 ? own : Intl.supportedValuesOf("timeZone")), "Europe/Rome"]),
  ];
}
