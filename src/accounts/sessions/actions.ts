"use server";

import { redirect } from "next/navigation";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { chooseRole, endOtherSessions, endSession } from "./commands";
import {
  dropSessionCookie,
  pathLanguage,
  requireHolder,
  requireHolderWithProof,
  requireUnfinished,
  sessionDays,
  setSessionCookie,
} from "./guards";
import { OneId } from "./schema";

export async function chooseRoleAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolder();
  const reading = readForm(OneId, form);
  if (!reading.ok) return reading.state;
  const chosen = await chooseRole(holder, reading.value.id);
  if (!chosen.ok) return refusal(form, chosen);
  await setSessionCookie(chosen.value, await sessionDays());
  redirect(`/${await pathLanguage()}/account`);
}

export async function signOutAction(): Promise<void> {
  const { holder } = await requireUnfinished();
  await endSession(holder, holder.sessionId);
  await dropSessionCookie();
  redirect(`/${await pathLanguage()}/sign-in?out=1`);
}

export async function endSessionAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  const reading = readForm(OneId, form);
  if (!reading.ok) return reading.state;
  const ended = await endSession(holder, reading.value.id);
  return ended.ok
    ? redirect(`/${await pathLanguage()}/account/security?done=endedOne`)
    : refusal(form, ended);
}

export async function endOthersAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  await endOtherSessions(holder);
  redirect(`/${await pathLanguage()}/account/security?done=endedOthers`);
}
