import { publishers, streetInUsualLetters } from "../register/rules";
import { dischargesOf, type Gathered, structuresDate } from "../register-evidence/rules";
import type { Known } from "../register-towns/rules";

export type Change = {
  field: "beds" | "discharges" | "street" | "ministryName";
  from: string | null;
  to: string;
  year: number | null;
  sourceUrl: string;
  sourceDate: string;
};

export type Changed = { slug: string; changes: Change[] };
export type Closed = { slug: string; name: string; on: string };

/** Newer register values for a facility that is there, where nobody has confirmed another. */
export function changesOf(facility: Known, gathered: Gathered): Changed[] {
  const changes: Change[] = [];
  const may = (field: string) => !facility.facts[field]?.isConfirmed;
  const site = gathered.sites?.[0];
  const { values } = facility;
  if (
    site &&
    site.beds > 0 &&
    may("beds") &&
    (values.beds === null || (values.bedsYear ?? 0) < Number(site.date.slice(0, 4)))
  )
    changes.push({
      field: "beds",
      from: values.beds === null ? null : `${values.beds} (${values.bedsYear})`,
      to: String(site.beds),
      year: Number(site.date.slice(0, 4)),
      sourceUrl: publishers.sites,
      sourceDate: site.date,
    });
  const counted = dischargesOf(gathered);
  if (
    counted &&
    may("discharges") &&
    (values.discharges === null || (values.dischargesYear ?? 0) < counted.year)
  )
    changes.push({
      field: "discharges",
      from: values.discharges === null ? null : `${values.discharges} (${values.dischargesYear})`,
      to: String(counted.total),
      year: counted.year,
      sourceUrl: publishers.discharges,
      sourceDate: String(counted.year),
    });
  if (site?.street && values.street === null && may("street"))
    changes.push({
      field: "street",
      from: null,
      to: streetInUsualLetters(site.street),
      year: null,
      sourceUrl: publishers.sites,
      sourceDate: site.date,
    });
  const named = gathered.structures?.[0];
  if (named && values.ministryName === null && may("ministryName"))
    changes.push({
      field: "ministryName",
      from: null,
      to: named.name,
      year: null,
      sourceUrl: publishers.structures,
      sourceDate: structuresDate,
    });
  return changes.length > 0 ? [{ slug: facility.slug, changes }] : [];
}

/** A facility that a register brought, that no file names any more, and that nobody vouches for. */
export function closedIn(known: readonly Known[], byCode: Map<string, Gathered>): Closed[] {
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
