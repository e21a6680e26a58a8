import type { FacilityKind, Ownership, Province } from "../facilities/rules";
import { kilometres } from "../places/rules";
import {
  farFromComune,
  inUsualLetters,
  isCompany,
  isInLombardy,
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
import { type Changed, type Closed, changesOf, closedIn } from "../register-changes/rules";
import {
  dateOf,
  dischargesOf,
  type FigureRow,
  figuresOf,
  type Gathered,
  type OfferRow,
  offersOf,
} from "../register-evidence/rules";
import { type Known, Towns } from "../register-towns/rules";

type Addition = {
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
export type Plan = {
  added: Addition[];
  changed: Changed[];
  closed: Closed[];
  figures: { code: string; rows: FigureRow[] }[];
  offers: { code: string; rows: OfferRow[] }[];
  bad: BadRow[];
  remarks: string[];
};

/** What the files, taken together, would add, change and close. Nothing is decided by the order they come in. */
export function planFrom(
  rows: readonly Row[],
  known: readonly Known[],
  disciplines: Record<string, string>,
): Plan {
  const byCode = new Map<string, Gathered>();
  for (const row of rows) {
    const gathered = byCode.get(row.code) ?? {};
    byCode.set(row.code, { ...gathered, [row.kind]: [...(gathered[row.kind] ?? []), row] });
  }
  const plan: Plan = {
    added: [],
    changed: [],
    closed: [],
    figures: [],
    offers: [],
    bad: [],
    remarks: [],
  };
  const knownByCode = new Map(known.flatMap((one) => (one.code ? [[one.code, one] as const] : [])));
  const codes = [...new Set([...byCode.keys(), ...knownByCode.keys()])];
  const hasSites = (code: string) =>
    !code.includes(".") && codes.some((other) => other.startsWith(`${code}.`));
  const towns = new Towns(known, byCode);
  const slugs = new Set(known.map((one) => one.slug));

  for (const [code, gathered] of [...byCode].sort(([a], [b]) => a.localeCompare(b))) {
    const facility = knownByCode.get(code);
    const structure = gathered.structures?.[0] ?? byCode.get(code.slice(0, 6))?.structures?.[0];
    if (
      structure &&
      isCompany(structure.type) &&
      !facility &&
      !gathered.sites &&
      !gathered.discharges
    )
      continue;
    if (!facility && hasSites(code) && !gathered.sites) {
      if (gathered.discharges || gathered.disciplines)
        plan.remarks.push(
          `${code} ${structure?.name ?? ""}: a structure with several sites, which are listed by themselves`,
        );
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
        plan.bad.push({
          file: first?.file ?? "",
          line: first?.line ?? 0,
          reason: `${code}: ${made}`,
        });
        continue;
      }
      const twin = known.find(
        (one) =>
          one.comune === made.addition.comune &&
          (soundsLikeTheSame(one.name, made.addition.name) ||
            (one.values.ministryName &&
              soundsLikeTheSame(one.values.ministryName, made.addition.name))),
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

type Structure = Extract<Row, { kind: "structures" }>;

function additionOf(
  code: string,
  gathered: Gathered,
  structure: Structure | undefined,
  towns: Towns,
  slugs: ReadonlySet<string>,
): { addition: Addition; remarks: string[] } | string {
  const site = gathered.sites?.[0];
  const name =
    site?.name ??
    gathered.discharges?.[0]?.name ??
    gathered.disciplines?.[0]?.name ??
    structure?.name ??
    gathered.ages?.[0]?.name;
  if (!name) return "no name";
  const town =
    site?.comune ??
    gathered.disciplines?.[0]?.comune ??
    towns.nameOf(structure?.comuneCode) ??
    townInName(name);
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
  const slug =
    [plain, `${plain}-${slugOf(comune)}`, `${plain}-${code.replace(".", "-")}`].find(
      (one) => one && !slugs.has(one),
    ) ?? code;
  const counted = dischargesOf(gathered);
  const type = site?.type ?? structure?.type ?? "";
  const sources = (Object.keys(gathered) as RowKind[]).map((kind) => ({
    url: publishers[kind],
    date: dateOf(kind, gathered),
  }));
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
