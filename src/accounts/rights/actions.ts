"use server";

import { redirect } from "next/navigation";
import { onceOf, readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { dropSessionCookie, pathLanguage, requireHolderWithProof } from "../sessions/guards";
import { askFor } from "./commands";
import { Erase } from "./schema";

export async function askForExportAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  const asked = await askFor(holder, "export", onceOf(form, holder.personId));
  return asked.ok ? redirect(`/${await pathLanguage()}/account/data?done=1`) : refusal(form, asked);
}

export async function askForErasureAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolderWithProof();
  if (!holder) return refused(form, "needsProof");
  const reading = readForm(Erase, form);
  if (!reading.ok) return reading.state;
  const asked = await askFor(holder, "erasure", onceOf(form, holder.personId));
  if (!asked.ok) return refusal(form, asked);
  await dropSessionCookie();
  redirect(`/${await pathLanguage()}/sign-in/erased?number=${asked.value}`);
}
