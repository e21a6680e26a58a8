/** The parameters of the public list, in the order of its addresses. */
export const listNames = ["category", "area", "language", "page"] as const;
export type PartnerQuery = {
  category?: string | undefined;
  area?: string | undefined;
  language?: string | undefined;
  page: number;
};

/** The address of the list in a state; what is not narrowed leaves no trace in it. */
export function listPath(query: PartnerQuery): string {
  const words = new URLSearchParams();
  for (const name of ["category", "area", "language"] as const)
    if (query[name]) words.set(name, query[name]);
  if (query.page > 1) words.set("page", String(query.page));
  return `/partners${words.size > 0 ? `?${words}` : ""}`;
}
export const partnerPath = (slug: string) => `/partners/${slug}`;
