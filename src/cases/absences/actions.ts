"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { endAbsence, setAbsence } from "./commands";
import { Away, OneAbsence } from "./schema";

export async function setAbsenceAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Away, form);
  if (!reading.ok) return reading.state;
  const set = await setAbsence(actor, onceOf(form, actor.personId), reading.value);
  return set.ok ? redirect(`/${await pathLanguage()}/absence`) : refusal(form, set);
}

export async function endAbsenceAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(OneAbsence, form);
  if (!reading.ok) return reading.state;
  const ended = await endAbsence(actor, reading.value.absenceId);
  return ended.ok ? redirect(`/${await pathLanguage()}/absence`) : refusal(form, ended);
}
