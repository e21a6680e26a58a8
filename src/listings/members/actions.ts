"use server";

import { redirect } from "next/navigation";
import {
  pathLanguage,
  requireHolderWithProof,
  requireOffice,
  requireStaff,
} from "@/accounts/sessions/guards";
import { readForm, refusal, refused, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { applyForMembership, decideOnMember, settleTask } from "./commands";
import { ApplyForMembership, DecideOnMember, TaskSettled } from "./schema";

const pageOf = async (slug: string) => `/${await pathLanguage()}/association/facilities/${slug}`;

export async function decideOnMemberAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator");
  const reading = readForm(DecideOnMember, form);
  if (!reading.ok) return reading.state;
  if (!(await requireHolderWithProof())) return refused(form, "needsProof");
  const decided = await decideOnMember(office, reading.value);
  if (decided.ok) redirect(await pageOf(reading.value.slug));
  return decided.reason === "noTarget"
    ? wrongField(form, "into", "noTarget")
    : refusal(form, decided);
}

export async function applyAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("facility-coordinator");
  const reading = readForm(ApplyForMembership, form);
  if (!reading.ok) return reading.state;
  const applied = await applyForMembership(staff, reading.value);
  return applied.ok ? redirect(`/${await pathLanguage()}/desk#standing`) : refusal(form, applied);
}

export async function settleTaskAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator", "case-coordinator");
  const reading = readForm(TaskSettled, form);
  if (!reading.ok) return reading.state;
  const done = await settleTask(office, reading.value.taskId);
  return done.ok ? redirect(await pageOf(reading.value.slug)) : refusal(form, done);
}
