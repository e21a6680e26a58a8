"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireLinguistOrPartner, requireOffice } from "@/accounts/sessions/guards";
import { readForm, refusal, refused, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { orderTranslation, takeTranslation, workOnTranslation } from "./commands";
import { pagesOfPaper } from "./queries";
import { pagesIn } from "./rules";
import { Order, Take, Work } from "./schema";

export async function orderTranslationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const office = await requireOffice("case-coordinator");
  const reading = readForm(Order, form);
  if (!reading.ok) return reading.state;
  const count = await pagesOfPaper(office, reading.value.paperId);
  if (count === 0) return refused(form, "illegal");
  const pages = pagesIn(reading.value.pages, count);
  if (!pages) return wrongField(form, "pages", "pages");
  const ordered = await orderTranslation(office, reading.value, pages.length);
  return ordered.ok
    ? redirect(`/${await pathLanguage()}/association/requests/${reading.value.requestId}#ledger`)
    : refusal(form, ordered);
}

export async function takeTranslationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const linguist = await requireLinguistOrPartner();
  const reading = readForm(Take, form);
  if (!reading.ok) return reading.state;
  if (linguist.kind !== "linguist") return refusal(form, { reason: "notAllowed" });
  const taken = await takeTranslation(linguist, reading.value.translationId);
  return taken.ok
    ? redirect(`/${await pathLanguage()}/work/translations/${reading.value.translationId}`)
    : refusal(form, taken);
}

export async function workOnTranslationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const linguist = await requireLinguistOrPartner();
  const reading = readForm(Work, form);
  if (!reading.ok) return reading.state;
  if (linguist.kind !== "linguist") return refusal(form, { reason: "notAllowed" });
  const { translationId, does } = reading.value;
  const worked = await workOnTranslation(linguist, reading.value);
  if (!worked.ok) return refusal(form, worked);
  redirect(
    `/${await pathLanguage()}/work${does === "save" ? `/translations/${translationId}?saved=1` : ""}`,
  );
}
