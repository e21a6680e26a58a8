import { z } from "zod";
import { Email, Line } from "@/platform/form";
import { Text } from "../applications/schema";

const OptionalEmail = z.union([z.string().trim().length(0), Email], "email").default("");

export const Report = z.object({ broker: Line(200), body: Text(4000), email: OptionalEmail });
export const AnswerReport = z.object({
  reportId: z.uuid(),
  state: z.enum(["looking", "answered", "closed"], "choice"),
  answer: z
    .string()
    .max(4000, "tooLong")
    .default("")
    .transform((text) => text.normalize("NFC").trim()),
});

/** What somebody types to find out whether a name is admitted. */
export const NameAsked = z
  .unknown()
  .transform((value) =>
    typeof value === "string" ? value.normalize("NFC").trim().slice(0, 200) : "",
  );
