import type { FacilityKind, Ownership, Province } from "../facilities/rules";
import {
  farFromComune,
  inUsualLetters,
  isCompany,
  isInLombardy,
  kilometres,
  kindOf,
  nameWithoutTown,
  ownershipOf,
  provinceOfComune,
  publishers,
  slugOf,
  soundsLikeTheSame,
  streetInUsualLetters,
  townInName,
} from "../register/rules";
import type { BadRow, Row, RowKind } from "../register/schema";

/** A facility as the catalogue has it now, with what of it may be changed. */
export type Known = {
  id: number;
  slug: string;
  code: string | null;
  name: string;
  comune: string;
  province: Province;
  lat: number | null;
  lon: number | null;
  closedOn: string | null;
  /** By field: whether someone confirmed it, and the date of its source. */
  facts: Record<string, { isConfirmed: boolean; sourceDate: string | null }>;
  values: {
    beds: number | null;
    bedsYear: number | null;
    discharges: number | null;
    dischargesYear: number | null;
    street: string | null;
    ministryName: string | null;
  };
  isFromRegister: boolean;
};
export type FigureRow = { indicator: string; category: string; year: number; value: number | null; sourceUrl: string; sourceDate: string };
export type Change = {
  field: "beds" | "discharges" | "street" | "ministryName";
  from: string | null;
  to: string;
  year: number | null;
  sourceUrl: string;
  sourceDate: string;
};
export type Addition = {
  slug: string;
  code: string;
  name: string;
  ministryName: string;
  comune: string;
  province: Province;
  kind: FacilityKind;
  ownership: Ownership;
  street: string | null;
  lat: number | null;
  lon: number | null;
  beds: number | null;
  bedsYear: number | null;
  discharges: number | null;
  dischargesYear: number | null;
  sources: { url: string; date: string }[];
};
export type OfferRow = { specialtyId: string; basis: string; sourceUrl: string; sourceDate: string };
export type Plan = {
  added: Addition[];
  changed: { slug: string; changes: Change[] }[];
  closed: { slug: string; name: string; on: string }[];
  figures: { code: string; rows: FigureRow[] }[];
  offers: { code: string; rows: OfferRow[] }[];
  bad: BadRow[];
  remarks: string[];
};

type Gathered = Partial<{ [Kind in RowKind]: Extract<Row, { kind: Kind }>[] }>;
const structuresDate = "2025-06-16";

/** What the files, taken together, would add, change and close. Nothing is decided by the order they come in. */
export function planFrom(rows: readonly Row[], known: readonly Known[], disciplines: Record<string, string>): Plan {
  const byCode = new Map<string, Gathered>();
  for (const row of rows) {
    const gathered = byCode.get(row.code) ?? {};
    byCode.set(row.code, { ...gathered, [row.kind]: [...(gathered[row.kind] ?? []), row] });
  }
  const plan: Plan = { added: [], changed: [], closed: [], figures: [], offers: [], bad: [], remarks: [] };
  const knownByCode = new Map(known.flatMap((one) => (one.code ? [[one.code, one] as const] : [])));
  const codes = [...new Set([...byCode.keys(), ...knownByCode.keys()])];
  const hasSites = (code: string) => !code.includes(".") && codes.some((other) => other.startsWith(`${code}.`));
  const towns = new Towns(known, byCode);
  const slugs = new Set(known.map((one) => one.slug));

  for (const [code, gathered] of [...byCode].sort(([a], [b]) => a.localeCompare(b))) {
    const facility = knownByCode.get(code);
    const structure = gathered.structures?.[0] ?? byCode.get(code.slice(0, 6))?.structures?.[0];
    if (structure && isCompany(structure.type) && !facility && !gathered.sites && !gathered.discharges) continue;
    if (!facility && hasSites(code) && !gathered.sites) {
      if (gathered.discharges || gathered.disciplines)
        plan.remarks.push(`${code} ${structure?.name ?? ""}: a structure with several sites, which are listed by themselves`);
      continue;
    }
    if (facility) plan.changed.push(...changesOf(facility, gathered));
    else {
      const base = knownByCode.get(code.slice(0, 6));
      if (base && code.includes(".")) {
        plan.remarks.push(
          `${code} ${gathered.sites?.[0]?.name ?? gathered.discharges?.[0]?.name ?? ""}: a site of ${base.slug}, which is in the catalogue as a whole`,
        );
        continue;
      }
      const made = additionOf(code, gathered, structure, towns, slugs);
      if (typeof made === "string") {
        const [first] = Object.values(gathered).flat();
        plan.bad.push({ file: first?.file ?? "", line: first?.line ?? 0, reason: `${code}: ${made}` });
        continue;
      }
      const twin = known.find(
        (one) =>
          one.comune === made.addition.comune &&
          (soundsLikeTheSame(one.name, made.addition.name) || (one.values.ministryName && soundsLikeTheSame(one.values.ministryName, made.addition.name))),
      );
      if (twin) {
        plan.remarks.push(
          `${code} ${made.addition.name}, ${made.addition.comune}: perhaps ${twin.slug} (${twin.code ?? "no code"}) under another code; not added, give ${twin.slug} this code or another name to settle it`,
        );
        continue;
      }
      slugs.add(made.addition.slug);
      plan.added.push(made.addition);
      plan.remarks.push(...made.remarks);
    }
    plan.figures.push({ code, rows: figuresOf(gathered) });
    plan.offers.push({ code, rows: offersOf(gathered, disciplines) });
  }
  if (rows.some((row) => row.kind === "structures")) plan.closed = closedIn(known, byCode);
  return plan;
}

