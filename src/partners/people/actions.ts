"use server";

import { notFound, redirect } from "next/navigation";
import { invite } from "@/accounts/invitations/commands";
import { pathLanguage, requireHolderWithProof, requirePartner } from "@/accounts/sessions/guards";
import { onceOf, readForm, refusal, refused } from "@/platform/form";
import type { FormState } from "@/platform/form-state";
import { applicationOf } from "../applications/queries";
import { changeRights } from "./commands";
import { ChangeRights, InviteColleague } from "./schema";

export async function inviteColleagueAction(
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  const partner = await requirePartner("manage-people");
  if (!(await requireHolderWithProof())) return refused(form, "needsProof");
  const reading = readForm(InviteColleague, form);
  if (!reading.ok) return reading.state;
  const own = (await applicationOf(partner.partnerId)) ?? notFound();
  const invited = await invite(partner, onceOf(form, partner.personId), {
    ...reading.value,
    role: "partner",
    facility: "",
    partner: own.slug ?? "",
  });
  return invited.ok
    ? redirect(`/${await pathLanguage()}/partner/people?done=sent`)
    : refusal(form, invited);
}

export async function changeRightsAction(_before: FormState, form: FormData): Promise<FormState> {
  const partner = await requirePartner("manage-people");
  if (!(await requireHolderWithProof())) return refused(form, "needsProof");
  const reading = readForm(ChangeRights, form);
  if (!reading.ok) return reading.state;
  const changed = await changeRights(partner, reading.value.grantId, reading.value.rights);
  return changed.ok
    ? redirect(`/${await pathLanguage()}/partner/people?done=saved`)
    : refusal(form, changed);
}
