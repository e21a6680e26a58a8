"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireOffice } from "@/accounts/sessions/guards";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { setCheck } from "./commands";
import { SetCheck } from "./schema";

export async function setCheckAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("partner-curator");
  const reading = readForm(SetCheck, form);
  if (!reading.ok) return reading.state;
  const { partnerId, item } = reading.value;
  const set = await setCheck(office, reading.value);
  if (set.ok) redirect(`/${await pathLanguage()}/association/partners/${partnerId}#item-${item}`);
  return ["needsEnd", "endPast"].includes(set.reason)
    ? wrongField(form, "endsOn", set.reason)
    : refusal(form, set);
}
