import type pg from "pg";
import type { z } from "zod";
import { readReference, readReferenceFolder } from "./load";
import { deleteOthers, upsert } from "./rows";
import { Abouts, Facilities, HighlightTexts, Places, Profiles, Recognitions } from "./shapes";
import { insertStatements } from "./statements";

type Facility = z.infer<typeof Facilities>[number];

/** The day on which the sources of this data were read. */
const readOn = "2026-11-21";
const confirmed = (table: string) =>
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
const columns = [
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

function sourceOf(facility: Facility, register: keyof typeof registers | null) {
  const found =
    register && facility.sources.includes(registers[register].url) ? registers[register] : null;
  // A bed count of another year than the register's comes from the facility's other sources.
  if (register === "beds" && found && facility.beds && facility.beds.year !== 2020) return null;
  return found;
}

export async function insertFacilities(client: pg.ClientBase): Promise<number> {
  const facilities = Facilities.parse(readReferenceFolder("facilities"));
  const places = new Map(
    Places.parse(readReference("places.json")).flatMap((place) =>
      place.kind === "comune"
        ? (place.names.it ?? []).map((name) => [name, place.id] as const)
        : [],
    ),
  );
  const ids = await insertRows(client, facilities, places);
  const idOf = (slug: string) => {
    const id = ids.get(slug);
    if (id === undefined) throw new Error(`No facility ${slug}`);
    return id;
  };

  await insertClaims(client, facilities, idOf);
  await insertRecognitions(client, idOf);
  await insertProfiles(client, facilities, idOf);
  await insertStatements(client, idOf, readOn);
  return facilities.length;
}

/** The facilities themselves: a column is left alone once someone has confirmed it or a later source was read. */
async function insertRows(
  client: pg.ClientBase,
  facilities: Facility[],
  places: Map<string, string>,
) {
  const held = await client.query<{ slug: string; field: string }>(
    `SELECT f.slug, c.field FROM facility_facts c JOIN facilities f ON f.id = c.facility_id WHERE c.confirmed_by IS NOT NULL OR c.read_on > $1`,
    [readOn],
  );
  const isHeld = new Set(held.rows.map((row) => `${row.slug} ${row.field}`));
  const existing = await client.query(`SELECT * FROM facilities WHERE slug = ANY($1)`, [
    facilities.map((facility) => facility.slug),
  ]);
  const before = new Map(existing.rows.map((row) => [row.slug, row]));
  const rows = facilities.map((facility) => ({
    slug: facility.slug,
    ...Object.fromEntries(
      columns.map(({ column, field, value }) => [
        column,
        isHeld.has(`${facility.slug} ${field}`)
          ? before.get(facility.slug)?.[column]
          : (value(facility) ?? null),
      ]),
    ),
    place_id: places.get(facility.address.comune) ?? null,
    checked_on: readOn,
    irccs_fields: facility.irccs?.fields ?? [],
    irccs_seat_here: facility.irccs?.seat !== "elsewhere",
    is_hospital: facility.isHospital ?? true,
    updated_at: new Date().toISOString(),
  }));
  await client.query(
    `INSERT INTO facilities (${Object.keys(rows[0] ?? {}).join(", ")}) SELECT ${Object.keys(rows[0] ?? {}).join(", ")} FROM jsonb_populate_recordset(NULL::facilities, $1)
     ON CONFLICT (slug) DO UPDATE SET ${Object.keys(rows[0] ?? {})
       .filter((column) => !["slug", "checked_on"].includes(column))
       .map((column) => `${column} = excluded.${column}`)
       .join(", ")}, checked_on = greatest(facilities.checked_on, excluded.checked_on)`,
    [JSON.stringify(rows)],
  );
  const { rows: found } = await client.query<{ id: number; slug: string }>(
    "SELECT id, slug FROM facilities",
  );
  return new Map(found.map((row) => [row.slug, row.id]));
}

async function insertClaims(
  client: pg.ClientBase,
  facilities: Facility[],
  idOf: (slug: string) => number,
) {
  const facts = facilities.flatMap((facility) =>
    columns
      .filter(
        ({ column, value }) =>
          value(facility) != null && !["lon", "beds_year", "discharges_year"].includes(column),
      )
      .map(({ field, register }) => {
        const source = sourceOf(facility, register);
        return {
          facility_id: idOf(facility.slug),
          field,
          is_sourced: !facility.unconfirmed.includes(field),
          source_url: source?.url ?? null,
          source_date: source?.date ?? null,
          read_on: readOn,
          note: facility.notes[field] ?? null,
        };
      }),
  );
  await upsert(
    client,
    "facility_facts",
    ["facility_id", "field"],
    facts,
    confirmed("facility_facts"),
  );
  const sources = facilities.flatMap((facility) =>
    [...new Set(facility.sources)].map((url, position) => ({
      facility_id: idOf(facility.slug),
      url,
      position,
      read_on: readOn,
    })),
  );
  await upsert(
    client,
    "facility_sources",
    ["facility_id", "url"],
    sources,
    "facility_sources.read_on > excluded.read_on",
  );
  const languages = facilities.flatMap((facility) =>
    facility.languages.map((language) => ({
      facility_id: idOf(facility.slug),
      language,
      source_url: facility.languagesSource ?? facility.internationalOffice,
      source_date: null,
      read_on: readOn,
      note: facility.notes.languages ?? null,
    })),
  );
  await upsert(
    client,
    "facility_languages",
    ["facility_id", "language"],
    languages,
    confirmed("facility_languages"),
  );
}

async function insertRecognitions(client: pg.ClientBase, idOf: (slug: string) => number) {
  const recognitions = Recognitions.parse(readReference("recognitions.json")).map((one) => ({
    facility_id: idOf(one.facility),
    kind: one.kind,
    name: one.name ?? "",
    level: one.level ?? null,
    since: one.since ?? null,
    until: one.until ?? null,
    status: one.status,
    is_sourced: one.sourced,
    source_url: one.source ?? null,
    source_name: one.sourceName ?? null,
    source_date: one.published ?? null,
    read_on: readOn,
  }));
  const { rows } = await client.query<{ id: string }>(
    "SELECT nextval(pg_get_serial_sequence('recognitions', 'id')) AS id FROM generate_series(1, $1)",
    [recognitions.length],
  );
  const numbered = recognitions.map((one, at) => ({ ...one, id: Number(rows[at]?.id) }));
  await upsert(
    client,
    "recognitions",
    ["facility_id", "kind", "name"],
    numbered,
    confirmed("recognitions"),
  );
  await deleteOthers(
    client,
    "recognitions",
    ["facility_id", "kind", "name"],
    numbered,
    `t.confirmed_by IS NULL AND t.read_on <= '${readOn}'`,
  );
}

async function insertProfiles(
  client: pg.ClientBase,
  facilities: Facility[],
  idOf: (slug: string) => number,
) {
  const profiles = Profiles.parse(readReferenceFolder("profiles"));
  const known = facilities.flatMap((facility) =>
    profiles[facility.slug]
      ? [
          {
            facility,
            id: idOf(facility.slug),
            profile: profiles[facility.slug] as z.infer<typeof Profiles>[string],
          },
        ]
      : [],
  );

  const abouts = Abouts.parse(readReferenceFolder("abouts"));
  await upsert(
    client,
    "facility_texts",
    ["facility_id", "language"],
    known.flatMap(({ facility, id, profile }) => [
      { facility_id: id, language: "en", about: profile.about.en, state: "original" },
      { facility_id: id, language: "it", about: profile.about.it, state: "draft" },
      ...Object.entries(abouts[facility.slug] ?? {}).map(([language, about]) => ({
        facility_id: id,
        language,
        about,
        state: "draft",
      })),
    ]),
    "facility_texts.state = 'checked'",
  );

  const names = known.flatMap(({ id, profile }) =>
    profile.names.map(({ language, name }) => ({ facility_id: id, language, name })),
  );
  await upsert(client, "facility_names", ["facility_id", "language", "name"], names);

  const listed = known.flatMap(({ id, profile }) =>
    profile.listed.map((topic_id) => ({
      topic_id,
      facility_id: id,
      is_sourced: false,
      strength: 0,
      source_url: null,
      source_date: null,
      read_on: readOn,
    })),
  );
  await upsert(client, "offers", ["topic_id", "facility_id"], listed, "offers.is_sourced");
  const seeded = known.map(({ id }) => id);
  await deleteOthers(
    client,
    "offers",
    ["topic_id", "facility_id"],
    listed,
    `t.facility_id IN (${seeded.join(", ") || "NULL"}) AND NOT t.is_sourced AND t.read_on <= '${readOn}'`,
  );
  await insertHighlights(client, facilities, idOf);
}

async function insertHighlights(
  client: pg.ClientBase,
  facilities: Facility[],
  idOf: (slug: string) => number,
) {
  const translations = HighlightTexts.parse(readReferenceFolder("highlight-texts"));
  const { rows: held } = await client.query<{
    id: number;
    facility_id: number;
    position: number;
    kept: boolean;
  }>(`SELECT id, facility_id, position, (${confirmed("highlights")}) AS kept FROM highlights`);
  const before = new Map(held.map((row) => [`${row.facility_id} ${row.position}`, row]));
  const wanted = facilities.flatMap((facility) =>
    facility.highlights.map((highlight, position) => ({
      ...highlight,
      slug: facility.slug,
      facility_id: idOf(facility.slug),
      position,
    })),
  );
  const { rows: fresh } = await client.query<{ id: string }>(
    "SELECT nextval(pg_get_serial_sequence('highlights', 'id')) AS id FROM generate_series(1, $1)",
    [wanted.length],
  );
  const placed = wanted
    .map((one, at) => ({
      ...one,
      id: before.get(`${one.facility_id} ${one.position}`)?.id ?? Number(fresh[at]?.id),
      kept: before.get(`${one.facility_id} ${one.position}`)?.kept ?? false,
    }))
    .filter((one) => !one.kept);
  await upsert(
    client,
    "highlights",
    ["id"],
    placed.map((one) => ({
      id: one.id,
      facility_id: one.facility_id,
      position: one.position,
      source_url: one.source,
      source_date: one.date,
      read_on: readOn,
    })),
  );
  await deleteOthers(
    client,
    "highlights",
    ["facility_id", "position"],
    wanted.map(({ facility_id, position }) => ({ facility_id, position })),
    `t.confirmed_by IS NULL AND t.read_on <= '${readOn}'`,
  );
  const texts = placed.flatMap((one) => [
    { highlight_id: one.id, language: "en", text: one.text, state: "original" },
    ...Object.entries(translations[one.slug]?.[String(one.position)] ?? {}).map(
      ([language, text]) => ({
        highlight_id: one.id,
        language,
        text,
        state: "draft",
      }),
    ),
  ]);
  await upsert(
    client,
    "highlight_texts",
    ["highlight_id", "language"],
    texts,
    "highlight_texts.state = 'checked'",
  );
}
