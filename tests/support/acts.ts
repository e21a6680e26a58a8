import {
  decideByPatient,
  decideRequest,
  sayPaid,
  submitRequest,
  takeOn,
} from "@/cases/requests/commands";
import type { DeskDecision, OwnDecision } from "@/cases/requests/rules";
import type { ActName } from "@/cases/turns/rules";
import { actNames, actOf } from "@/cases/turns/rules";
import {
  acceptOffer,
  declineOffer,
  findNotSuitable,
  findSuitable,
} from "@/opinions/assignments/commands";
import { chooseFacilities, closeToFacility } from "@/opinions/choices/commands";
import { askPatient, endWaiting } from "@/opinions/inquiries/commands";
import { amendOpinion, handIn, judgeFirst, saveOpinion } from "@/opinions/opinions/commands";
import { answerPlan, askForPlan, confirmPlan, writePlan } from "@/opinions/plans/commands";
import { overrideProposal } from "@/opinions/proposals/commands";
import { answerQuestion, askQuestion } from "@/opinions/questions/commands";
import { acceptReferral, confirmPayment, declineReferral } from "@/opinions/referrals/commands";
import { groups } from "@/opinions/referrals/rules";
import { answerComment, commentOn, judgeDraft } from "@/opinions/reviews/commands";
import { signOpinion } from "@/opinions/signatures/commands";
import {
  orderTranslation,
  takeTranslation,
  workOnTranslation,
} from "@/opinions/translations/commands";
import type { Actor, Holder, Linguist, Office, Patient, Staff } from "@/platform/actor";
import { askForVisit, endVisit, planVisit } from "@/visits/appointments/commands";
import { plan } from "../../prisma/seed/demo/texts";
import { fullContent, type House } from "./opinions";
import { once } from "./people";

/** A case as whoever tries something knows it: by the numbers that a form carries. */
export type Known = {
  id: string;
  version: number;
  actor: Patient;
  coordinator: Office;
  house: House;
  opinionId: string;
  revision: number;
  assignmentId: string;
  planId: string;
  planRevision: number;
  commentId: string;
  questionId: string;
  translationId: string;
};
type Answer = { ok: boolean; reason?: string };
type Doer = (actor: Actor, known: Known) => Promise<Answer>;

/** Acts that a person does; what the portal does by itself nobody can ask for. */
const opened = ["readOpinion"] as const;
export type OwnAct = Exclude<
  ActName,
  | "receive"
  | "proposeChoice"
  | "runOut"
  | "lapseFacility"
  | "lapseSpecialist"
  | "orderOpinionTranslation"
  | "deliver"
  | "lapsePlan"
  | (typeof opened)[number]
>;
export const ownActs = actNames.filter(
  (name) => actOf(name).by !== "system" && !(opened as readonly string[]).includes(name),
) as OwnAct[];

const facility = (actor: Actor) => actor as Staff;
const own =
  (act: OwnDecision): Doer =>
  (actor, { id, version }) =>
    decideByPatient(actor, id, version, act);
const desk =
  (act: DeskDecision): Doer =>
  (actor, { id, version }) =>
    decideRequest(actor as Office, id, { version, act, urgency: "B", why: "Because" });
const asking: Doer = (actor, { id, version }) => askPatient(facility(actor), id, version, "Why?");
const goingOn: Doer = (actor, { id, version }) => endWaiting(actor, id, version, "Because");
const judging =
  (does: "agree" | "return"): Doer =>
  (actor, { opinionId, version }) =>
    judgeDraft(facility(actor), { opinionId, version, does });
const signing: Doer = (actor, { opinionId, version }) =>
  signOpinion(facility(actor), { ...actor, kind: "holder" } as unknown as Holder, {
    opinionId,
    version,
    alone: "The reader's time is over",
  });
const visiting =
  (held: { present: string; notes: string } | null): Doer =>
  (actor, { id, version }) =>
    endVisit(facility(actor), id, version, held);
const planning =
  (does: "save" | "send"): Doer =>
  (actor, { id, version, planRevision }) =>
    writePlan(facility(actor), { requestId: id, version, revision: planRevision, does, plan });

