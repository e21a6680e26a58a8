"use server";

import { redirect } from "next/navigation";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { askForRegistration } from "../links/commands";
import { isPasswordProblem } from "../passwords/rules";
import { enterWith, from, pathLanguage } from "../sessions/guards";
import { finishRegistration } from "./commands";
import { Confirm, Register } from "./schema";

export async function registerAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Register, form);
  if (!reading.ok) return reading.state;
  const language = await pathLanguage();
  const asked = await askForRegistration(reading.value.email, language, await from());
  return asked.ok ? redirect(`/${language}/register?sent=1`) : refusal(form, asked);
}

export async function confirmAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Confirm, form);
  if (!reading.ok) return reading.state;
  const language = await pathLanguage();
  const { token, ...answers } = reading.value;
  const finished = await finishRegistration(token, answers, language, await from());
  if (!finished.ok)
    return isPasswordProblem(finished.reason)
      ? wrongField(form, "password", finished.reason)
      : refusal(form, finished);
  await enterWith(finished.value);
  redirect(`/${language}/account`);
}
