"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requirePartner } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { OfferForm, WhichOffer } from "../offers/schema";
import { declineOffer, makeOffer } from "./commands";

const page = async (id: string) => `/${await pathLanguage()}/partner/orders/${id}`;

export async function makeOfferAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("answer-orders");
  const reading = readForm(OfferForm, form);
  if (!reading.ok) return reading.state;
  const made = await makeOffer(partner, reading.value);
  return made.ok
    ? redirect(`${await page(reading.value.offerId)}?done=offered`)
    : refusal(form, made);
}

export async function declineOfferAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("answer-orders");
  const reading = readForm(WhichOffer, form);
  if (!reading.ok) return reading.state;
  const declined = await declineOffer(partner, reading.value);
  return declined.ok
    ? redirect(`${await page(reading.value.offerId)}?done=declined`)
    : refusal(form, declined);
}
