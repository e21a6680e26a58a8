import { z } from "zod";
import { recordedActions } from "./rules";

const Day = z.iso
  .date()
  .refine((day) => day >= "2000-01-01")
  .optional()
  .catch(undefined);

/** What the record can be searched by. What is not understood is left out. */
export const RecordSearch = z.object({
  person: z.uuid().optional().catch(undefined),
  action: z.enum(recordedActions).optional().catch(undefined),
  from: Day,
  to: Day,
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type RecordSearch = z.output<typeof RecordSearch>;
