import type { Claim } from "../facilities/rules";

export const statementKinds = ["volume", "unit", "designation", "programme", "first-hand"] as const;
type StatementKind = (typeof statementKinds)[number];

/** What there is at a facility. */
export const units = [
  "unit",
  "centre",
  "department",
  "outpatient-clinic",
  "programme",
  "team",
  "laboratory",
  "rehabilitation",
  "breast-unit",
  "stroke-unit",
  "spinal-unit",
  "burn-centre",
  "birth-point",
  "neonatal-care",
  "transplant-centre",
  "fertility-centre",
  "catheter-laboratory",
  "done-here",
] as const;

/** Who has named or accredited it, and as what. */
export const marks = [
  "regional-hub",
  "regional-spoke",
  "regional-reference",
  "regional-network",
  "authorised-car-t",
  "authorised-ovary",
  "authorised-transplant",
  "first-level",
  "second-level",
  "third-level",
  "trauma-highest",
  "rare-disease-network",
  "ern",
  "accredited",
  "society-accredited",
  "epilepsy-league",
  "eusoma",
  "esgo",
  "enets",
  "sicob",
  "jacie",
  "gitmo",
  "high-volume-list",
  "discipline-beds",
] as const;

/** How it is done, and for whom. */
export const features = [
  "robot",
  "minimally-invasive",
  "catheter",
  "radiosurgery",
  "laser",
  "children",
  "living-donor",
  "multidisciplinary",
  "round-the-clock",
  "trials",
  "reconstruction",
  "intensive-care",
  "rehabilitation",
  "ablation",
  "navigation",
  "heated-chemotherapy",
  "before-birth",
  "thrombectomy",
  "biologics",
  "gene-therapy",
  "genetic-counselling",
  "day-hospital",
  "deep-brain",
  "phototherapy",
  "islet",
  "brachytherapy",
  "haploidentical",
  "second-reader",
  "private",
  "specialist-says",
] as const;

export const counts = [
  "operations",
  "procedures",
  "transplants",
  "treatments",
  "patients",
  "admissions",
  "visits",
  "births",
  "beds",
] as const;
type Count = (typeof counts)[number];

/** Who was counted, where it is not everybody. */
export const counted = ["children", "newborns", "couples", "women"] as const;
/** Programmes and bodies that publish counts. */
export const origins = ["pne", "agenas", "ropi"] as const;

export type Measure = {
  count: Count;
  value: number;
  bound: "about" | "over" | null;
  who: (typeof counted)[number] | null;
  topicId: string | null;
  topic: string | null;
  per: "year" | "part" | "total" | null;
  year: number | null;
  from: number | null;
  until: number | null;
  origin: (typeof origins)[number] | null;
  edition: number | null;
  label: string | null;
};

export type Statement = Claim & {
  id: number;
  kind: StatementKind;
  strength: 1 | 2;
  unit: (typeof units)[number] | null;
  since: number | null;
  marks: (typeof marks)[number][];
  features: (typeof features)[number][];
  measures: Measure[];
  text: string | null;
  topics: string[];
};

/** The counts of a whole year or of each year can stand beside each other; those of everybody only. */
const canBeCompared = (one: Measure) =>
  one.per === "year" && one.who === null && one.count !== "beds";

type Bar<Key> = { key: Key; statement: Statement; measure: Measure };

/**
 * The newest yearly count about `topicId` of each facility, where at least two facilities have one of the same
 * kind: bars to be seen beside each other. Of several kinds the one that most facilities have.
 */
export function barsOf<Key>(
  topicId: string,
  facilities: readonly { key: Key; statements: readonly Statement[] }[],
): Bar<Key>[] {
  const all = facilities.flatMap(({ key, statements }) =>
    statements.flatMap((statement) =>
      statement.measures
        .filter((measure) => measure.topicId === topicId && canBeCompared(measure))
        .map((measure) => ({ key, statement, measure })),
    ),
  );
  const newest = (a: Bar<Key>, b: Bar<Key>) =>
    yearOf(b) - yearOf(a) || b.measure.value - a.measure.value;
  const kinds = [...Map.groupBy(all, (bar) => bar.measure.count).values()].map((bars) =>
    [...Map.groupBy(bars, (bar) => bar.key).values()].flatMap(
      (own) => own.toSorted(newest)[0] ?? [],
    ),
  );
  const fullest = kinds.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return fullest.length < 2 ? [] : fullest;
}

/** The year that a count is of: the one it names, else the year before its programme's edition, else its source's. */
function yearOf({ measure, statement }: Bar<unknown>): number {
  if (measure.year) return measure.year;
  if (measure.edition) return measure.edition - 1;
  return Number(statement.sourceDate?.slice(0, 4) ?? 0);
}
