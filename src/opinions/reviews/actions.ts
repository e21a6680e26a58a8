"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { AnswerComment, Comment, Verdict } from "../opinions/schema";
import { answerComment, commentOn, judgeDraft } from "./commands";

const caseOf = (form: FormData) => String(form.get("caseId")).replaceAll(/[^0-9a-f-]/g, "");
const bench = async (form: FormData, at = "") =>
  `/${await pathLanguage()}/facility/cases/${caseOf(form)}/opinion${at}`;

export async function commentAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("second-reader");
  const reading = readForm(Comment, form);
  if (!reading.ok) return reading.state;
  const { opinionId, section, body } = reading.value;
  const said = await commentOn(staff, opinionId, section, body);
  return said.ok ? redirect(await bench(form, "#comments")) : refusal(form, said);
}

export async function answerCommentAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(AnswerComment, form);
  if (!reading.ok) return reading.state;
  const said = await answerComment(staff, reading.value.commentId, reading.value.answer);
  return said.ok ? redirect(await bench(form, "#comments")) : refusal(form, said);
}

export async function judgeDraftAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("second-reader");
  const reading = readForm(Verdict, form);
  if (!reading.ok) return reading.state;
  const judged = await judgeDraft(staff, reading.value);
  return judged.ok ? redirect(`/${await pathLanguage()}/facility/cases`) : refusal(form, judged);
}
