/** Pages of running text that answer a question: where each is, by the name that stories give it. */
export const pages = {
  visa: ["care-in-italy", "#visa"],
  permit: ["care-in-italy", "#arrival"],
  insurance: ["care-in-italy", "#europe"],
  costs: ["care-in-italy", "#staying"],
  interpreter: ["care-in-italy", "#staying"],
  lodging: ["care-in-italy", "#staying"],
  airports: ["care-in-italy", "#airports"],
  emergency: ["care-in-italy", "#emergency"],
  records: ["care-in-italy", "#before"],
  length: ["care-in-italy", "#visa"],
  secondOpinion: ["second-opinion", ""],
  method: ["method", ""],
  privacy: ["privacy", ""],
  accessibility: ["accessibility", ""],
  facilities: ["facilities", ""],
  specialties: ["specialties", ""],
  compare: ["compare", ""],
  account: ["account", ""],
} as const satisfies Record<string, readonly [slug: string, anchor: string]>;

export type PageName = keyof typeof pages;
export const isPage = (name: string): name is PageName => Object.hasOwn(pages, name);
