"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requireOffice } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { acknowledgeComplaint, answerComplaint, complain } from "./commands";
import { AnswerComplaint, Complain, OneComplaint } from "./schema";

const desk = async () => `/${await pathLanguage()}/association/complaints`;

export async function complainAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Complain, form);
  if (!reading.ok) return reading.state;
  const { requestId, body } = reading.value;
  const made = await complain(actor, onceOf(form, actor.personId), requestId, body);
  return made.ok
    ? redirect(`/${await pathLanguage()}/second-opinion/cases/${requestId}/complaint`)
    : refusal(form, made);
}

export async function acknowledgeComplaintAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const office = await requireOffice("administrator", "privacy-officer");
  const reading = readForm(OneComplaint, form);
  if (!reading.ok) return reading.state;
  const acknowledged = await acknowledgeComplaint(office, reading.value.complaintId);
  return acknowledged.ok ? redirect(await desk()) : refusal(form, acknowledged);
}

export async function answerComplaintAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const office = await requireOffice("administrator", "privacy-officer");
  const reading = readForm(AnswerComplaint, form);
  if (!reading.ok) return reading.state;
  const answered = await answerComplaint(office, reading.value.complaintId, reading.value.answer);
  return answered.ok ? redirect(await desk()) : refusal(form, answered);
}