/** Where the comuni lie and how they are written, from the catalogue and from the files themselves. */
class Towns {
  private readonly middles = new Map<string, { lat: number; lon: number; province: Province; name: string }>();
  private readonly companies = new Map<string, Province>();
  private readonly namesByIstat = new Map<string, string>();

  constructor(known: readonly Known[], byCode: Map<string, Gathered>) {
    for (const one of known)
      if (one.lat !== null && one.lon !== null && !this.middles.has(one.comune.toLowerCase()))
        this.middles.set(one.comune.toLowerCase(), { lat: one.lat, lon: one.lon, province: one.province, name: one.comune });
    const companies = new Map<string, Province[]>();
    const provinces = new Map(known.flatMap((one) => (one.code ? [[one.code, one.province] as const] : [])));
    for (const [code, gathered] of byCode) {
      const province = provinces.get(code);
      const company = gathered.sites?.[0]?.company;
      if (province && company) companies.set(company, [...(companies.get(company) ?? []), province]);
    }
    // A public company works in one province, give or take; the local agency of the private ones spans several.
    for (const [company, list] of companies) {
      const [most] = [...new Set(list)].sort((a, b) => list.filter((one) => one === b).length - list.filter((one) => one === a).length);
      if (most && list.filter((one) => one === most).length / list.length > 0.6) this.companies.set(company, most);
    }
    const names = new Map(known.flatMap((one) => (one.code ? [[one.code, one.comune] as const] : [])));
    for (const [code, gathered] of byCode) {
      const istat = gathered.structures?.[0]?.comuneCode;
      const name = names.get(code) ?? gathered.sites?.[0]?.comune ?? gathered.disciplines?.[0]?.comune;
      if (istat && name) this.namesByIstat.set(istat, name);
    }
  }

  /** The comune as the catalogue writes it, where it has one there already ("LONATO" may be "Lonato del Garda"). */
  written(name: string): string {
    return this.middles.get(name.toLowerCase())?.name ?? inUsualLetters(name);
  }
  nameOf = (istat: string | undefined) => (istat ? this.namesByIstat.get(istat) : undefined);
  provinceOfCompany = (company: string | undefined) => (company ? this.companies.get(company) : undefined);
  middleOf = (comune: string) => this.middles.get(comune.toLowerCase());

  /** The province of the nearest known comune, and those of the eight nearest. */
  around(point: { lat: number; lon: number }): { province: Province; provinces: Province[] } | null {
    const near = [...this.middles.values()]
      .map((one) => ({ ...one, km: kilometres(one, point) }))
      .sort((a, b) => a.km - b.km)
      .slice(0, 8);
    return near[0] ? { province: near[0].province, provinces: near.map((one) => one.province) } : null;
  }
}

type Structure = Extract<Row, { kind: "structures" }>;

function additionOf(
  code: string,
  gathered: Gathered,
  structure: Structure | undefined,
  towns: Towns,
  slugs: ReadonlySet<string>,
): { addition: Addition; remarks: string[] } | string {
  const site = gathered.sites?.[0];
  const name = site?.name ?? gathered.discharges?.[0]?.name ?? gathered.disciplines?.[0]?.name ?? structure?.name ?? gathered.ages?.[0]?.name;
  if (!name) return "no name";
  const town = site?.comune ?? gathered.disciplines?.[0]?.comune ?? towns.nameOf(structure?.comuneCode) ?? townInName(name);
  if (!town) return `"${name}": none of the files says in which comune it is`;
  const comune = towns.written(town);
  const remarks: string[] = [];
  let point = site && isInLombardy(site.lat, site.lon) ? { lat: site.lat, lon: site.lon } : null;
  const middle = towns.middleOf(comune);
  const province =
    (structure ? provinceOfComune(structure.comuneCode) : null) ??
    middle?.province ??
    towns.provinceOfCompany(site?.company) ??
    (gathered.disciplines?.[0]?.province as Province | undefined) ??
    (point ? towns.around(point)?.province : undefined);
  if (!province) return `"${name}": its province is not known`;
  if (site) {
    const wrong = !point
      ? "outside Lombardy"
      : middle
        ? kilometres(middle, point) > farFromComune
          ? `${Math.round(kilometres(middle, point))} km from ${comune}`
          : null
        : (towns.around(point)?.provinces ?? [province]).includes(province)
          ? null
          : `far from the province of ${comune}`;
    if (wrong) {
      remarks.push(`${code} ${name}: its coordinates lie ${wrong} and are left out`);
      point = null;
    }
  }
  const common = inUsualLetters(nameWithoutTown(name, comune));
  const plain = slugOf(common);
  const slug = [plain, `${plain}-${slugOf(comune)}`, `${plain}-${code.replace(".", "-")}`].find((one) => one && !slugs.has(one)) ?? code;
  const counted = dischargesOf(gathered);
  const type = site?.type ?? structure?.type ?? "";
  const sources = (Object.keys(gathered) as RowKind[]).map((kind) => ({ url: publishers[kind], date: dateOf(kind, gathered) }));
  return {
    addition: {
      slug,
      code,
      name: common,
      ministryName: name,
      comune,
      province,
      kind: kindOf(structure?.type ?? type),
      ownership: ownershipOf(type, structure?.nature ?? null),
      street: site?.street ? streetInUsualLetters(site.street) : null,
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      beds: site?.beds || null,
      bedsYear: site ? Number(site.date.slice(0, 4)) : null,
      discharges: counted?.total ?? null,
      dischargesYear: counted?.year ?? null,
      sources,
    },
    remarks,
  };
}

