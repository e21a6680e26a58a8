"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requirePartner } from "@/accounts/sessions/guards";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { addPaper } from "./commands";
import { fileReasons } from "./rules";
import { NewPaper } from "./schema";

/** A newer paper for an item of the checklist. It counts once the association has looked at it. */
export async function renewPaperAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("send-papers");
  const reading = readForm(NewPaper, form);
  if (!reading.ok) return reading.state;
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return wrongField(form, "file", "file");
  const added = await addPaper(
    { partnerId: partner.partnerId, as: partner },
    { ...reading.value, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) },
  );
  if (added.ok)
    redirect(`/${await pathLanguage()}/partner/papers?done=sent#item-${reading.value.item}`);
  if (fileReasons.includes(added.reason)) return wrongField(form, "file", added.reason);
  return ["needsEnd", "endPast"].includes(added.reason)
    ? wrongField(form, "endsOn", added.reason)
    : refusal(form, added);
}
