import { z } from "zod";
import { storableText } from "@/platform/form";
import { languages } from "@/platform/i18n/rules";
import type { Texts } from "./rules";

export const Order = z.object({
  requestId: z.uuid(),
  paperId: z.uuid("choice"),
  from: z.enum(languages, "choice"),
  to: z.enum(languages, "choice"),
  pages: z
    .string()
    .max(60, "tooLong")
    .regex(/^[\d\s,–-]*$/, "pages")
    .default(""),
});
export const Take = z.object({ translationId: z.uuid() });

/** Fields "text-NAME" of a translation. */
export const Work = z
  .looseObject({
    translationId: z.uuid(),
    revision: z.coerce.number().int().positive(),
    does: z.enum(["save", "checked", "sworn"]).default("save"),
    read: z.literal("yes").optional(),
  })
  .transform(({ translationId, revision, does, read, ...fields }, context) => {
    const texts: Texts = {};
    for (const [field, value] of Object.entries(fields)) {
      const name = /^text-([a-z0-9-]{1,40})$/.exec(field)?.[1];
      if (!name || typeof value !== "string") continue;
      if (value.length > 20_000)
        context.addIssue({ code: "custom", path: [field], message: "tooLong" });
      else if (!storableText(value))
        context.addIssue({ code: "custom", path: [field], message: "text" });
      texts[name] = value.normalize("NFC").trim();
    }
    if (does !== "save" && read !== "yes")
      context.addIssue({ code: "custom", path: ["read"], message: "readAll" });
    return { translationId, revision, does, texts };
  });
