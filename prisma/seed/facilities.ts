import type pg from "pg";
import { columns, confirmed, type Facility, readOn, sourceOf } from "./facility-columns";
import { readReference, readReferenceFolder } from "./load";
import { insertProfiles } from "./profiles";
import { deleteOthers, upsert } from "./rows";
import { Facilities, Places, Recognitions } from "./shapes";
import { insertStatements } from "./statements";

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
