"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requirePartner } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { legPath } from "../places/rules";
import { answerChange, askForChange, offerChange } from "./commands";
import { AnswerChange, AskChange, OfferChange } from "./schema";

const legPage = async (form: FormData) => `/${await pathLanguage()}/${legPath(form)}`;
const workPage = async (id: string) => `/${await pathLanguage()}/partner/orders/${id}`;

export async function askForChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(AskChange, form);
  if (!reading.ok) return reading.state;
  const asked = await askForChange(actor, reading.value);
  return asked.ok ? redirect(`${await legPage(form)}?done=asked`) : refusal(form, asked);
}

export async function offerChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("answer-orders");
  const reading = readForm(OfferChange, form);
  if (!reading.ok) return reading.state;
  const offered = await offerChange(partner, reading.value);
  return offered.ok
    ? redirect(`${await workPage(reading.value.orderId)}?done=changed`)
    : refusal(form, offered);
}

export async function answerChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(AnswerChange, form);
  if (!reading.ok) return reading.state;
  const answered = await answerChange(actor, reading.value);
  if (!answered.ok) return refusal(form, answered);
  redirect(
    actor.kind === "partner"
      ? `${await workPage(reading.value.orderId)}?done=changed`
      : `${await legPage(form)}?done=saved`,
  );
}
