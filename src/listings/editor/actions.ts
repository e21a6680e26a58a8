"use server";

import { redirect } from "next/navigation";
import { pathLanguage, requireActor } from "@/accounts/sessions/guards";
import { readForm, refusal, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { instantOfForm, milan } from "@/platform/zones";
import { dropDraft, rebase } from "../drafts/commands";
import { facilityDesk } from "../facilities/queries";
import { confirmClaim } from "../proofs/commands";
import { decide, goBack, submitSections, withdraw } from "../reviews/commands";
import { lookAgain, skipReview } from "../skips/commands";
import { meaningUnchanged, stillRight, undoAct } from "../translations/commands";
import { removeItem, saveSection, settle } from "./commands";
import { makings } from "./rules";
import {
  Act,
  Back,
  Confirm,
  Decide,
  Look,
  OneChange,
  OneDraft,
  Place,
  Settle,
  Skip,
  Submit,
  Unit,
} from "./schema";

const to = async (page: string, query: Record<string, string>) => {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  return `/${await pathLanguage()}/desk${page}${asked.size > 0 ? `?${asked}` : ""}`;
};

export async function saveSectionAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const place = readForm(Place, form);
  if (!place.ok) return place.state;
  const { section, language, of } = place.value;
  const where = { section, in: language, of };
  if (form.get("remove") === "yes") {
    const removed = await removeItem(actor, place.value);
    return removed.ok
      ? redirect(await to("/edit", { ...where, done: "saved" }))
      : refusal(form, removed);
  }
  if (section === "photographs") return refusal(form, { reason: "not-found" });
  const reading = readForm(makings[section].form, form);
  if (!reading.ok) return reading.state;
  const saved = await saveSection(actor, place.value, reading.value);
  if (!saved.ok)
    return saved.reason === "source"
      ? wrongField(form, "sourceUrl", "required")
      : refusal(form, saved);
  return redirect(await to("/edit", { ...where, done: saved.value.outcome }));
}

export async function settleAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Settle, form);
  if (!reading.ok) return reading.state;
  const settled = await settle(actor, reading.value);
  const { section, language, of } = reading.value;
  return settled.ok
    ? redirect(await to("/edit", { section, in: language, of, done: "saved" }))
    : refusal(form, settled);
}

export async function rebaseAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Place, form);
  if (!reading.ok) return reading.state;
  const { section, language, of } = reading.value;
  const moved = await rebase(actor, facilityDesk, reading.value);
  return moved.ok
    ? redirect(await to("/edit", { section, in: language, of, done: "saved" }))
    : refusal(form, moved);
}

export async function dropDraftAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(OneDraft, form);
  if (!reading.ok) return reading.state;
  const dropped = await dropDraft(actor, facilityDesk, reading.value.draftId);
  return dropped.ok
    ? redirect(await to("", { of: reading.value.of, done: "dropped" }))
    : refusal(form, dropped);
}

export async function submitAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Submit, form);
  if (!reading.ok) return reading.state;
  const { recordId, language, asksOffice, of } = reading.value;
  const made = await submitSections(actor, facilityDesk, {
    recordId,
    language,
    asksOffice: Boolean(asksOffice),
  });
  return made.ok
    ? redirect(await to("/review", { change: made.value, of, done: "submitted" }))
    : refusal(form, made);
}

export async function decideAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Decide, form);
  if (!reading.ok) return reading.state;
  const { publishAt, of, ...decision } = reading.value;
  if (decision.answer === "return" && decision.reason === "")
    return wrongField(form, "reason", "required");
  const comments = [...form].flatMap(([name, value]) => {
    const field = /^comment-(.{1,80})$/.exec(name)?.[1];
    const body = typeof value === "string" ? value.trim().slice(0, 500) : "";
    return field && body ? [{ field, body }] : [];
  });
  const at = publishAt === "" ? null : instantOfForm(milan, publishAt);
  const decided = await decide(actor, facilityDesk, { ...decision, comments, publishAt: at });
  return decided.ok
    ? redirect(await to("/review", { change: decision.changeId, of, done: decision.answer }))
    : refusal(form, decided);
}

export async function withdrawAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(OneChange, form);
  if (!reading.ok) return reading.state;
  const back = await withdraw(actor, facilityDesk, reading.value.changeId);
  return back.ok
    ? redirect(await to("", { of: reading.value.of, done: "withdrawn" }))
    : refusal(form, back);
}

export async function skipReviewAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Skip, form);
  if (!reading.ok) return reading.state;
  const { changeId, comment, of } = reading.value;
  if (comment === "") return wrongField(form, "comment", "required");
  const skipped = await skipReview(actor, facilityDesk, changeId, comment);
  return skipped.ok
    ? redirect(await to("/review", { change: changeId, of, done: "approve" }))
    : refusal(form, skipped);
}

export async function lookAgainAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Look, form);
  if (!reading.ok) return reading.state;
  const { changeId, result, of } = reading.value;
  const looked = await lookAgain(actor, facilityDesk, changeId, result);
  return looked.ok
    ? redirect(await to("/review", { change: changeId, of, done: "looked" }))
    : refusal(form, looked);
}

export async function translationAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Unit, form);
  if (!reading.ok) return reading.state;
  const { recordId, language, field, of } = reading.value;
  const done =
    language === ""
      ? await meaningUnchanged(actor, facilityDesk, recordId, field)
      : await stillRight(actor, facilityDesk, recordId, field, language);
  return done.ok ? redirect(await to("/translations", { of, done: "saved" })) : refusal(form, done);
}

export async function undoTranslationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Act, form);
  if (!reading.ok) return reading.state;
  const undone = await undoAct(actor, facilityDesk, reading.value.actId);
  return undone.ok
    ? redirect(await to("/translations", { of: reading.value.of, done: "undone" }))
    : refusal(form, undone);
}

export async function goBackAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Back, form);
  if (!reading.ok) return reading.state;
  const { of, ...asked } = reading.value;
  const made = await goBack(actor, facilityDesk, asked);
  return made.ok
    ? redirect(await to("/review", { change: made.value, of, done: "submitted" }))
    : refusal(form, made);
}

export async function confirmClaimAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Confirm, form);
  if (!reading.ok) return reading.state;
  const { of, language: _, ...proof } = reading.value;
  const confirmed = await confirmClaim(actor, facilityDesk, { ...proof, nextCheckOn: null });
  return confirmed.ok
    ? redirect(await to("/proofs", { of, done: "saved" }))
    : refusal(form, confirmed);
}
