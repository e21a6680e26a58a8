"use server";

import { redirect } from "next/navigation";
import {
  pathLanguage,
  requireActor,
  requireHolderWithProof,
  requireStaff,
} from "@/accounts/sessions/guards";
import { Decide } from "@/cases/requests/schema";
import { onceOf, readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { answerQuestion, askQuestion } from "../questions/commands";
import {
  amendOpinion,
  answerComment,
  commentOn,
  handIn,
  judgeDraft,
  judgeFirst,
  saveOpinion,
  signOpinion,
} from "./commands";
import {
  AnswerComment,
  AnswerQuestion,
  Comment,
  Draft,
  Judge,
  Question,
  Sign,
  Verdict,
} from "./schema";

const caseOf = (form: FormData) => String(form.get("caseId")).replaceAll(/[^0-9a-f-]/g, "");
const bench = async (form: FormData, at = "") =>
  `/${await pathLanguage()}/facility/cases/${caseOf(form)}/opinion${at}`;

export async function judgeFirstAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(Judge, form);
  if (!reading.ok) return reading.state;
  const judged = await judgeFirst(staff, reading.value);
  return judged.ok ? redirect(await bench(form)) : refusal(form, judged);
}

export async function saveOpinionAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(Draft, form);
  if (!reading.ok) return reading.state;
  const { opinionId, revision, content } = reading.value;
  const saved = await saveOpinion(staff, opinionId, revision, content);
  if (!saved.ok) return refusal(form, saved);
  if (form.get("does") !== "hand-in") redirect(await bench(form, "?saved=1"));
  const given = await handIn(staff, opinionId, Number(form.get("version")));
  // What was typed is kept already; the page shows it again with what is missing.
  return given.ok
    ? redirect(`/${await pathLanguage()}/facility/cases/${caseOf(form)}`)
    : redirect(await bench(form, `?why=${given.reason}`));
}

export async function commentAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("second-reader");
  const reading = readForm(Comment, form);
  if (!reading.ok) return reading.state;
  const { opinionId, section, body } = reading.value;
  const said = await commentOn(staff, opinionId, section, body);
  return said.ok ? redirect(await bench(form, "#comments")) : refusal(form, said);
}

export async function answerCommentAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(AnswerComment, form);
  if (!reading.ok) return reading.state;
  const said = await answerComment(staff, reading.value.commentId, reading.value.answer);
  return said.ok ? redirect(await bench(form, "#comments")) : refusal(form, said);
}

export async function judgeDraftAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("second-reader");
  const reading = readForm(Verdict, form);
  if (!reading.ok) return reading.state;
  const judged = await judgeDraft(staff, reading.value);
  return judged.ok ? redirect(`/${await pathLanguage()}/facility/cases`) : refusal(form, judged);
}

export async function signOpinionAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const proven = await requireHolderWithProof();
  if (!proven) return refused(form, "needsProof");
  const reading = readForm(Sign, form);
  if (!reading.ok) return reading.state;
  const signed = await signOpinion(staff, proven, reading.value);
  return signed.ok ? redirect(await bench(form)) : refusal(form, signed);
}

export async function amendOpinionAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(Decide.omit({ to: true }), form);
  if (!reading.ok) return reading.state;
  const { requestId, version, why } = reading.value;
  const begun = await amendOpinion(staff, requestId, version, why);
  return begun.ok
    ? redirect(`/${await pathLanguage()}/facility/cases/${requestId}/opinion`)
    : refusal(form, begun);
}

export async function askQuestionAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Question, form);
  if (!reading.ok) return reading.state;
  const { requestId, body } = reading.value;
  const asked = await askQuestion(actor, onceOf(form, actor.personId), requestId, body);
  return asked.ok
    ? redirect(`/${await pathLanguage()}/second-opinion/cases/${requestId}/opinion#questions`)
    : refusal(form, asked);
}

export async function answerQuestionAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(AnswerQuestion, form);
  if (!reading.ok) return reading.state;
  const answered = await answerQuestion(staff, reading.value.questionId, reading.value.answer);
  return answered.ok
    ? redirect(`/${await pathLanguage()}/facility/cases/${caseOf(form)}#questions`)
    : refusal(form, answered);
}
