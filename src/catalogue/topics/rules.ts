export const topicKinds = ["district", "specialty", "condition", "treatment"] as const;
export type TopicKind = (typeof topicKinds)[number];

const folders: Record<TopicKind, string> = {
  district: "districts",
  specialty: "specialties",
  condition: "conditions",
  treatment: "treatments",
};

/** The path of a topic's page below the language. */
export const topicPath = (kind: TopicKind, slug: string) => `/${folders[kind]}/${slug}`;

/** Under which name a topic stands in the address of the facility list. */
export const topicFilter = (kind: TopicKind, slug: string) => `/facilities?${kind}=${slug}`;

/** A topic as an address names it in one value, `condition:stroke`; null where that is none. */
export function readTopic(value: unknown): { kind: TopicKind; slug: string } | null {
  const [, kind, slug] =
    (typeof value === "string" && /^([a-z]+):([a-z0-9-]{1,120})$/.exec(value)) || [];
  const known = topicKinds.find((one) => one === kind);
  return known && slug ? { kind: known, slug } : null;
}
