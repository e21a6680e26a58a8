"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireOffice } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { publishRules } from "./commands";
import { Publish } from "./schema";

export async function publishRulesAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator");
  const reading = readForm(Publish, form);
  if (!reading.ok) return reading.state;
  const published = await publishRules(office, reading.value);
  return published.ok
    ? redirect(`/${await pathLanguage()}/association/rules?done=${published.value}`)
    : refusal(form, published);
}
