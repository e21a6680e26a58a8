import type pg from "pg";
import type { z } from "zod";
import { confirmed, type Facility, readOn } from "./facility-columns";
import { readReferenceFolder } from "./load";
import { deleteOthers, upsert } from "./rows";
import { Abouts, HighlightTexts, Profiles } from "./shapes";

export async function insertProfiles(
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
