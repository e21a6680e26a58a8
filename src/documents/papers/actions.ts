"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor, requireOffice } from "@/accounts/sessions/guards";
import { DecidePaper, Paper } from "@/cases/requests/schema";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { addPaper, decidePaper, sayNotHad } from "./commands";

const back = async (requestId: string) =>
  `/${await pathLanguage()}/second-opinion/cases/${requestId}#papers`;

export async function addPaperAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Paper, form);
  if (!reading.ok) return reading.state;
  const { requestId, kind } = reading.value;
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return wrongField(form, "file", "file");
  const added = await addPaper(actor, requestId, kind, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if (added.ok) redirect(await back(requestId));
  return ["fileType", "fileSize", "fileEmpty"].includes(added.reason)
    ? wrongField(form, "file", added.reason)
    : refusal(form, added);
}

export async function sayNotHadAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Paper, form);
  if (!reading.ok) return reading.state;
  const said = await sayNotHad(actor, reading.value.requestId, reading.value.kind);
  return said.ok ? redirect(await back(reading.value.requestId)) : refusal(form, said);
}

export async function decidePaperAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("case-coordinator");
  const reading = readForm(DecidePaper, form);
  if (!reading.ok) return reading.state;
  const decided = await decidePaper(office, reading.value);
  return decided.ok
    ? redirect(`/${await pathLanguage()}/association/requests/${reading.value.requestId}#papers`)
    : refusal(form, decided);
}
