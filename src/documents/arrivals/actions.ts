"use server";

import { redirect } from "next/navigation";
import { from, pathLanguage } from "@/accounts/sessions/guards";
import { refused, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { linkBearer } from "../upload-links/queries";
import { sendWhole } from "./commands";

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
