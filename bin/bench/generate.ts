import type { Client } from "pg";

/** Facilities are copied onto new ones: `source` is the id of the one copied, `made` that of the copy. */
const copies = `
  CREATE TEMP TABLE copies ON COMMIT DROP AS
  WITH first AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS all_of_them FROM facilities WHERE slug NOT LIKE 'generated-%'),
    town AS (SELECT p.id, p.province, p.lat, p.lon, n.name, row_number() OVER (ORDER BY p.id) - 1 AS place, count(*) OVER () AS all_of_them
      FROM places p JOIN place_names n ON n.place_id = p.id AND n.is_main AND n.language = 'it' WHERE p.kind = 'comune'),
    part AS (SELECT ARRAY['Ospedale', 'Casa di Cura', 'Istituto Clinico', 'Poliambulatorio', 'Centro Medico', 'Presidio', 'Clinica', 'Fondazione'] AS kinds,
      ARRAY['Bra', 'Cal', 'Dor', 'Fer', 'Gam', 'Lan', 'Mar', 'Nor', 'Pel', 'Quar', 'Rov', 'Sal', 'Tor', 'Val', 'Zan', 'Ber'] AS begins,
      ARRAY['a', 'and', 'e', 'ec', 'i', 'in', 'o', 'ol', 'u', 'ust', 'ar', 'et'] AS middles,
      ARRAY['belli', 'chini', 'dossi', 'fanti', 'ghelli', 'lazzi', 'menghi', 'netti', 'pozzi', 'rasco', 'sotti', 'tenga', 'vaghi', 'zoni'] AS ends)
  SELECT nextval(pg_get_serial_sequence('facilities', 'id'))::int AS made, first.id AS source, n,
    kinds[1 + n % 8] AS kind, begins[1 + n / 3 % 16] || middles[1 + n / 7 % 12] || ends[1 + n / 11 % 14] AS name, begins[1 + n / 5 % 16] || ends[1 + n / 2 % 14] AS other,
    town.id AS town, town.name AS comune, town.province, town.lat + (n % 41 - 20) / 900.0 AS lat, town.lon + (n % 37 - 18) / 900.0 AS lon
  FROM generate_series((SELECT count(*) FROM facilities)::int + 1, $1::int) n CROSS JOIN part
    JOIN first ON first.place = n % first.all_of_them JOIN town ON town.place = (n / 13 + n) % town.all_of_them`;

/** The columns that a copy takes over as they are, read from the schema so that a new one is not forgotten. */
async function columnsOf(
  client: Client,
  table: string,
  without: readonly string[],
): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND column_name <> ALL($2) ORDER BY ordinal_position",
    [table, without],
  );
  return rows.map((row) => row.name).join(", ");
}

async function copyFacilities(client: Client) {
  const own = [
    "id",
    "slug",
    "ministry_code",
    "common_name",
    "official_name",
    "ministry_name",
    "operator",
    "comune",
    "province",
    "place_id",
    "lat",
    "lon",
  ];
  const columns = await columnsOf(client, "facilities", own);
  await client.query(`
    INSERT INTO facilities (${own.join(", ")}, ${columns})
    SELECT made, 'generated-' || n, (800000 + n)::text, 'Generated ' || c.kind || ' ' || c.name, 'Generated ' || c.kind || ' ' || c.name || ' ' || other || ' di ' || c.comune, NULL,
      'Generated Gruppo ' || other, c.comune, c.province, town, c.lat, c.lon, ${columns.replaceAll(/[^, ]+/g, "f.$&")}
    FROM copies c JOIN facilities f ON f.id = c.source`);
}

const ofFacilities = ["offers", "facility_texts", "facility_languages", "recognitions"] as const;

async function copyRows(client: Client) {
  for (const table of ofFacilities) {
    const columns = await columnsOf(client, table, ["id", "facility_id"]);
    await client.query(
      `INSERT INTO ${table} (facility_id, ${columns}) SELECT c.made, ${columns.replaceAll(/[^, ]+/g, "x.$&")} FROM copies c JOIN ${table} x ON x.facility_id = c.source`,
    );
  }
  await client.query(`
    INSERT INTO facility_names (facility_id, language, name) SELECT DISTINCT made, x.language, 'Generated ' || c.name || ' ' || other || CASE x.language WHEN '' THEN '' ELSE ' ' || x.language END
    FROM copies c JOIN facility_names x ON x.facility_id = c.source`);
  await client.query(`
    WITH fresh AS (SELECT nextval(pg_get_serial_sequence('highlights', 'id'))::int AS made, c.made AS facility, h.* FROM copies c JOIN highlights h ON h.facility_id = c.source),
      placed AS (INSERT INTO highlights (id, facility_id, position, source_url, source_date, read_on, confirmed_by, confirmed_on)
        SELECT made, facility, position, source_url, source_date, read_on, confirmed_by, confirmed_on FROM fresh)
    INSERT INTO highlight_texts (highlight_id, language, text, state) SELECT made, t.language, t.text, t.state FROM fresh JOIN highlight_texts t ON t.highlight_id = fresh.id`);
}

/** Fills the catalogue up to `most` facilities with invented ones, each named "Generated". Nothing is told to followers of changes. */
export async function generateFacilities(client: Client, most: number) {
  await client.query("BEGIN");
  await client.query("SET LOCAL session_replication_role = replica");
  await client.query("SET LOCAL synchronous_commit = off");
  await client.query(copies.replace("$1", String(Math.trunc(most))));
  await client.query("ANALYZE copies");
  await copyFacilities(client);
  await copyRows(client);
  await client.query("COMMIT");
  await client.query("VACUUM ANALYZE");
}
