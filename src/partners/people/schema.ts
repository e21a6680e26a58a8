import { z } from "zod";
import { Email } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { partnerRights } from "@/platform/roles";

const Rights = z.array(z.enum(partnerRights), "choice").min(1, "choice");

export const InviteColleague = z.object({
  email: Email,
  rights: Rights,
  language: z.enum(languages, "choice"),
});
export const ChangeRights = z.object({ grantId: z.uuid(), rights: Rights });
