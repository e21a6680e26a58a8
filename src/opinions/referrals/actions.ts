"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { acceptReferral, confirmPayment, declineReferral } from "./commands";
import { Accept, Decline, Paid } from "./schema";

const theirs = async (requestId: string) => `/${await pathLanguage()}/facility/cases/${requestId}`;

export async function acceptReferralAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Accept, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, triage } = reading.value;
  const accepted = await acceptReferral(staff, requestId, version, triage);
  return accepted.ok ? redirect(await theirs(requestId)) : refusal(form, accepted);
}

export async function declineReferralAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Decline, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, code, why } = reading.value;
  const declined = await declineReferral(staff, requestId, version, code, why);
  return declined.ok
    ? redirect(`/${await pathLanguage()}/facility/cases`)
    : refusal(form, declined);
}

export async function confirmPaymentAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Paid, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, receipt } = reading.value;
  const paid = await confirmPayment(staff, requestId, version, receipt);
  return paid.ok ? redirect(await theirs(requestId)) : refusal(form, paid);
}
