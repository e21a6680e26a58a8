"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { deskPath } from "../desks/rules";
import { addPicture } from "./commands";
import { PictureForm } from "./schema";

export async function addPictureAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(PictureForm, form);
  if (!reading.ok) return reading.state;
  const file = form.get("file");
  if (!(file instanceof File) || file.name === "") return wrongField(form, "file", "file");
  if (file.size > 50_000_000) return wrongField(form, "file", "fileSize");
  const { of, ...given } = reading.value;
  const added = await addPicture(actor, { ...given, bytes: Buffer.from(await file.arrayBuffer()) });
  if (added.ok)
    redirect(
      deskPath(await pathLanguage(), "/edit", { section: "photographs", of, done: added.value }),
    );
  return added.reason === "not-found"
    ? refusal(form, added)
    : wrongField(form, "file", added.reason);
}
