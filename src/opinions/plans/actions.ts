"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { answerPlan, askForPlan, confirmPlan, writePlan } from "./commands";
import { AnswerPlan, AskPlan, Draft } from "./schema";

export async function askPlanAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(AskPlan, form);
  if (!reading.ok) return reading.state;
  const { requestId, version } = reading.value;
  const asked = await askForPlan(actor, requestId, version);
  return asked.ok
    ? redirect(`/${await pathLanguage()}/second-opinion/cases/${requestId}`)
    : refusal(form, asked);
}

export async function writePlanAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Draft, form);
  if (!reading.ok) return reading.state;
  const written = await writePlan(staff, reading.value);
  const at = `/${await pathLanguage()}/facility/cases/${reading.value.requestId}`;
  return written.ok
    ? redirect(reading.value.does === "send" ? at : `${at}/plan?saved=1`)
    : refusal(form, written);
}

export async function answerPlanAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(AnswerPlan, form);
  if (!reading.ok) return reading.state;
  const { planId, does, question } = reading.value;
  const answered = await answerPlan(actor, planId, does, question);
  const caseId = String(form.get("caseId")).replaceAll(/[^0-9a-f-]/g, "");
  return answered.ok
    ? redirect(`/${await pathLanguage()}/second-opinion/cases/${caseId}/plan`)
    : refusal(form, answered);
}

export async function confirmPlanAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(AskPlan, form);
  if (!reading.ok) return reading.state;
  const { requestId, version } = reading.value;
  const confirmed = await confirmPlan(staff, requestId, version);
  return confirmed.ok
    ? redirect(`/${await pathLanguage()}/facility/cases/${requestId}`)
    : refusal(form, confirmed);
}
