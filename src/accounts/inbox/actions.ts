"use server";

import { redirect } from "next/navigation";
import { readForm } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { chooseLetters, markAllRead } from "../notices/commands";
import { pathLanguage, requireHolder } from "../sessions/guards";
import { Wanted } from "./schema";

export async function markAllReadAction(_before: FormState, _form: FormData): Promise<FormState> {
  await markAllRead(await requireHolder());
  redirect(`/${await pathLanguage()}/account/notices`);
}

export async function chooseLettersAction(_before: FormState, form: FormData): Promise<FormState> {
  const holder = await requireHolder();
  const reading = readForm(Wanted, form);
  if (!reading.ok) return reading.state;
  await chooseLetters(holder, reading.value.wanted);
  redirect(`/${await pathLanguage()}/account/notices?done=1`);
}
