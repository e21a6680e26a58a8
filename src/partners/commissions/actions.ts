"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { endCommission, noteCommission } from "./commands";
import { NewCommission } from "./schema";

const back = async (kind: string, partnerId: string) =>
  `/${await pathLanguage()}/${kind === "office" ? `association/partners/${partnerId}` : "partner/papers"}#commissions`;

export async function noteCommissionAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(NewCommission, form);
  if (!reading.ok) return reading.state;
  const noted = await noteCommission(actor, onceOf(form, actor.personId), reading.value);
  if (noted.ok) redirect(await back(actor.kind, reading.value.partnerId));
  return noted.reason === "noFacility"
    ? wrongField(form, "facility", "choice")
    : refusal(form, noted);
}

const One = z.object({ partnerId: z.uuid(), commissionId: z.uuid() });

export async function endCommissionAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(One, form);
  if (!reading.ok) return reading.state;
  const ended = await endCommission(actor, reading.value.partnerId, reading.value.commissionId);
  return ended.ok
    ? redirect(await back(actor.kind, reading.value.partnerId))
    : refusal(form, ended);
}
