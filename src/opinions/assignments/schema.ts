import { z } from "zod";
import { NeededText, Text, Which } from "@/cases/requests/schema";
import { specialistDeclines } from "./rules";

export const Triage = z.discriminatedUnion("does", [
  Which.extend({
    does: z.literal("suitable"),
    specialist: z.uuid("choice"),
    reader: z.enum(["single", "team"], "choice"),
    summary: NeededText(4000),
    noNames: z.literal("yes", "noNames"),
  }),
  Which.extend({ does: z.literal("not-suitable"), why: NeededText(2000) }),
]);

export const Answer = z.object({
  assignmentId: z.uuid(),
  does: z.enum(["accept", "decline"]),
  code: z.enum(specialistDeclines).default("other"),
  why: Text(1000).default(""),
});
