import { z } from "zod";

const text = z.string().trim().min(1);
/** Concepts with a blank between; those of which one is enough, with a bar. */
const Story = z.object({
  if: text.transform((said) => said.split(/\s+/).map((any) => any.split("|"))),
  unless: z
    .string()
    .default("")
    .transform((said) => said.split(/\s+/).filter(Boolean)),
  /** Topics by id or by their English name, pages as "page:visa", dangers as "danger:stroke". */
  show: z.array(text).min(1),
});

export const Concepts = z.array(
  z.object({ id: z.string().regex(/^[a-z][a-zA-Z]*$/), words: z.array(text).min(1) }),
);
export const Stories = z.array(Story);
export const UnlistedThings = z.array(
  z.object({
    what: z.enum(["illness", "elsewhere", "animal", "everyday"]),
    words: z.array(text).min(1),
    near: z.array(text).default([]),
  }),
);
/** Medicines by the name of the substance: brands, names in other scripts, what the official indication names, and whose text that is. */
export const Drugs = z.array(
  z.object({
    substance: text,
    brands: z.array(text).default([]),
    names: z.array(text).default([]),
    show: z.array(text).min(1),
    source: z.enum(["ema", "aifa"]),
  }),
);
