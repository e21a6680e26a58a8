"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { legPath } from "../places/rules";
import { acceptOffer, askPartners, chooseLeg, passOffer, readNotice } from "./commands";
import { Ask, ChooseLeg, ReadNotice, WhichOffer } from "./schema";

const back = async (form: FormData) => `/${await pathLanguage()}/${legPath(form)}`;

export async function askPartnersAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Ask, form);
  if (!reading.ok) return reading.state;
  const asked = await askPartners(actor, reading.value);
  return asked.ok ? redirect(`${await back(form)}?done=asked`) : refusal(form, asked);
}

export async function chooseLegAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(ChooseLeg, form);
  if (!reading.ok) return reading.state;
  const chosen = await chooseLeg(actor, reading.value);
  return chosen.ok ? redirect(`${await back(form)}?done=saved`) : refusal(form, chosen);
}

export async function passOfferAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(WhichOffer, form);
  if (!reading.ok) return reading.state;
  const passed = await passOffer(actor, reading.value);
  return passed.ok ? redirect(`${await back(form)}?done=saved`) : refusal(form, passed);
}

export async function readNoticeAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(ReadNotice, form);
  if (!reading.ok) return reading.state;
  const read = await readNotice(actor, reading.value);
  return read.ok ? redirect(`${await back(form)}/${reading.value.offerId}`) : refusal(form, read);
}

export async function acceptOfferAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(WhichOffer, form);
  if (!reading.ok) return reading.state;
  const accepted = await acceptOffer(actor, reading.value);
  return accepted.ok ? redirect(`${await back(form)}?done=ordered`) : refusal(form, accepted);
}
