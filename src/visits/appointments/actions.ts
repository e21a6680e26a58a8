"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { askForVisit, endVisit, planVisit } from "./commands";
import { AskVisit, HoldVisit, PlanVisit } from "./schema";

const back = async (requestId: string) => `/${await pathLanguage()}/facility/cases/${requestId}`;

export async function askVisitAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(AskVisit, form);
  if (!reading.ok) return reading.state;
  const { requestId, version } = reading.value;
  const asked = await askForVisit(staff, requestId, version);
  return asked.ok ? redirect(await back(requestId)) : refusal(form, asked);
}

export async function planVisitAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(PlanVisit, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, at, interpreter } = reading.value;
  const planned = await planVisit(staff, requestId, version, at, interpreter === "yes");
  return planned.ok ? redirect(await back(requestId)) : refusal(form, planned);
}

export async function holdVisitAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(HoldVisit, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, ...held } = reading.value;
  const kept = await endVisit(staff, requestId, version, held);
  return kept.ok ? redirect(await back(requestId)) : refusal(form, kept);
}

export async function cancelVisitAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(AskVisit, form);
  if (!reading.ok) return reading.state;
  const { requestId, version } = reading.value;
  const cancelled = await endVisit(staff, requestId, version, null);
  return cancelled.ok ? redirect(await back(requestId)) : refusal(form, cancelled);
}
