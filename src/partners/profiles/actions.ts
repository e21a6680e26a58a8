"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requirePartner } from "@/accounts/sessions/guards";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { removeService, saveAbout, saveService, saveTranslation } from "./commands";
import { draftOf } from "./queries";
import { About, hasPraise, RemoveService, ServiceForm, Translate } from "./schema";

const home = async () => `/${await pathLanguage()}/partner`;

export async function saveAboutAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("edit-profile");
  const reading = readForm(About, form);
  if (!reading.ok) return reading.state;
  if (hasPraise(reading.value.about, reading.value.language))
    return wrongField(form, "about", "praise");
  const saved = await saveAbout(partner, reading.value);
  return saved.ok ? redirect(`${await home()}/profile?done=saved`) : refusal(form, saved);
}

export async function saveServiceAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("edit-profile");
  const reading = readForm(ServiceForm, form);
  if (!reading.ok) return reading.state;
  const { language } = (await draftOf(partner.partnerId, await pathLanguage())).profile;
  for (const field of ["name", "included"] as const)
    if (hasPraise(reading.value[field], language)) return wrongField(form, field, "praise");
  const saved = await saveService(partner, reading.value);
  return saved.ok ? redirect(`${await home()}/services?done=saved`) : refusal(form, saved);
}

export async function removeServiceAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("edit-profile");
  const reading = readForm(RemoveService, form);
  if (!reading.ok) return reading.state;
  const removed = await removeService(partner, reading.value.version, reading.value.id);
  return removed.ok ? redirect(`${await home()}/services?done=saved`) : refusal(form, removed);
}

export async function saveTranslationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const partner = await requirePartner("edit-profile");
  const reading = readForm(Translate, form);
  if (!reading.ok) return reading.state;
  const { text, language } = reading.value;
  if (hasPraise(text, language)) return wrongField(form, "text", "praise");
  const saved = await saveTranslation(partner, reading.value);
  return saved.ok
    ? redirect(`${await home()}/profile?to=${language}&done=saved#translations`)
    : refusal(form, saved);
}
