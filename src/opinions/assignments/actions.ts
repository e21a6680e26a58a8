"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireStaff } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { acceptOffer, declineOffer, findNotSuitable, findSuitable } from "./commands";
import { Answer, Triage } from "./schema";

const theirs = async (requestId: string) => `/${await pathLanguage()}/facility/cases/${requestId}`;

export async function triageAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("medical-triage");
  const reading = readForm(Triage, form);
  if (!reading.ok) return reading.state;
  const said = reading.value;
  const judged =
    said.does === "suitable"
      ? await findSuitable(staff, said)
      : await findNotSuitable(staff, said.requestId, said.version, said.why);
  if (!judged.ok) return refusal(form, judged);
  redirect(
    said.does === "suitable"
      ? await theirs(said.requestId)
      : `/${await pathLanguage()}/facility/cases`,
  );
}

export async function answerOfferAction(_before: FormState, form: FormData): Promise<FormState> {
  const staff = await requireStaff("specialist");
  const reading = readForm(Answer, form);
  if (!reading.ok) return reading.state;
  const { assignmentId, does, code, why } = reading.value;
  if (does === "accept") {
    const accepted = await acceptOffer(staff, assignmentId);
    return accepted.ok ? redirect(await theirs(accepted.value)) : refusal(form, accepted);
  }
  const declined = await declineOffer(staff, assignmentId, code, why);
  return declined.ok
    ? redirect(`/${await pathLanguage()}/facility/cases`)
    : refusal(form, declined);
}
