import { inUsualLetters, publishers } from "../register/rules";
import type { Row, RowKind } from "../register/schema";

export type FigureRow = {
  indicator: string;
  category: string;
  year: number;
  value: number | null;
  sourceUrl: string;
  sourceDate: string;
};
export type OfferRow = {
  specialtyId: string;
  beds: number;
  /** The discipline's code and name, as the ministry gives them. */
  discipline: string;
  year: number;
  sourceUrl: string;
  sourceDate: string;
};

/** All rows of one structure, by the kind of their file. */
export type Gathered = Partial<{ [Kind in RowKind]: Extract<Row, { kind: Kind }>[] }>;
/** The state of the ministry's list of structures that HL7 Italy publishes. */
export const structuresDate = "2025-06-16";

export function dateOf(kind: RowKind, gathered: Gathered): string {
  switch (kind) {
    case "structures":
      return structuresDate;
    case "sites":
      return gathered.sites?.[0]?.date ?? "";
    case "discharges":
      return String(gathered.discharges?.[0]?.year);
    case "ages":
      return String(gathered.ages?.[0]?.year);
    case "disciplines":
      return `${gathered.disciplines?.[0]?.year}-01-01`;
  }
}

/** All three ways out together; unknown as soon as one of them was masked. */
export function dischargesOf(gathered: Gathered): { total: number; year: number } | null {
  const latest = gathered.discharges?.toSorted((a, b) => b.year - a.year)[0];
  if (!latest || latest.deaths === null || latest.home === null || latest.transfer === null)
    return null;
  return { total: latest.deaths + latest.home + latest.transfer, year: latest.year };
}

const bandNames = [
  "0-5",
  "6-12",
  "13-18",
  "19-24",
  "25-34",
  "35-44",
  "45-54",
  "55-64",
  "65-74",
  "75+",
];

export function figuresOf(gathered: Gathered): FigureRow[] {
  const figures: FigureRow[] = [];
  for (const site of gathered.sites ?? [])
    if (site.beds > 0)
      figures.push({
        indicator: "beds",
        category: "",
        year: Number(site.date.slice(0, 4)),
        value: site.beds,
        sourceUrl: publishers.sites,
        sourceDate: site.date,
      });
  for (const row of gathered.discharges ?? [])
    for (const [indicator, value] of [
      ["discharges-home", row.home],
      ["discharges-transfer", row.transfer],
      ["deaths", row.deaths],
    ] as const)
      figures.push({
        indicator,
        category: "",
        year: row.year,
        value,
        sourceUrl: publishers.discharges,
        sourceDate: String(row.year),
      });
  for (const row of gathered.ages ?? [])
    for (const [at, value] of row.bands.entries())
      figures.push({
        indicator: "discharges-by-age-and-sex",
        category: `${row.sex} ${bandNames[at]}`,
        year: row.year,
        value,
        sourceUrl: publishers.ages,
        sourceDate: String(row.year),
      });
  for (const [category, row] of summedDisciplines(gathered))
    figures.push({
      indicator: "beds-by-discipline",
      category,
      year: row.year,
      value: row.beds,
      sourceUrl: publishers.disciplines,
      sourceDate: `${row.year}-01-01`,
    });
  return figures;
}

/** A hospital may have several wards of one discipline, each on a line of its own. */
function summedDisciplines(gathered: Gathered) {
  const sums = new Map<string, { year: number; beds: number; discipline: string; name: string }>();
  for (const row of gathered.disciplines ?? []) {
    const name = inUsualLetters(row.disciplineName);
    const key = `${row.discipline} ${name}`;
    const sum = sums.get(`${key} ${row.year}`) ?? {
      year: row.year,
      beds: 0,
      discipline: row.discipline,
      name,
    };
    sum.beds += row.beds;
    sums.set(`${key} ${row.year}`, sum);
  }
  return [...sums.values()].map((sum) => [`${sum.discipline} ${sum.name}`, sum] as const);
}

/** Beds of a discipline are evidence for its general specialty; a code that several share proves no finer one. */
export function offersOf(gathered: Gathered, disciplines: Record<string, string>): OfferRow[] {
  return summedDisciplines(gathered).flatMap(([, row]) => {
    const specialtyId = disciplines[row.discipline];
    return specialtyId && row.beds > 0
      ? [
          {
            specialtyId,
            beds: row.beds,
            discipline: `${row.discipline} ${row.name}`,
            year: row.year,
            sourceUrl: publishers.disciplines,
            sourceDate: `${row.year}-01-01`,
          },
        ]
      : [];
  });
}
