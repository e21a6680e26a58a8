"use server";

import { redirect } from "next/navigation";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { passByRecoveryCode, passSecondStep, proveByCode } from "../factors/commands";
import { askForSignIn, signInByLink } from "../links/commands";
import { type Opened, proveByPassword, signInWithPassword } from "../sessions/commands";
import {
  enterWith,
  from,
  pathLanguage,
  requireHolder,
  requireUnfinished,
  sessionDays,
  setSessionCookie,
} from "../sessions/guards";
import { nextPath } from "../sessions/rules";
import { AskForLink, Code, OwnPassword, RecoveryCode, SignIn, Token } from "../sessions/schema";

async function enter(opened: Opened, next: string): Promise<never> {
  await enterWith(opened);
  const language = await pathLanguage();
  redirect(
    opened.isComplete
      ? nextPath(language, next)
      : `/${language}/sign-in/second-step?next=${encodeURIComponent(nextPath(language, next))}`,
  );
}

export async function signInAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(SignIn, form);
  if (!reading.ok) return reading.state;
  const { email, password, next } = reading.value;
  const opened = await signInWithPassword(email, password, await from());
  return opened.ok ? enter(opened.value, next ?? "") : refusal(form, opened);
}

export async function askForLinkAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(AskForLink, form);
  if (!reading.ok) return reading.state;
  const language = await pathLanguage();
  const asked = await askForSignIn(reading.value.email, language, await from());
  return asked.ok ? redirect(`/${language}/sign-in?sent=1`) : refusal(form, asked);
}

export async function signInByLinkAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Token, form);
  if (!reading.ok) return reading.state;
  const opened = await signInByLink(reading.value.token, await from());
  return opened.ok ? enter(opened.value, "") : refusal(form, opened);
}

export async function secondStepAction(_before: FormState, form: FormData): Promise<FormState> {
  const { holder } = await requireUnfinished();
  const reading = readForm(Code, form);
  if (!reading.ok) return reading.state;
  const passed = await passSecondStep(holder, reading.value.code, await from());
  if (!passed.ok) return refusal(form, passed);
  await setSessionCookie(passed.value, await sessionDays());
  redirect(nextPath(await pathLanguage(), reading.value.next));
}

export async function recoveryCodeAction(_before: FormState, form: FormData): Promise<FormState> {
  const { holder } = await requireUnfinished();
  const reading = readForm(RecoveryCode, form);
  if (!reading.ok) return reading.state;
  const passed = await passByRecoveryCode(holder, reading.value.code, await from());
  if (!passed.ok) return refusal(form, passed);
  await setSessionCookie(passed.value, await sessionDays());
  redirect(`/${await pathLanguage()}/account/security`);
}

export async function proveByPasswordAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const holder = await requireHolder();
  const reading = readForm(OwnPassword, form);
  if (!reading.ok) return reading.state;
  const proved = await proveByPassword(holder, reading.value.password);
  if (!proved.ok) return refusal(form, proved);
  await setSessionCookie(proved.value, await sessionDays());
  redirect(nextPath(await pathLanguage(), reading.value.next));
}

export async function proveByCodeAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolder();
  const reading = readForm(Code, form);
  if (!reading.ok) return reading.state;
  const proved = await proveByCode(holder, reading.value.code, await from());
  if (!proved.ok) return refusal(form, proved);
  await setSessionCookie(proved.value, await sessionDays());
  redirect(nextPath(await pathLanguage(), reading.value.next));
}
