"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireOffice } from "@/accounts/sessions/guards";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { noteCover, setItem } from "./commands";
import { NoteCover, SetItem } from "./schema";

const pageOf = async (slug: string) => `/${await pathLanguage()}/association/facilities/${slug}`;

export async function setItemAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator", "partner-curator");
  const reading = readForm(SetItem, form);
  if (!reading.ok) return reading.state;
  const { slug, item } = reading.value;
  const set = await setItem(office, reading.value);
  return set.ok ? redirect(`${await pageOf(slug)}#item-${item}`) : refusal(form, set);
}

export async function noteCoverAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator", "partner-curator");
  const reading = readForm(NoteCover, form);
  if (!reading.ok) return reading.state;
  const noted = await noteCover(office, reading.value);
  if (noted.ok) redirect(`${await pageOf(reading.value.slug)}#cover`);
  return noted.reason === "dayPast" ? wrongField(form, "until", "dayPast") : refusal(form, noted);
}
