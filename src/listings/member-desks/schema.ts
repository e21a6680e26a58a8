import { z } from "zod";
import { memberStates } from "../members/rules";

export const memberSorts = ["name", "complete", "updated"] as const;

/** What the list of facilities is asked for; what makes no sense counts as not asked. */
export const MemberQuery = z.object({
  state: z.enum(["", "tasks", ...memberStates]).catch(""),
  name: z.string().trim().max(100).catch(""),
  sort: z.enum(memberSorts).catch("name"),
});
export type MemberQuery = z.output<typeof MemberQuery>;
