"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { deleteDraft } from "@/cases/drafts/commands";
import { Which } from "@/cases/requests/schema";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { removeDraftFiles } from "./commands";

export async function deleteDraftAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Which, form);
  if (!reading.ok) return reading.state;
  const deleted = await deleteDraft(actor, reading.value.requestId, removeDraftFiles);
  return deleted.ok
    ? redirect(`/${await pathLanguage()}/second-opinion/cases`)
    : refusal(form, deleted);
}