/** Each act as its command, with all that it needs given. */
export const doers: Record<OwnAct, Doer> = {
  sendRequest: (actor, { id, version }) =>
    submitRequest(actor, once(crypto.randomUUID()), id, version),
  withdraw: own("withdraw"),
  papersSent: own("papersSent"),
  takeUpAgain: own("takeUpAgain"),
  chooseElsewhere: own("chooseElsewhere"),
  closeCase: own("closeCase"),
  sayPaid: (actor, { id, version }) => sayPaid(actor, id, version),
  takeOn: (actor, { id, version }) => takeOn(actor as Office, id, version),
  checkPapers: desk("checkPapers"),
  findComplete: desk("findComplete"),
  askForPapers: desk("askForPapers"),
  findImpossible: desk("findImpossible"),
  chooseAnew: desk("chooseAnew"),
  closeDeclined: desk("closeDeclined"),
  orderTranslation: (actor, { id }) =>
    orderTranslation(
      actor as Office,
      { requestId: id, paperId: crypto.randomUUID(), from: "de", to: "it", pages: "" },
      1,
    ),
  overrideProposal: (actor, { id, version, house }) =>
    overrideProposal(actor as Office, id, version, house.facilityId, "Because"),
  takeTranslation: (actor, { translationId }) => takeTranslation(actor as Linguist, translationId),
  finishTranslation: (actor, { translationId }) =>
    workOnTranslation(actor as Linguist, {
      translationId,
      revision: 1,
      texts: {},
      does: "checked",
    }),
  chooseFacilities: (actor, { id, version, house }) =>
    chooseFacilities(actor, once(crypto.randomUUID()), {
      requestId: id,
      version,
      choices: [{ facilityId: house.facilityId, place: 1, groups: [...groups] }],
      language: "en",
    }),
  closeToFacility: (actor, { id, house }) => closeToFacility(actor, id, house.facilityId),
  acceptCase: (actor, { id, version, house }) =>
    acceptReferral(facility(actor), id, version, house.triage.personId),
  declineCase: (actor, { id, version }) =>
    declineReferral(facility(actor), id, version, "other", "No place"),
  findSuitable: (actor, { id, version, house }) =>
    findSuitable(facility(actor), {
      requestId: id,
      version,
      specialist: house.specialist.personId,
      reader: "single",
      summary: "A person",
    }),
  findNotSuitable: (actor, { id, version }) =>
    findNotSuitable(facility(actor), id, version, "Because"),
  askAtTriage: asking,
  askPatient: asking,
  goOnAtTriage: goingOn,
  goOnReading: goingOn,
  answerFacility: goingOn,
  acceptOffer: (actor, { assignmentId }) => acceptOffer(facility(actor), assignmentId),
  declineOffer: (actor, { assignmentId }) =>
    declineOffer(facility(actor), assignmentId, "other", "Because"),
  confirmPayment: (actor, { id, version }) => confirmPayment(facility(actor), id, version, "R-1"),
  judgeFirst: (actor, { id, version }) =>
    judgeFirst(facility(actor), { requestId: id, version, judgement: "No", language: "it" }),
  saveDraft: (actor, { opinionId, revision }) =>
    saveOpinion(facility(actor), opinionId, revision, fullContent),
  handIn: (actor, { opinionId, version }) => handIn(facility(actor), opinionId, version),
  askForVisit: (actor, { id, version }) => askForVisit(facility(actor), id, version),
  planVisit: (actor, { id, version }) =>
    planVisit(facility(actor), id, version, new Date(Date.now() + 3_600_000), false),
  holdVisit: visiting({ present: "All", notes: "Spoken" }),
  cancelVisit: visiting(null),
  comment: (actor, { opinionId }) => commentOn(facility(actor), opinionId, "summary", "Hm"),
  answerComment: (actor, { commentId }) => answerComment(facility(actor), commentId, "Done"),
  agree: judging("agree"),
  giveBack: judging("return"),
  sign: signing,
  signAlone: signing,
  askQuestion: (actor, { id }) => askQuestion(actor, once(crypto.randomUUID()), id, "And now?"),
  answerQuestion: (actor, { questionId }) => answerQuestion(facility(actor), questionId, "So"),
  amend: (actor, { id, version }) => amendOpinion(facility(actor), id, version, "A slip"),
  askForPlan: (actor, { id, version }) => askForPlan(actor, id, version),
  savePlan: planning("save"),
  sendPlan: planning("send"),
  answerPlan: (actor, { planId }) => answerPlan(actor, planId, "accept", ""),
  confirmPlan: (actor, { id, version }) => confirmPlan(facility(actor), id, version),
};
