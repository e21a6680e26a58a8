"use server";

import { redirect } from "next/navigation";
import { from, pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { readForm, refusal, refused, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { sendWhole } from "../uploads/commands";
import { makeUploadLink, withdrawUploadLink } from "./commands";
import { linkBearer } from "./queries";
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

/** One file of a radiology office without JavaScript. Whoever holds the link may, and nobody else. */
export async function sendImagesAction(_before: FormState, form: FormData): Promise<FormState> {
  const token = String(form.get("token") ?? "");
  const bearer = await linkBearer(token, (await from()).network);
  const here = `/${await pathLanguage()}/images?token=${encodeURIComponent(token)}`;
  if (!bearer) redirect(here);
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return wrongField(form, "file", "file");
  const sent = await sendWhole(bearer, {
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  });
  if (sent.ok) redirect(`${here}&sent=1`);
  return ["fileEmpty", "fileSize"].includes(sent.reason)
    ? wrongField(form, "file", sent.reason)
    : refused(form, sent.reason, { minutes: 1440 });
}
