"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireHolderWithProof, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { journeyPath } from "../places/rules";
import { signVisaFile } from "./commands";
import { VisaForm } from "./schema";

export async function signVisaFileAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(VisaForm, form);
  if (!reading.ok) return reading.state;
  const proven = await requireHolderWithProof();
  if (!proven) return refused(form, "needsProof");
  const signed = await signVisaFile(staff, proven, reading.value);
  return signed.ok
    ? redirect(`/${await pathLanguage()}/facility/${journeyPath(form)}/visa?done=1`)
    : refusal(form, signed);
}
