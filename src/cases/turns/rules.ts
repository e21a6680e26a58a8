import type { Act } from "../acts/rules";
import { answerActs } from "../answer-acts/rules";
import { askingActs } from "../asking-acts/rules";
import { halved, type Limit } from "../calendar/rules";
import { canMove, limitOf, stateOf, type Urgency } from "../care-path/rules";
import type { CarePath } from "../care-path/schema";
import { type Course, type HolderRole, isOver } from "../course/rules";
import { facilityActs } from "../facility-acts/rules";
import { opinionActs } from "../opinion-acts/rules";

/**
 * Everything that can happen to a case, once: who does it, where, what it needs, what comes of it. Commands, buttons,
 * queues, "who has it", notices and the tests of refusals read this table; nothing else knows who may do what when. How
 * long each has is data of the care path.
 */
const caseActs = {
  ...askingActs,
  ...facilityActs,
  ...opinionActs,
  ...answerActs,
} satisfies Record<string, Act>;

export type ActName = keyof typeof caseActs;
export const actNames = Object.keys(caseActs) as ActName[];
export const actOf = (name: ActName): Act => caseActs[name];

/** Where an act leaves a case. Throws where the table has no such outcome. */
export function courseAfter(name: ActName, course: Course, outcome: string): Course {
  const then = actOf(name).then[outcome];
  if (!then) throw new Error(`the act ${name} has no outcome ${outcome}`);
  return { ...course, ...then(course) };
}

/** Whether the rules that a case began under let an act end so: its state stays, or moves by one of their moves. */
export const isLegal = (
  name: ActName,
  course: Course,
  path: CarePath,
  outcome: string,
): boolean => {
  const { state } = courseAfter(name, course, outcome);
  // An offer that goes to whoever is next is a move of its own, from its state to the same.
  const isMove = state !== course.state || actOf(name).then[outcome]?.(course).state !== undefined;
  return !isMove || canMove(path, course.state, state);
};

export const isPossible = (name: ActName, course: Course, path: CarePath): boolean => {
  const act = actOf(name);
  return (
    act.when(course) &&
    (act.isAfterwards || !isOver(course)) &&
    Object.keys(act.then).some((outcome) => isLegal(name, course, path, outcome))
  );
};

/** What can be done now, first what the clock waits for: the one source of buttons, queues and notices. */
export const nextActs = (course: Course, path: CarePath, by?: HolderRole | null): ActName[] =>
  actNames
    .filter((name) => (by === undefined || actOf(name).by === by) && isPossible(name, course, path))
    .sort((a, b) => Number(isDue(b, course)) - Number(isDue(a, course)));

const isDue = (name: ActName, course: Course) => actOf(name).due(course);

/** What the clock waits for: of several the first is the usual one. None once a case is over. */
export const dueActs = (course: Course, path: CarePath): ActName[] =>
  nextActs(course, path).filter((name) => isDue(name, course));

/** Who has the ball: whoever is to do what the clock waits for; nobody once a case is over. */
export const holderOf = (course: Course, path: CarePath): HolderRole | "nobody" => {
  const [first] = dueActs(course, path);
  return first ? actOf(first).by : "nobody";
};

/** How long whoever has a case has it: the limit of what is waited for, or else of the state. */
export function limitIn(
  path: CarePath,
  course: Course,
  urgency: Urgency | null,
  isTeam = false,
): Limit | null {
  const own = path.within[dueActs(course, path)[0] ?? ""];
  if (own) return urgency === "A" ? halved(own) : own;
  return limitOf(path, course.state, urgency, isTeam);
}

/** Whether time counts where a case stands: it is stopped where the patient has it, unless what is waited for has a limit of its own. */
export const isRunning = (path: CarePath, course: Course): boolean =>
  path.within[dueActs(course, path)[0] ?? ""] !== undefined ||
  stateOf(path, course.state).clock === "running";

/** Under which key of `cases.acts` the words of an act stand: what the portal does by itself has one for all. */
export const wordsOf = (name: ActName) =>
  actOf(name).by === "system" ? "system" : (name as DueAct);

/** The acts that a clock waits for first, each with words of its own. */
type DueAct =
  | "sendRequest"
  | "papersSent"
  | "takeUpAgain"
  | "chooseFacilities"
  | "chooseElsewhere"
  | "sayPaid"
  | "answerFacility"
  | "readOpinion"
  | "answerPlan"
  | "closeCase"
  | "checkPapers"
  | "findComplete"
  | "chooseAnew"
  | "takeTranslation"
  | "finishTranslation"
  | "acceptCase"
  | "findSuitable"
  | "acceptOffer"
  | "confirmPayment"
  | "judgeFirst"
  | "handIn"
  | "planVisit"
  | "holdVisit"
  | "agree"
  | "sign"
  | "answerQuestion"
  | "sendPlan"
  | "confirmPlan";
