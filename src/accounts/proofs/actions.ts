"use server";

import { redirect } from "next/navigation";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { decideProof } from "../relations/commands";
import { pathLanguage, requireOffice } from "../sessions/guards";
import { Decision } from "./schema";

/** A proof decided leaves the list, so what came of it is said above the list and not in a form that is gone. */
export async function decideProofAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator");
  const reading = readForm(Decision, form);
  if (!reading.ok) return reading.state;
  const decided = await decideProof(office, reading.value.id, reading.value.answer === "confirm");
  const page = `/${await pathLanguage()}/association/proofs`;
  if (decided.ok) redirect(`${page}?done=1`);
  if (decided.reason === "alreadyDone") redirect(`${page}?done=already`);
  // A newer paper has come meanwhile: the list says that it is to be opened first.
  return decided.reason === "needsLook" ? redirect(page) : refusal(form, decided);
}
