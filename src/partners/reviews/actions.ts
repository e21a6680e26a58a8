"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireOffice, requirePartner } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { reviewChange, submitChange, takeBackChange } from "./commands";
import { Review, Submit } from "./schema";

export async function submitChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("edit-profile");
  const reading = readForm(Submit, form);
  if (!reading.ok) return reading.state;
  const submitted = await submitChange(partner, reading.value.version);
  return submitted.ok
    ? redirect(`/${await pathLanguage()}/partner/profile?done=submitted`)
    : refusal(form, submitted);
}

export async function takeBackChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  const taken = await takeBackChange(await requirePartner("edit-profile"));
  return taken.ok ? redirect(`/${await pathLanguage()}/partner/profile`) : refusal(form, taken);
}

export async function reviewChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("partner-curator", "administrator");
  const reading = readForm(Review, form);
  if (!reading.ok) return reading.state;
  const reviewed = await reviewChange(office, reading.value);
  return reviewed.ok
    ? redirect(`/${await pathLanguage()}/association/partners/${reading.value.partnerId}`)
    : refusal(form, reviewed);
}
