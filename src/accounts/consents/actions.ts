"use server";

import { redirect } from "next/navigation";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { pathLanguage, requirePatient } from "../sessions/guards";
import { giveConsent, withdrawConsent } from "./commands";
import { Give, Withdraw } from "./schema";

export async function giveConsentAction(_before: FormState, form: FormData): Promise<FormState> {
  const patient = await requirePatient();
  const reading = readForm(Give, form);
  if (!reading.ok) return reading.state;
  const given = await giveConsent(patient, { patientId: patient.personId, ...reading.value });
  return given.ok
    ? redirect(`/${await pathLanguage()}/account/consents?done=1`)
    : refusal(form, given);
}

export async function withdrawConsentAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const patient = await requirePatient();
  const reading = readForm(Withdraw, form);
  if (!reading.ok) return reading.state;
  const withdrawn = await withdrawConsent(patient, patient.personId, reading.value.kind);
  return withdrawn.ok
    ? redirect(`/${await pathLanguage()}/account/consents?done=1`)
    : refusal(form, withdrawn);
}
