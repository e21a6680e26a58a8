/** What the board can be narrowed to. Each has words under `journey.board.filters`. */
export const boardFilters = [
  "late",
  "association",
  "partner",
  "patient",
  "facility",
  "all",
  "ended",
] as const;
export type BoardFilter = (typeof boardFilters)[number];
