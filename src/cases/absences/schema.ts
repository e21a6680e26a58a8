import { z } from "zod";

const Day = z
  .string("required")
  .min(1, "required")
  .refine((day) => z.iso.date().safeParse(day).success && day < "2100", "date");

export const Away = z
  .object({ fromOn: Day, untilOn: Day, deputyId: z.uuid("choice") })
  .refine(({ fromOn, untilOn }) => fromOn <= untilOn, { path: ["untilOn"], error: "date" });
export type AwayInput = z.output<typeof Away>;

export const OneAbsence = z.object({ absenceId: z.uuid() });
