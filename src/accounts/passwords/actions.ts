"use server";

import { redirect } from "next/navigation";
import { readForm, refused, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import {
  pathLanguage,
  requireHolderWithProof,
  sessionDays,
  setSessionCookie,
} from "../sessions/guards";
import { changePassword } from "./commands";
import { NewPassword } from "./schema";

export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  const reading = readForm(NewPassword, form);
  if (!reading.ok) return reading.state;
  const changed = await changePassword(holder, reading.value.password);
  if (!changed.ok) return wrongField(form, "password", changed.reason);
  await setSessionCookie(changed.value, await sessionDays());
  redirect(`/${await pathLanguage()}/account/security?done=passwordSaved`);
}
