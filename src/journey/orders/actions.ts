"use server";

import { redirect } from "next/navigation";
import {
  pathLanguage,
  requireActor,
  requireOffice,
  requirePartner,
} from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { journeyPath, legPath } from "../places/rules";
import { answerOrder, cancelOrder, decideOrder, disputeOrder, takeStep } from "./commands";
import { AnswerOrder, DecideOrder, EndOrder, Step, WhichOrder } from "./schema";

const legPage = async (form: FormData) => `/${await pathLanguage()}/${legPath(form)}`;
const workPage = async (id: string) => `/${await pathLanguage()}/partner/orders/${id}`;

export async function answerOrderAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("answer-orders");
  const reading = readForm(AnswerOrder, form);
  if (!reading.ok) return reading.state;
  const answered = await answerOrder(partner, reading.value);
  return answered.ok
    ? redirect(`${await workPage(reading.value.orderId)}?done=${reading.value.does}`)
    : refusal(form, answered);
}

export async function endOrderAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(EndOrder, form);
  if (!reading.ok) return reading.state;
  const ended = await cancelOrder(actor, reading.value);
  if (!ended.ok) return refusal(form, ended);
  redirect(
    actor.kind === "partner"
      ? `${await workPage(reading.value.orderId)}?done=ended`
      : `${await legPage(form)}?done=ended`,
  );
}

export async function stepAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("answer-orders");
  const reading = readForm(Step, form);
  if (!reading.ok) return reading.state;
  const taken = await takeStep(partner, reading.value);
  return taken.ok
    ? redirect(`${await workPage(reading.value.orderId)}?done=step`)
    : refusal(form, taken);
}

export async function disputeOrderAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(WhichOrder, form);
  if (!reading.ok) return reading.state;
  const disputed = await disputeOrder(actor, reading.value);
  return disputed.ok ? redirect(`${await legPage(form)}?done=saved`) : refusal(form, disputed);
}

export async function decideOrderAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("case-coordinator");
  const reading = readForm(DecideOrder, form);
  if (!reading.ok) return reading.state;
  const decided = await decideOrder(office, reading.value);
  return decided.ok
    ? redirect(`/${await pathLanguage()}/association/${journeyPath(form)}?done=decided`)
    : refusal(form, decided);
}
