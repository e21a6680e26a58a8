import type { z } from "zod";
import type { Facilities } from "./shapes";

export type Facility = z.infer<typeof Facilities>[number];

/** The day on which the sources of this data were read. */
export const readOn = "2026-11-21";
export const confirmed = (table: string) =>
  `${table}.confirmed_by IS NOT NULL OR ${table}.read_on > '${readOn}'`;

const registers = {
  beds: {
    url: "https://github.com/eurostat/healthcare-services/blob/master/data/healthcare/csv/IT.csv",
    date: "2020-01-01",
  },
  structures: {
    url: "https://github.com/hl7-it/terminology/blob/master/input/vocabulary/CS_strutture_ricovero.xml",
    date: "2025-06-16",
  },
  discharges: {
    url: "https://www.dati.salute.gov.it/it/dataset/dimissioni-ospedaliere-istituto-e-tipologia-di-dimissione/",
    date: "2022",
  },
} as const;

/** A column, the name that `unconfirmed` uses for it, and the register it comes from where it is one. */
export const columns = [
  {
    column: "ministry_code",
    field: "ministryCode",
    register: "structures",
    value: (f: Facility) => f.ministryCode,
  },
  {
    column: "ministry_name",
    field: "ministryName",
    register: "structures",
    value: (f: Facility) => f.names.ministry,
  },
  { column: "kind", field: "kind", register: "structures", value: (f: Facility) => f.kind },
  {
    column: "ownership",
    field: "ownership",
    register: "structures",
    value: (f: Facility) => f.ownership,
  },
  {
    column: "common_name",
    field: "commonName",
    register: null,
    value: (f: Facility) => f.names.common,
  },
  {
    column: "official_name",
    field: "officialName",
    register: null,
    value: (f: Facility) => f.names.official,
  },
  { column: "operator", field: "operator", register: null, value: (f: Facility) => f.operator },
  {
    column: "irccs_institute",
    field: "irccs",
    register: null,
    value: (f: Facility) => f.irccs?.institute,
  },
  { column: "street", field: "street", register: "beds", value: (f: Facility) => f.address.street },
  {
    column: "postcode",
    field: "postcode",
    register: null,
    value: (f: Facility) => f.address.postcode,
  },
  { column: "comune", field: "comune", register: "beds", value: (f: Facility) => f.address.comune },
  {
    column: "province",
    field: "province",
    register: "beds",
    value: (f: Facility) => f.address.province,
  },
  { column: "lat", field: "lat", register: "beds", value: (f: Facility) => f.coordinates?.[0] },
  { column: "lon", field: "lon", register: "beds", value: (f: Facility) => f.coordinates?.[1] },
  { column: "website", field: "website", register: null, value: (f: Facility) => f.website },
  {
    column: "international_office_url",
    field: "internationalOffice",
    register: null,
    value: (f: Facility) => f.internationalOffice,
  },
  { column: "phone", field: "phone", register: null, value: (f: Facility) => f.phone },
  {
    column: "founded_year",
    field: "foundedYear",
    register: null,
    value: (f: Facility) => f.founded,
  },
  { column: "beds", field: "beds", register: "beds", value: (f: Facility) => f.beds?.count },
  { column: "beds_year", field: "beds", register: "beds", value: (f: Facility) => f.beds?.year },
  {
    column: "discharges",
    field: "discharges",
    register: "discharges",
    value: (f: Facility) => f.discharges?.count,
  },
  {
    column: "discharges_year",
    field: "discharges",
    register: "discharges",
    value: (f: Facility) => f.discharges?.year,
  },
] as const;

export function sourceOf(facility: Facility, register: keyof typeof registers | null) {
  const found =
    register && facility.sources.includes(registers[register].url) ? registers[register] : null;
  // A bed count of another year than the register's comes from the facility's other sources.
  if (register === "beds" && found && facility.beds && facility.beds.year !== 2020) return null;
  return found;
}
