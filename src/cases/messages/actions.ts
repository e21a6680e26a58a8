"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { Message } from "../requests/schema";
import { writeMessage } from "./commands";

export async function writeMessageAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Message, form);
  if (!reading.ok) return reading.state;
  const { requestId, body } = reading.value;
  const written = await writeMessage(actor, onceOf(form, actor.personId), requestId, body);
  if (!written.ok) return refusal(form, written);
  redirect(
    `/${await pathLanguage()}/${actor.kind === "office" ? "association/requests" : "second-opinion/cases"}/${requestId}#messages`,
  );
}
