"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { journeyPath } from "../places/rules";
import { changeFeed } from "./commands";
import { ChangeFeed } from "./schema";

export async function changeFeedAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(ChangeFeed, form);
  if (!reading.ok) return reading.state;
  const language = await pathLanguage();
  const changed = await changeFeed(actor, { ...reading.value, language });
  return changed.ok
    ? redirect(`/${language}/${journeyPath(form)}#calendar`)
    : refusal(form, changed);
}
