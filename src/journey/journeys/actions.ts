"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requireStaff } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { Dates } from "../milestones/schema";
import { journeyPath } from "../places/rules";
import { beginJourney, cancelJourney, closeJourney, declineJourney, setDates } from "./commands";
import { Begin, Decline, Which } from "./schema";

export async function beginJourneyAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Begin, form);
  if (!reading.ok) return reading.state;
  const begun = await beginJourney(actor, onceOf(form, actor.personId), reading.value);
  return begun.ok
    ? redirect(`/${await pathLanguage()}/journey/${begun.value}`)
    : refusal(form, begun);
}

const back = async (form: FormData, area: "" | "facility/") =>
  `/${await pathLanguage()}/${area}${journeyPath(form)}`;

export async function cancelJourneyAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Which, form);
  if (!reading.ok) return reading.state;
  const ended = await cancelJourney(actor, reading.value);
  return ended.ok ? redirect(await back(form, "")) : refusal(form, ended);
}

export async function closeJourneyAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Which, form);
  if (!reading.ok) return reading.state;
  const closed = await closeJourney(staff, reading.value);
  return closed.ok ? redirect(await back(form, "facility/")) : refusal(form, closed);
}

export async function setDatesAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Dates, form);
  if (!reading.ok) return reading.state;
  const set = await setDates(staff, reading.value);
  return set.ok ? redirect(`${await back(form, "facility/")}?done=dates`) : refusal(form, set);
}

export async function declineJourneyAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(Decline, form);
  if (!reading.ok) return reading.state;
  const declined = await declineJourney(staff, reading.value);
  return declined.ok ? redirect(await back(form, "facility/")) : refusal(form, declined);
}
