import { z } from "zod";
import { facilityKinds } from "@/catalogue/facilities/rules";

/** A version of what is asked of facilities: the checklist, each item for all or for some kinds, and the least cover in whole euro for one case. */
export const MembershipList = z.strictObject({
  version: z.number().int().min(1),
  publishedOn: z.iso.date(),
  items: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[a-z-]{2,40}$/),
        kinds: z.array(z.enum(facilityKinds)).min(1).optional(),
      }),
    )
    .min(1),
  minimumCover: z.record(z.enum(facilityKinds), z.number().int().positive()),
});
export type MembershipList = z.output<typeof MembershipList>;
