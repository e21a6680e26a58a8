"use server";

import { redirect } from "next/navigation";
import { readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { pathLanguage, requireActor, requireHolderWithProof } from "../sessions/guards";
import { OneId } from "../sessions/schema";
import { endRole } from "./commands";

export async function endRoleAction(_before: FormState, form: FormData): Promise<FormState> {
  if (!(await requireHolderWithProof())) return refused(form, "needsProof");
  const actor = await requireActor();
  const reading = readForm(OneId, form);
  if (!reading.ok) return reading.state;
  const page =
    actor.kind === "office" ? "association" : actor.kind === "partner" ? "partner" : "facility";
  const ended = await endRole(actor, reading.value.id);
  return ended.ok
    ? redirect(`/${await pathLanguage()}/${page}/people?done=ended`)
    : refusal(form, ended);
}
