"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requireOffice } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { overrideProposal } from "../proposals/commands";
import { Choose, Facility, Override } from "../referrals/schema";
import { chooseFacilities, closeToFacility } from "./commands";

const own = async (requestId: string) =>
  `/${await pathLanguage()}/second-opinion/cases/${requestId}`;

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
