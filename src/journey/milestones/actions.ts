"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { readForm, refusal } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { journeyPath } from "../places/rules";
import { sayHappened, setMilestone } from "./commands";
import { Happened, Move } from "./schema";

const back = async (form: FormData, isStaff: boolean) =>
  `/${await pathLanguage()}/${isStaff ? "facility/" : ""}${journeyPath(form)}`;

export async function setMilestoneAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Move, form);
  if (!reading.ok) return reading.state;
  const set = await setMilestone(actor, reading.value);
  return set.ok
    ? redirect(`${await back(form, actor.kind === "staff")}?done=moved`)
    : refusal(form, set);
}

export async function sayHappenedAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Happened, form);
  if (!reading.ok) return reading.state;
  const said = await sayHappened(actor, reading.value);
  return said.ok
    ? redirect(`${await back(form, actor.kind === "staff")}?done=said`)
    : refusal(form, said);
}
