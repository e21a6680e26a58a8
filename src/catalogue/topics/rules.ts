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
