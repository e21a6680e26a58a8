"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireHolderWithProof, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { signClearance } from "./commands";
import { Clear } from "./schema";

export async function signClearanceAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const proven = await requireHolderWithProof();
  if (!proven) return refused(form, "needsProof");
  const reading = readForm(Clear, form);
  if (!reading.ok) return reading.state;
  const signed = await signClearance(staff, proven, reading.value);
  return signed.ok
    ? redirect(`/${await pathLanguage()}/facility/clearances?done=1`)
    : refusal(form, signed);
}
