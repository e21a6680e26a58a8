"use server";

import { notFound, redirect } from "next/navigation";
import { pathLanguage, requireActor, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { Which } from "../journeys/schema";
import { journeyPath } from "../places/rules";
import { answerCheckIn, refuseCheckIns, replyToCheckIn } from "./commands";
import { ownCheckIn } from "./queries";
import { answerForm, Reply } from "./schema";

export async function answerCheckInAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const [path, day] = [journeyPath(form), Number(form.get("day"))];
  const asked = (await ownCheckIn(actor, path.split("/")[1] ?? "", day)) ?? notFound();
  const reading = readForm(answerForm(asked.set.families[asked.family], day), form);
  if (!reading.ok) return reading.state;
  const answered = await answerCheckIn(actor, asked.id, reading.value.answers);
  return answered.ok
    ? redirect(`/${await pathLanguage()}/${path}/check-in/${day}`)
    : refusal(form, answered);
}

export async function refuseCheckInsAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Which, form);
  if (!reading.ok) return reading.state;
  const refused = await refuseCheckIns(actor, reading.value);
  return refused.ok
    ? redirect(`/${await pathLanguage()}/${journeyPath(form)}`)
    : refusal(form, refused);
}

export async function replyToCheckInAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator", "medical-triage", "specialist");
  const reading = readForm(Reply, form);
  if (!reading.ok) return reading.state;
  const replied = await replyToCheckIn(staff, reading.value.checkInId, reading.value.reply);
  return replied.ok
    ? redirect(`/${await pathLanguage()}/facility/check-ins?done=1`)
    : refusal(form, replied);
}
