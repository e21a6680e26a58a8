"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { amendOpinion, handIn, judgeFirst, saveOpinion } from "./commands";
import { Amend, Draft, Judge } from "./schema";

const caseOf = (form: FormData) => String(form.get("caseId")).replaceAll(/[^0-9a-f-]/g, "");
const bench = async (form: FormData, at = "") =>
  `/${await pathLanguage()}/facility/cases/${caseOf(form)}/opinion${at}`;

export async function judgeFirstAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(Judge, form);
  if (!reading.ok) return reading.state;
  const judged = await judgeFirst(staff, reading.value);
  return judged.ok ? redirect(await bench(form)) : refusal(form, judged);
}

export async function saveOpinionAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(Draft, form);
  if (!reading.ok) return reading.state;
  const { opinionId, revision, content } = reading.value;
  const saved = await saveOpinion(staff, opinionId, revision, content);
  if (!saved.ok) return refusal(form, saved);
  if (form.get("does") !== "hand-in") redirect(await bench(form, "?saved=1"));
  const given = await handIn(staff, opinionId, Number(form.get("version")));
  // What was typed is kept already; the page shows it again with what is missing.
  return given.ok
    ? redirect(`/${await pathLanguage()}/facility/cases/${caseOf(form)}`)
    : redirect(await bench(form, `?why=${given.reason}`));
}

export async function amendOpinionAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(Amend, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, why } = reading.value;
  const begun = await amendOpinion(staff, requestId, version, why);
  return begun.ok
    ? redirect(`/${await pathLanguage()}/facility/cases/${requestId}/opinion`)
    : refusal(form, begun);
}
