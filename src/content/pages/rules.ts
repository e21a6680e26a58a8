/** The pages of running text, and the paragraphs of each section by their keys in the messages. */
export const pages = {
  method: [
    ["what", 3],
    ["claims", 4],
    ["topics", 3],
    ["sorts", 5],
    ["search", 2],
    ["notDone", 2],
  ],
  accessibility: [
    ["aim", 2],
    ["how", 3],
    ["limits", 2],
    ["tell", 1],
  ],
  privacy: [
    ["visit", 3],
    ["store", 2],
    ["later", 3],
  ],
  "second-opinion": [
    ["what", 2],
    ["when", 2],
    ["prepare", 3],
    ["now", 2],
  ],
} as const;

export type PageName = keyof typeof pages;
