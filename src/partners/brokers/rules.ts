/** Where a report stands. Each has words under `partners.reportStates`. */
export type ReportState = "open" | "looking" | "answered" | "closed";

export const nextStates = (state: ReportState): ReportState[] =>
  state === "open"
    ? ["looking", "answered", "closed"]
    : state === "looking"
      ? ["answered", "closed"]
      : [];

/** A name without what people leave out or write in other ways: case, accents, points, the letters of a company's form. */
export const plainName = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[.'’]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(
      /(?:^| )(?:s ?r ?l ?s?|s ?p ?a|s ?a ?s|s ?n ?c|gmbh|ltd|limited|inc|llc|sarl)(?= |$)/g,
      " ",
    )
    .replaceAll(/ +/g, " ")
    .trim();