function dateOf(kind: RowKind, gathered: Gathered): string {
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
function dischargesOf(gathered: Gathered): { total: number; year: number } | null {
  const latest = gathered.discharges?.toSorted((a, b) => b.year - a.year)[0];
  if (!latest || latest.deaths === null || latest.home === null || latest.transfer === null) return null;
  return { total: latest.deaths + latest.home + latest.transfer, year: latest.year };
}

/** Newer register values for a facility that is there, where nobody has confirmed another. */
function changesOf(facility: Known, gathered: Gathered): Plan["changed"] {
  const changes: Change[] = [];
  const may = (field: string) => !facility.facts[field]?.isConfirmed;
  const site = gathered.sites?.[0];
  const { values } = facility;
  if (site && site.beds > 0 && may("beds") && (values.beds === null || (values.bedsYear ?? 0) < Number(site.date.slice(0, 4))))
    changes.push({
      field: "beds",
      from: values.beds === null ? null : `${values.beds} (${values.bedsYear})`,
      to: String(site.beds),
      year: Number(site.date.slice(0, 4)),
      sourceUrl: publishers.sites,
      sourceDate: site.date,
    });
  const counted = dischargesOf(gathered);
  if (counted && may("discharges") && (values.discharges === null || (values.dischargesYear ?? 0) < counted.year))
    changes.push({
      field: "discharges",
      from: values.discharges === null ? null : `${values.discharges} (${values.dischargesYear})`,
      to: String(counted.total),
      year: counted.year,
      sourceUrl: publishers.discharges,
      sourceDate: String(counted.year),
    });
  if (site?.street && values.street === null && may("street"))
    changes.push({ field: "street", from: null, to: streetInUsualLetters(site.street), year: null, sourceUrl: publishers.sites, sourceDate: site.date });
  const named = gathered.structures?.[0];
  if (named && values.ministryName === null && may("ministryName"))
    changes.push({ field: "ministryName", from: null, to: named.name, year: null, sourceUrl: publishers.structures, sourceDate: structuresDate });
  return changes.length > 0 ? [{ slug: facility.slug, changes }] : [];
}

const bandNames = ["0-5", "6-12", "13-18", "19-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"];

function figuresOf(gathered: Gathered): FigureRow[] {
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
      figures.push({ indicator, category: "", year: row.year, value, sourceUrl: publishers.discharges, sourceDate: String(row.year) });
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
    const sum = sums.get(`${key} ${row.year}`) ?? { year: row.year, beds: 0, discipline: row.discipline, name };
    sum.beds += row.beds;
    sums.set(`${key} ${row.year}`, sum);
  }
  return [...sums.values()].map((sum) => [`${sum.discipline} ${sum.name}`, sum] as const);
}

/** Beds of a discipline are evidence for its general specialty; a code that several share proves no finer one. */
function offersOf(gathered: Gathered, disciplines: Record<string, string>): OfferRow[] {
  return summedDisciplines(gathered).flatMap(([, row]) => {
    const specialtyId = disciplines[row.discipline];
    return specialtyId && row.beds > 0
      ? [
          {
            specialtyId,
            basis: `${row.beds} hospital beds in the discipline ${row.discipline}, ${row.name}, on 1 January ${row.year} (Ministry of Health)`,
            sourceUrl: publishers.disciplines,
            sourceDate: `${row.year}-01-01`,
          },
        ]
      : [];
  });
}

/** A facility that a register brought, that no file names any more, and that nobody vouches for. */
function closedIn(known: readonly Known[], byCode: Map<string, Gathered>): Plan["closed"] {
  return known
    .filter(
      (one) =>
        one.code &&
        one.isFromRegister &&
        !one.closedOn &&
        !byCode.has(one.code) &&
        !byCode.has(one.code.slice(0, 6)) &&
        !Object.values(one.facts).some((fact) => fact.isConfirmed),
    )
    .map((one) => ({ slug: one.slug, name: one.name, on: structuresDate }));
}
