"use server";

import { redirect } from "next/navigation";
import { giveConsent, withdrawConsent } from "@/accounts/consents/commands";
import { Give, Withdraw } from "@/accounts/consents/schema";
import { pathLanguage, requireActor, requireOffice } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { patientOf } from "../access/policy";
import { type Step, steps } from "../answers/rules";
import { beginRequest, saveStep } from "../drafts/commands";
import { decideByPatient, decideRequest, sayPaid, submitRequest, takeOn } from "./commands";
import { Decide, DecideOwn, Start, Steps, Which } from "./schema";

const place = async (path: string) => `/${await pathLanguage()}/second-opinion/${path}`;

/** Which signs were ticked stands in no address and is kept nowhere: it only decides where to go on. */
export async function checkFlagsAction(_before: FormState, form: FormData): Promise<FormState> {
  if (form.getAll("flag").length > 0) redirect(await place("start/emergency"));
  const about = new URLSearchParams();
  for (const name of ["topic", "facility"]) {
    const value = form.get(name);
    if (typeof value === "string" && value !== "") about.set(name, value.slice(0, 200));
  }
  redirect(await place(`start/check${about.size > 0 ? `?${about}` : ""}`));
}

export async function beginRequestAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Start, form);
  if (!reading.ok) return reading.state;
  const { country, topic, facility } = reading.value;
  const [kind = "", slug = ""] = topic.split(":");
  const begun = await beginRequest(actor, onceOf(form, actor.personId), {
    country,
    facility,
    topic: topic ? { kind, slug } : null,
    language: await pathLanguage(),
  });
  return begun.ok ? redirect(await place(`ask/${begun.value}`)) : refusal(form, begun);
}

export async function saveStepAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const step = steps.find((one) => one === form.get("step")) ?? ("who" satisfies Step);
  const reading = readForm(Steps[step], form);
  if (!reading.ok) return reading.state;
  const requestId = String(form.get("requestId"));
  const saved = await saveStep(actor, requestId, step, reading.value);
  if (!saved.ok) return refusal(form, saved);
  const next = form.get("back") === "check" ? "/check" : "";
  redirect(await place(`ask/${requestId}${next}`));
}

export async function agreeAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const patientId = patientOf(actor);
  const requestId = String(form.get("requestId"));
  if (!patientId) return refused(form, "notAllowed");
  const giving = readForm(Give, form);
  if (giving.ok && form.get("does") === "give")
    await giveConsent(actor, { patientId, ...giving.value });
  const taking = readForm(Withdraw, form);
  if (taking.ok && form.get("does") === "withdraw")
    await withdrawConsent(actor, patientId, taking.value.kind);
  redirect(await place(`ask/${requestId}/agreements`));
}

export async function submitRequestAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Which, form);
  if (!reading.ok) return reading.state;
  const { requestId, version } = reading.value;
  const sent = await submitRequest(actor, onceOf(form, actor.personId), requestId, version);
  return sent.ok ? redirect(await place(`cases/${requestId}`)) : refusal(form, sent);
}

export async function decideByPatientAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(DecideOwn, form);
  if (!reading.ok) return reading.state;
  const { requestId, version, act } = reading.value;
  const decided = await decideByPatient(actor, requestId, version, act);
  return decided.ok ? redirect(await place(`cases/${requestId}`)) : refusal(form, decided);
}

export async function sayPaidAction(_before: FormState, form: FormData): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(Which, form);
  if (!reading.ok) return reading.state;
  const { requestId, version } = reading.value;
  const said = await sayPaid(actor, requestId, version);
  return said.ok ? redirect(await place(`cases/${requestId}`)) : refusal(form, said);
}

export async function decideRequestAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("case-coordinator");
  const reading = readForm(Decide, form);
  if (!reading.ok) return reading.state;
  const { requestId, ...decision } = reading.value;
  const decided = await decideRequest(office, requestId, decision);
  return decided.ok
    ? redirect(`/${await pathLanguage()}/association/requests/${requestId}?done=1`)
    : refusal(form, decided);
}

export async function takeOnAction(_before: FormState, form: FormData): Promise<FormState> {
  const office = await requireOffice("case-coordinator");
  const reading = readForm(Which, form);
  if (!reading.ok) return reading.state;
  const taken = await takeOn(office, reading.value.requestId, reading.value.version);
  return taken.ok
    ? redirect(`/${await pathLanguage()}/association/requests/${reading.value.requestId}`)
    : refusal(form, taken);
}
