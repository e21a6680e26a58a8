"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { makeUploadLink, withdrawUploadLink } from "./commands";
import { NewLink, OneLink } from "./schema";

/** Back to the case as whoever asked sees it: the coordinator's desk or the patient's page. */
const back = async (kind: string, requestId: string) =>
  `/${await pathLanguage()}/${kind === "office" ? "association/requests" : "second-opinion/cases"}/${requestId}#links`;

export async function makeUploadLinkAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(NewLink, form);
  if (!reading.ok) return reading.state;
  const made = await makeUploadLink(actor, { ...reading.value, language: await pathLanguage() });
  return made.ok ? redirect(await back(actor.kind, reading.value.requestId)) : refusal(form, made);
}

export async function withdrawUploadLinkAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(OneLink, form);
  if (!reading.ok) return reading.state;
  const withdrawn = await withdrawUploadLink(actor, reading.value.requestId, reading.value.linkId);
  return withdrawn.ok
    ? redirect(await back(actor.kind, reading.value.requestId))
    : refusal(form, withdrawn);
}
