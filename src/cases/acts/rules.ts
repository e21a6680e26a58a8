import type { StateKey } from "../care-path/rules";
import { type Course, type HolderRole, noFacts } from "../course/rules";

/** Where the form of an act stands, by the name of its page. */
export type ActPlace =
  | "ask"
  | "own-case"
  | "choose"
  | "own-opinion"
  | "own-plan"
  | "desk-case"
  | "translation"
  | "facility-case"
  | "offer"
  | "opinion"
  | "plan";

/** What an act needs beyond role and course; its command holds to each in the same transaction. */
type Need =
  | "consent:health-data"
  | "consent:facility"
  | "consent:linguists"
  /** Whoever acts was asked by name, wrote it, or was named as its reader; or stands in for them today. */
  | "person:asked"
  | "person:writer"
  | "person:reader"
  /** Of the facility, in the role it is named for. */
  | "person:colleague"
  | "proof:fresh"
  | "answers:whole"
  | "draft:whole"
  | "draft:newest"
  | "comments:answered"
  | "comments:open"
  | "time:over"
  | "time:rested"
  | "fee:unchanged"
  | "plan:whole"
  | "plan:in-time"
  | "visit:ahead"
  | "words:whole"
  | "why:said"
  | "class:set";

type When = (course: Course) => boolean;
type Then = Readonly<Record<string, (course: Course) => Partial<Course>>>;

export type Act = {
  by: HolderRole;
  /** Where it can be done. */
  when: When;
  /** Where the clock waits for it; elsewhere it is possible beside what is waited for. */
  due: When;
  needs: readonly Need[];
  /** What can come of it, by name: what changes in the course. */
  then: Then;
  /** The page of its form; null where the portal does it. */
  at: ActPlace | null;
  /** The right by which a companion may do it for the patient; without one, only who acts in full. */
  right?: "write-messages" | "add-documents" | "see-documents";
  /** Changes nothing that anybody else's form was made from. */
  isQuiet?: true;
  /** Possible once the case is over too. */
  isAfterwards?: true;
};

export const on =
  (...states: StateKey[]): When =>
  ({ state }) =>
    states.includes(state);
export const both =
  (...all: When[]): When =>
  (course) =>
    all.every((one) => one(course));
const never: When = () => false;
export const to = (state: StateKey, facts: Partial<Course> = {}) => ({
  done: () => ({ state, ...facts }),
});
export const stay = { done: () => ({}) };
/** Back to the choice: nothing of the facility that had it is waited for any more. */
export const anew = () => ({ ...noFacts, state: "choice" as const });

type Extra = Partial<Pick<Act, "needs" | "right" | "isQuiet" | "isAfterwards">>;
/** What the clock waits for wherever it can be done. */
export const due = (
  by: HolderRole,
  at: ActPlace | null,
  when: When,
  then: Then,
  extra: Extra = {},
): Act => ({
  by,
  at,
  when,
  due: when,
  then,
  needs: [],
  ...extra,
});
/** What is possible beside it. */
export const may = (
  by: HolderRole,
  at: ActPlace | null,
  when: When,
  then: Then,
  extra: Extra = {},
): Act => ({
  ...due(by, at, when, then, extra),
  due: never,
});

export const atDesk = on("first-contact", "material-check");
export const reads = on("reading", "visit-held");
export const beforeSigning = on(
  "sent",
  "first-contact",
  "waiting-documents",
  "dormant",
  "translation",
  "material-check",
  "complete",
  "choice",
  "offered-facility",
  "triage",
  "not-suitable",
  "offered-specialist",
  "payment",
  "reading",
  "waiting-information",
  "visit-planned",
  "visit-held",
  "second-reading",
  "declined-by-all",
);
export const atFacility = on(
  "offered-facility",
  "triage",
  "offered-specialist",
  "payment",
  "reading",
  "waiting-information",
  "visit-planned",
  "visit-held",
  "second-reading",
);
export const delivered = on("delivered");
export const answered = on("delivered", "questions");
export const planIs =
  (...plans: Course["plan"][]): When =>
  ({ plan }) =>
    plans.includes(plan);
export const draftIs =
  (...drafts: Course["draft"][]): When =>
  ({ draft }) =>
    drafts.includes(draft);
export const wordsAre =
  (...words: Course["words"][]): When =>
  (course) =>
    words.includes(course.words);
export const isHere: When = ({ facility }) => facility === "here";
export const inWords = on("translation", "opinion-translation");
