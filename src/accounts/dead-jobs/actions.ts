"use server";

import { redirect } from "next/navigation";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { pathLanguage, requireOffice } from "../sessions/guards";
import { OneId } from "../sessions/schema";
import { runAgain } from "./commands";

/** A job that waits again leaves the list, so what came of it is said above the list. */
export async function runAgainAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("administrator");
  const reading = readForm(OneId, form);
  if (!reading.ok) return reading.state;
  const moved = await runAgain(office, reading.value.id);
  const page = `/${await pathLanguage()}/association/jobs`;
  if (moved.ok) redirect(`${page}?done=1`);
  return moved.reason === "alreadyDone" ? redirect(`${page}?done=already`) : refusal(form, moved);
}
