/** What is asked after the return, each answered with yes or no. Each has words under `journey.checkIn.questions`. */
export const questionKeys = [
  "fever",
  "pain-worse",
  "wound",
  "bleeding",
  "breathless",
  "calf",
  "drink",
  "urine",
  "stool",
  "weakness",
  "vision",
  "dizzy",
  "numb",
  "medicines",
  "home-doctor",
] as const;
export type QuestionKey = (typeof questionKeys)[number];

/** Families of operations, by which the questions differ. Each has words under `journey.families`. */
export const families = [
  "general",
  "abdomen",
  "heart-chest",
  "bones-joints",
  "brain-spine",
  "eye-ear-throat",
] as const;
export type Family = (typeof families)[number];

/** One version of the questions. Nothing is added up: every yes on the short list goes the same way. */
export type CheckInSet = {
  version: number;
  publishedOn: string;
  warnings: readonly QuestionKey[];
  /** Where a yes is what is hoped for. */
  goodWhenYes: readonly QuestionKey[];
  families: Record<Family, readonly QuestionKey[]>;
  /** Hours, by the clock, within which a person answers a warning. */
  answerHours: number;
  remindAfterHours: number;
  callAfterHours: number;
};

export type CheckInAnswers = {
  questions: Partial<Record<QuestionKey, "yes" | "no">>;
  /** 0 to 10, in the patient's own judgement. */
  pain: number;
  note: string;
  /** Asked once, after thirty days: whether the advice was followed. */
  advice?: "yes" | "partly" | "no" | undefined;
};

/** Which of the answers somebody has to look at: all in the same way, none more than another. */
export const warningsIn = (
  { warnings }: Pick<CheckInSet, "warnings">,
  { questions }: CheckInAnswers,
): QuestionKey[] => warnings.filter((key) => questions[key] === "yes");

/** Whether the advice is asked about on a day. */
export const asksAdvice = (day: number): boolean => day === 30;
