"use server";

import { redirect } from "next/navigation";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { askToChangeEmail, changeEmail } from "../links/commands";
import {
  dropSessionCookie,
  from,
  pathLanguage,
  requireHolder,
  requireHolderWithProof,
} from "../sessions/guards";
import { Token } from "../sessions/schema";
import { correctProfile } from "./commands";
import { NewEmail, Profile } from "./schema";

export async function correctProfileAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolder();
  const reading = readForm(Profile, form);
  if (!reading.ok) return reading.state;
  await correctProfile(holder, reading.value);
  redirect(`/${reading.value.language}/account?done=saved`);
}

export async function askToChangeEmailAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  const reading = readForm(NewEmail, form);
  if (!reading.ok) return reading.state;
  const asked = await askToChangeEmail(holder, reading.value.email, await from());
  return asked.ok
    ? redirect(`/${await pathLanguage()}/account?done=emailSent`)
    : refusal(form, asked);
}

/** The link proves the new address; it may be opened where nobody is signed in. */
export async function changeEmailAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Token, form);
  if (!reading.ok) return reading.state;
  const changed = await changeEmail(reading.value.token, await from());
  if (!changed.ok) return refusal(form, changed);
  await dropSessionCookie();
  redirect(`/${await pathLanguage()}/sign-in`);
}
