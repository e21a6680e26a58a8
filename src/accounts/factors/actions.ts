"use server";

import { redirect } from "next/navigation";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import {
  from,
  pathLanguage,
  requireHolderWithProof,
  requireUnfinished,
  sessionDays,
  setSessionCookie,
} from "../sessions/guards";
import { Code } from "../sessions/schema";
import { finishEnrolment, removeSecondStep, renewRecoveryCodes } from "./commands";
import { groupedCode } from "./rules";

/** With the recovery codes in it, shown this once and kept nowhere. */
export type CodesState = FormState & { codes?: string[] };

/** Turning on the second step: as part of signing in where a role needs it, else after a fresh proof. */
export async function finishEnrolmentAction(
  _before: CodesState,
  form: FormData,
): Promise<CodesState> {
  const { holder, session } = await requireUnfinished();
  if (
    (session.hasSecondFactor || !session.mustHaveSecondFactor) &&
    !(await requireHolderWithProof())
  )
    return refused(form, "needsProof");
  const reading = readForm(Code, form);
  if (!reading.ok) return reading.state;
  const finished = await finishEnrolment(holder, reading.value.code, await from());
  if (!finished.ok) return refusal(form, finished);
  await setSessionCookie(finished.value.token, await sessionDays());
  return { values: {}, fieldErrors: {}, codes: finished.value.codes.map(groupedCode) };
}

export async function renewCodesAction(_before: CodesState, form: FormData): Promise<CodesState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  const renewed = await renewRecoveryCodes(holder);
  return renewed.ok
    ? { values: {}, fieldErrors: {}, codes: renewed.value.map(groupedCode) }
    : refusal(form, renewed);
}

export async function removeSecondStepAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  const removed = await removeSecondStep(holder);
  if (!removed.ok) return refusal(form, removed);
  await setSessionCookie(removed.value, await sessionDays());
  redirect(`/${await pathLanguage()}/account/security`);
}
