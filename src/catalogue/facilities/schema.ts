import { z } from "zod";
import {
  distances,
  ownerships,
  provinces,
  recognitionKinds,
  sorts,
  spokenLanguages,
} from "./rules";

const slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Whether a value from an address can be the name of something in the catalogue. */
export const isSlug = (value: unknown): value is string => slug.safeParse(value).success;

/** Every state of the list, as it stands in the address. */
export const ListQuery = z.object({
  district: slug.optional(),
  specialty: slug.optional(),
  condition: slug.optional(),
  treatment: slug.optional(),
  province: z.enum(provinces).optional(),
  ownership: z.enum(ownerships).optional(),
  irccs: z.literal("yes").optional(),
  accreditation: z.enum(recognitionKinds).optional(),
  language: z.enum(spokenLanguages).optional(),
  near: slug.optional(),
  within: z.coerce
    .number()
    .refine((km) => (distances as readonly number[]).includes(km))
    .optional(),
  opinion: z.literal("yes").optional(),
  sort: z.enum(sorts).default("evidence"),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

export type ListQuery = z.infer<typeof ListQuery>;
export const filterNames = [
  "district",
  "specialty",
  "condition",
  "treatment",
  "province",
  "ownership",
  "irccs",
  "accreditation",
  "language",
  "near",
  "within",
  "opinion",
] as const;
export type FilterName = (typeof filterNames)[number];

type Read = { query: ListQuery; wrong: string[] };

/**
 * Reads the address. Empty values are no filter; a value that is none of the known ones is named in
 * `wrong` and left out, so that the reader gets the list and is told what was not understood.
 */
export function readListQuery(params: Record<string, string | string[] | undefined>): Read {
  const wrong: string[] = [];
  const given: Record<string, string> = {};
  for (const name of Object.keys(ListQuery.shape)) {
    const value = params[name];
    const single = Array.isArray(value) ? value[0] : value;
    if (Array.isArray(value) && value.length > 1) wrong.push(name);
    if (single === undefined || single === "") continue;
    if (ListQuery.shape[name as keyof typeof ListQuery.shape].safeParse(single).success)
      given[name] = single;
    else wrong.push(name);
  }
  return { query: ListQuery.parse(given), wrong: [...new Set(wrong)] };
}

/** The address of a list: filters in one fixed order, nothing that is the default. */
export function listAddress(query: Partial<ListQuery>): string {
  const params = new URLSearchParams();
  for (const name of filterNames)
    if (query[name] !== undefined) params.set(name, String(query[name]));
  if (query.sort && query.sort !== "evidence") params.set("sort", query.sort);
  if (query.page && query.page > 1) params.set("page", String(query.page));
  const text = params.toString();
  return text ? `/facilities?${text}` : "/facilities";
}

/** The facilities to compare, each once, in the order given; `tooMany` says that more were named than fit. */
export function readCompare(
  params: Record<string, string | string[] | undefined>,
  limit: number,
): { slugs: string[]; tooMany: boolean } {
  const given = [params.facility ?? []].flat();
  const slugs = [...new Set(given.filter((value) => slug.safeParse(value).success))];
  return { slugs: slugs.slice(0, limit), tooMany: slugs.length > limit };
}
