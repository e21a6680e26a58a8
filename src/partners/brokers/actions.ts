"use server";

import { redirect } from "next/navigation";
import { from, pathLanguage, requireOffice } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { handleReport, reportBroker } from "./commands";
import { AnswerReport, Report } from "./schema";

export async function reportBrokerAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Report, form);
  if (!reading.ok) return reading.state;
  const [who, language] = [await from(), await pathLanguage()];
  const made = await reportBroker(reading.value, language, onceOf(form, who.network), who);
  return made.ok
    ? redirect(`/${language}/report-a-broker?sent=${made.value}`)
    : refusal(form, made);
}

export async function handleReportAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("partner-curator", "administrator");
  const reading = readForm(AnswerReport, form);
  if (!reading.ok) return reading.state;
  const handled = await handleReport(office, reading.value);
  if (handled.ok) redirect(`/${await pathLanguage()}/association/brokers`);
  return handled.reason === "needsAnswer"
    ? wrongField(form, "answer", "required")
    : refusal(form, handled);
}
