import { z } from "zod";
import { categories } from "./rules";

const Item = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{2,40}$/),
  paper: z.boolean(),
  ends: z.enum(["none", "needed"]),
  holds: z.number().int().min(1).max(3660).nullable(),
  optional: z.boolean().optional(),
});

/** A version of the checklist as it is published. A thing holds for a time, or as long as its paper says. */
export const ChecklistFile = z
  .strictObject({
    version: z.number().int().min(1),
    publishedOn: z.iso.date(),
    common: z.array(Item).min(1),
    categories: z.array(z.strictObject({ key: z.enum(categories), items: z.array(Item) })),
  })
  .refine(
    (list) =>
      [...list.common, ...list.categories.flatMap(({ items }) => items)].every(
        (item) => (item.ends === "needed") === (item.holds === null),
      ),
    "an item holds for a number of days or has an end of its own",
  )
  .refine(
    (list) => categories.every((key) => list.categories.some((one) => one.key === key)),
    "every category has its items",
  );
