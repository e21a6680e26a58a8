"use server";

import { redirect } from "next/navigation";
import { onceOf, readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { pathLanguage, requireActor, requireHolder, requirePatient } from "../sessions/guards";
import { OneId } from "../sessions/schema";
import { changeRights, endRelation, inviteHelper, sendProof } from "./commands";
import { ChangeRights, InviteHelper } from "./schema";

const people = async (done = "") =>
  `/${await pathLanguage()}/account/people${done ? `?done=${done}` : ""}`;

export async function inviteHelperAction(_before: FormState, form: FormData): Promise<FormState> {
  const patient = await requirePatient();
  const reading = readForm(InviteHelper, form);
  if (!reading.ok) return reading.state;
  const invited = await inviteHelper(patient, onceOf(form, patient.personId), reading.value);
  return invited.ok ? redirect(await people("sent")) : refusal(form, invited);
}

export async function changeRightsAction(_before: FormState, form: FormData): Promise<FormState> {
  const patient = await requirePatient();
  const reading = readForm(ChangeRights, form);
  if (!reading.ok) return reading.state;
  const changed = await changeRights(patient, reading.value.relationId, reading.value.rights);
  return changed.ok ? redirect(await people("saved")) : refusal(form, changed);
}

/** From the patient's side or the helper's: whose page it is decides where it leads back to. */
export async function endRelationAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(OneId, form);
  if (!reading.ok) return reading.state;
  const ended = await endRelation(actor, reading.value.id);
  if (!ended.ok) return refusal(form, ended);
  redirect(actor.kind === "patient" ? await people() : `/${await pathLanguage()}/account`);
}

export async function sendProofAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolder();
  const reading = readForm(OneId, form);
  if (!reading.ok) return reading.state;
  const file = form.get("proof");
  if (!(file instanceof File) || file.name === "") return wrongField(form, "proof", "file");
  const sent = await sendProof(holder, reading.value.id, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if (sent.ok) redirect(`/${await pathLanguage()}/account/patients?done=1`);
  return ["fileType", "fileSize", "fileEmpty"].includes(sent.reason)
    ? wrongField(form, "proof", sent.reason)
    : refusal(form, sent);
}
