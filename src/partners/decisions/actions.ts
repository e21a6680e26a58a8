"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireHolderWithProof, requireOffice } from "@/accounts/sessions/guards";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { decide, finishTask } from "./commands";
import { Decide, TaskDone } from "./schema";

export async function decideAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator");
  const reading = readForm(Decide, form);
  if (!reading.ok) return reading.state;
  if (!(await requireHolderWithProof())) return refused(form, "needsProof");
  const decided = await decide(office, reading.value);
  return decided.ok
    ? redirect(`/${await pathLanguage()}/association/partners/${reading.value.partnerId}`)
    : refusal(form, decided);
}

export async function finishTaskAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("partner-curator", "administrator");
  const reading = readForm(TaskDone, form);
  if (!reading.ok) return reading.state;
  const done = await finishTask(office, reading.value.taskId);
  return done.ok
    ? redirect(`/${await pathLanguage()}/association/partners/${reading.value.partnerId}#tasks`)
    : refusal(form, done);
}
