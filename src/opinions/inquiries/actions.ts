"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { askPatient, endWaiting } from "./commands";
import { AskPatient, Waited } from "./schema";

const theirs = async (requestId: string) => `/${await pathLanguage()}/facility/cases/${requestId}`;

export async function askPatientAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("medical-triage", "specialist");
  const reading = readForm(AskPatient, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, question } = reading.value;
  const asked = await askPatient(staff, requestId, version, question);
  return asked.ok ? redirect(await theirs(requestId)) : refusal(form, asked);
}

/** The patient's answer, or the specialist's going on without one. */
export async function endWaitingAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Waited, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, answer } = reading.value;
  const ended = await endWaiting(actor, requestId, version, answer);
  if (!ended.ok) return refusal(form, ended);
  redirect(
    actor.kind === "staff"
      ? await theirs(requestId)
      : `/${await pathLanguage()}/second-opinion/cases/${requestId}`,
  );
}
