"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requireStaff } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { AnswerQuestion, Question } from "../opinions/schema";
import { answerQuestion, askQuestion } from "./commands";

const caseOf = (form: FormData) => String(form.get("caseId")).replaceAll(/[^0-9a-f-]/g, "");

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
