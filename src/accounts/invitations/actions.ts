"use server";

import { redirect } from "next/navigation";
import { onceOf, readForm, refusal, refused, wrongField } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { isPasswordProblem } from "../passwords/rules";
import {
  enterWith,
  from,
  pathLanguage,
  requireActor,
  requireHolderWithProof,
} from "../sessions/guards";
import { AskForLink, OneId, Token } from "../sessions/schema";
import { acceptInvitation, invite, inviteFirstAdministrator, withdrawInvitation } from "./commands";
import { Accept, Invite } from "./schema";

/** The page of people that the form stands on: the association's, a facility's or a partner's. */
const pageOf = async (kind: string) =>
  `/${await pathLanguage()}/${kind === "office" ? "association" : kind === "partner" ? "partner" : "facility"}/people`;

export async function inviteAction(_before: FormState, form: FormData): Promise<FormState> {
  if (!(await requireHolderWithProof())) return refused(form, "needsProof");
  const actor = await requireActor();
  const reading = readForm(Invite, form);
  if (!reading.ok) return reading.state;
  const invited = await invite(actor, onceOf(form, actor.personId), reading.value);
  return invited.ok ? redirect(`${await pageOf(actor.kind)}?done=sent`) : refusal(form, invited);
}

export async function withdrawInvitationAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const actor = await requireActor();
  const reading = readForm(OneId, form);
  if (!reading.ok) return reading.state;
  const withdrawn = await withdrawInvitation(actor, reading.value.id);
  return withdrawn.ok ? redirect(await pageOf(actor.kind)) : refusal(form, withdrawn);
}

export async function acceptAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Accept, form);
  if (!reading.ok) return reading.state;
  const { token, name, password } = reading.value;
  const language = await pathLanguage();
  const accepted = await acceptInvitation(token, { name, password }, language, await from());
  if (!accepted.ok)
    return isPasswordProblem(accepted.reason)
      ? wrongField(form, "password", accepted.reason)
      : refusal(form, accepted);
  if (accepted.value.kind === "known") redirect(`/${language}/sign-in`);
  await enterWith(accepted.value.opened);
  redirect(`/${language}/account`);
}

/** For an address that has an account already: the role is added, and they sign in as usual. */
export async function acceptKnownAction(_before: FormState, form: FormData): Promise<FormState> {
  const reading = readForm(Token, form);
  if (!reading.ok) return reading.state;
  const accepted = await acceptInvitation(
    reading.value.token,
    null,
    await pathLanguage(),
    await from(),
  );
  return accepted.ok ? redirect(`/${await pathLanguage()}/sign-in`) : refusal(form, accepted);
}

export async function firstAdministratorAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const reading = readForm(AskForLink.extend(Token.shape), form);
  if (!reading.ok) return reading.state;
  const language = await pathLanguage();
  const invited = await inviteFirstAdministrator(
    reading.value.token,
    reading.value.email,
    language,
    await from(),
  );
  return invited.ok ? redirect(`/${language}/sign-in?sent=1`) : refusal(form, invited);
}
