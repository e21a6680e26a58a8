"use server";

import { redirect } from "next/navigation";
import {
  pathLanguage,
  requireActor,
  requireOffice,
  requireStaff,
} from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { overrideProposal } from "../proposals/commands";
import {
  acceptReferral,
  chooseFacilities,
  closeToFacility,
  confirmPayment,
  declineReferral,
} from "./commands";
import { Accept, Choose, Decline, Facility, Override, Paid } from "./schema";

const own = async (requestId: string) =>
  `/${await pathLanguage()}/second-opinion/cases/${requestId}`;
const theirs = async (requestId: string) => `/${await pathLanguage()}/facility/cases/${requestId}`;

export async function chooseFacilitiesAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Choose, form);
  if (!reading.ok) return reading.state;
  const chosen = await chooseFacilities(actor, onceOf(form, actor.personId), {
    ...reading.value,
    language: await pathLanguage(),
  });
  return chosen.ok ? redirect(await own(reading.value.requestId)) : refusal(form, chosen);
}

export async function closeToFacilityAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Facility, form);
  if (!reading.ok) return reading.state;
  const closed = await closeToFacility(actor, reading.value.requestId, reading.value.facilityId);
  return closed.ok ? redirect(await own(reading.value.requestId)) : refusal(form, closed);
}

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

export async function overrideProposalAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const office = await requireOffice("case-coordinator");
  const reading = readForm(Override, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, facilityId, why } = reading.value;
  const changed = await overrideProposal(office, requestId, version, facilityId, why);
  return changed.ok
    ? redirect(`/${await pathLanguage()}/association/requests/${requestId}`)
    : refusal(form, changed);
}
