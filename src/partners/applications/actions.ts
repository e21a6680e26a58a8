"use server";

import { redirect } from "next/navigation";
import type { z } from "zod";
import { from, pathLanguage } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import type { Result } from "@/platform/result";
import { addPaper, removePaper } from "../papers/commands";
import { fileReasons } from "../papers/rules";
import { NewPaper, OnePaper } from "../papers/schema";
import {
  beginApplication,
  saveContact,
  saveFirm,
  saveWork,
  sendLinksAgain,
  submitApplication,
} from "./commands";
import { type Applicant, applicantBy } from "./queries";
import { type Step, stepAfter } from "./rules";
import { Again, Begin, Contact, Firm, Send, Work } from "./schema";

export async function beginApplicationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const reading = readForm(Begin, form);
  if (!reading.ok) return reading.state;
  const [who, language] = [await from(), await pathLanguage()];
  const begun = await beginApplication(reading.value, language, onceOf(form, who.network), who);
  return begun.ok ? redirect(`/${language}/become-a-partner/start?sent=1`) : refusal(form, begun);
}

export async function sendLinksAgainAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Again, form);
  if (!reading.ok) return reading.state;
  const sent = await sendLinksAgain(reading.value.email, await from());
  return sent.ok
    ? redirect(`/${await pathLanguage()}/become-a-partner/start?sent=1`)
    : refusal(form, sent);
}

/** Whoever holds the link may, and nobody else: a link that has run out leads to the page that says so. */
async function applicant(form: FormData): Promise<{ who: Applicant; here: string }> {
  const token = String(form.get("token") ?? "");
  const who = await applicantBy(token, (await from()).network);
  const here = `/${await pathLanguage()}/become-a-partner/application?token=${encodeURIComponent(token)}`;
  return who ? { who, here } : redirect(here);
}

async function saveStepWith<S extends z.ZodType>(
  schema: S,
  form: FormData,
  step: Step,
  save: (who: Applicant, value: z.output<S>) => Promise<Result<null, string>>,
): Promise<FormState> {
  const { who, here } = await applicant(form);
  const reading = readForm(schema, form);
  if (!reading.ok) return reading.state;
  const saved = await save(who, reading.value);
  return saved.ok ? redirect(`${here}&step=${stepAfter(step)}`) : refusal(form, saved);
}

export async function saveFirmAction(_before: FormState, form: FormData): Promise<FormState> {
  return saveStepWith(Firm, form, "firm", saveFirm);
}
export async function saveContactAction(_before: FormState, form: FormData): Promise<FormState> {
  return saveStepWith(Contact, form, "contact", saveContact);
}
export async function saveWorkAction(_before: FormState, form: FormData): Promise<FormState> {
  return saveStepWith(Work, form, "work", saveWork);
}

export async function addPaperByLinkAction(_before: FormState, form: FormData): Promise<FormState> {
  const { who, here } = await applicant(form);
  const reading = readForm(NewPaper, form);
  if (!reading.ok) return reading.state;
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return wrongField(form, "file", "file");
  const added = await addPaper(who, {
    ...reading.value,
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if (added.ok) redirect(`${here}&step=papers#item-${reading.value.item}`);
  if (fileReasons.includes(added.reason)) return wrongField(form, "file", added.reason);
  return ["needsEnd", "endPast"].includes(added.reason)
    ? wrongField(form, "endsOn", added.reason)
    : refusal(form, added);
}

export async function removePaperByLinkAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const { who, here } = await applicant(form);
  const reading = readForm(OnePaper, form);
  if (!reading.ok) return reading.state;
  const removed = await removePaper(who, reading.value.paperId);
  return removed.ok ? redirect(`${here}&step=papers`) : refusal(form, removed);
}

export async function submitApplicationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const { who, here } = await applicant(form);
  const reading = readForm(Send, form);
  if (!reading.ok) return reading.state;
  const submitted = await submitApplication(who, reading.value.version);
  return submitted.ok ? redirect(here) : refusal(form, submitted);
}
