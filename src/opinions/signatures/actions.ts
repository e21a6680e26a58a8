"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireHolderWithProof, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { Sign } from "../opinions/schema";
import { signOpinion } from "./commands";

const caseOf = (form: FormData) => String(form.get("caseId")).replaceAll(/[^0-9a-f-]/g, "");
const bench = async (form: FormData, at = "") =>
  `/${await pathLanguage()}/facility/cases/${caseOf(form)}/opinion${at}`;

export async function signOpinionAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const proven = await requireHolderWithProof();
  if (!proven) return refused(form, "needsProof");
  const reading = readForm(Sign, form);
  if (!reading.ok) return reading.state;
  const signed = await signOpinion(staff, proven, reading.value);
  return signed.ok ? redirect(await bench(form)) : refusal(form, signed);
}
