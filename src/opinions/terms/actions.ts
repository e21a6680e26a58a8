"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireOffice, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { changeTerms, confirmTerms } from "./commands";
import { ConfirmTerms, Terms } from "./schema";

export async function changeTermsAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Terms, form);
  if (!reading.ok) return reading.state;
  const changed = await changeTerms(staff, reading.value);
  return changed.ok ? redirect(`/${await pathLanguage()}/facility/terms`) : refusal(form, changed);
}

export async function confirmTermsAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator");
  const reading = readForm(ConfirmTerms, form);
  if (!reading.ok) return reading.state;
  const confirmed = await confirmTerms(office, reading.value);
  return confirmed.ok
    ? redirect(`/${await pathLanguage()}/association/terms`)
    : refusal(form, confirmed);
}
