import { z } from "zod";
import { Email } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import { relativeRights, relativeRoles } from "@/platform/roles";

const Rights = z.array(z.enum(relativeRights, "choice")).max(relativeRights.length).default([]);

export const InviteHelper = z.object({
  email: Email,
  kind: z.enum(relativeRoles, "choice"),
  rights: Rights,
  language: z.enum(languages, "choice"),
});
export const ChangeRights = z.object({ relationId: z.uuid(), rights: Rights });

/** What a proof may be, by the first bytes of the file. */
export const proofTypes = ["application/pdf", "image/jpeg", "image/png"] as const;
