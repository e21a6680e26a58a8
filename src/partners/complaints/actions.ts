"use server";

import { redirect } from "next/navigation";
import { from, pathLanguage, requireOffice, requirePartner } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { complainAbout, replyToProposal, takeStep } from "./commands";
import { Complain, Reply, Step } from "./schema";

export async function complainAboutAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Complain, form);
  if (!reading.ok) return reading.state;
  const [who, language] = [await from(), await pathLanguage()];
  const made = await complainAbout(reading.value, language, onceOf(form, who.network), who);
  if (made.ok) redirect(`/${language}/complain?sent=${made.value}`);
  return made.reason === "not-found" ? wrongField(form, "about", "choice") : refusal(form, made);
}

export async function takeStepAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("partner-curator", "administrator");
  const reading = readForm(Step, form);
  if (!reading.ok) return reading.state;
  const taken = await takeStep(office, reading.value);
  return taken.ok
    ? redirect(`/${await pathLanguage()}/association/partner-complaints`)
    : refusal(form, taken);
}

export async function replyAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner();
  const reading = readForm(Reply, form);
  if (!reading.ok) return reading.state;
  const replied = await replyToProposal(partner, reading.value.complaintId, reading.value.reply);
  return replied.ok
    ? redirect(`/${await pathLanguage()}/partner#mediation`)
    : refusal(form, replied);
}
