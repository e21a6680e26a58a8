import type pg from "pg";
import { readReference, readReferenceFolder } from "./load";
import { deleteOthers, upsert } from "./rows";
import { Places, Topics, Words } from "./shapes";

export async function insertTopics(client: pg.ClientBase): Promise<number> {
  const { districts, specialties, items } = Topics.parse(readReference("topics.json"));
  const words = Words.parse(readReferenceFolder("words"));
  const all = [
    ...districts.map((topic) => ({
      ...topic,
      kind: "district",
      district: null,
      needsDirect: false,
    })),
    ...specialties.map((topic) => ({
      ...topic,
      kind: "specialty",
      district: null,
      needsDirect: false,
    })),
    ...items,
  ];
  const unnamed = all.filter((topic) => !words[topic.id]);
  if (unnamed.length > 0)
    throw new Error(`Without words: ${unnamed.map((topic) => topic.id).join(", ")}`);

  await upsert(
    client,
    "topics",
    ["id"],
    all.map((topic, position) => ({
      id: topic.id,
      kind: topic.kind,
      slug: topic.slug,
      position,
      district_id: topic.district,
      needs_direct: topic.needsDirect,
    })),
  );
  const codes = all.flatMap((topic) =>
    Object.entries(topic.codes).flatMap(([system, list]) =>
      list.map((entry) => {
        const [code = entry, ...display] = system === "snomed" ? entry.split(" ") : [entry];
        return { topic_id: topic.id, system, code, display: display.join(" ") };
      }),
    ),
  );
  await upsert(client, "topic_codes", ["topic_id", "system", "code"], codes);
  await deleteOthers(client, "topic_codes", ["topic_id", "system", "code"], codes);

  const links = [
    ...items.flatMap((item) =>
      item.specialties.map((specialty_id, position) => ({
        topic_id: item.id,
        specialty_id,
        position,
      })),
    ),
    ...districts.flatMap((district) =>
      specialties
        .filter((specialty) => specialty.districts.includes(district.id))
        .map((specialty, position) => ({
          topic_id: district.id,
          specialty_id: specialty.id,
          position,
        })),
    ),
  ];
  await upsert(client, "topic_specialties", ["topic_id", "specialty_id"], links);
  await deleteOthers(client, "topic_specialties", ["topic_id", "specialty_id"], links);

  const texts = all.flatMap((topic) =>
    Object.entries(words[topic.id] ?? {}).map(([language, text]) => ({
      topic_id: topic.id,
      language,
      name: text.name,
      about: text.about,
      state: language === "en" ? "original" : "draft",
    })),
  );
  await upsert(
    client,
    "topic_texts",
    ["topic_id", "language"],
    texts,
    "topic_texts.state = 'checked'",
  );
  const synonyms = all.flatMap((topic) =>
    Object.entries(words[topic.id] ?? {}).flatMap(([language, text]) =>
      [...new Set(text.words)].map((word) => ({ topic_id: topic.id, language, word })),
    ),
  );
  await upsert(client, "topic_words", ["topic_id", "language", "word"], synonyms);
  await deleteOthers(client, "topic_words", ["topic_id", "language", "word"], synonyms);
  return all.length;
}

export async function insertPlaces(client: pg.ClientBase) {
  const places = Places.parse(readReference("places.json"));
  await upsert(
    client,
    "places",
    ["id"],
    places.map((place) => ({
      id: place.id,
      kind: place.kind,
      province: place.province,
      lat: place.coordinates[0],
      lon: place.coordinates[1],
      code: place.code ?? null,
    })),
  );
  const names = places.flatMap((place) =>
    Object.entries(place.names).flatMap(([language, list]) =>
      [...new Set(list)].map((name, at) => ({
        place_id: place.id,
        language,
        name,
        is_main: at === 0,
      })),
    ),
  );
  await upsert(client, "place_names", ["place_id", "language", "name"], names);
  await deleteOthers(client, "place_names", ["place_id", "language", "name"], names);
}

/** Settings that are there already were chosen by the association and stay. */
export async function insertSettings(client: pg.ClientBase) {
  const settings = readReference("settings.json") as {
    key: string;
    value: unknown;
    note: string;
  }[];
  await client.query(
    "INSERT INTO settings (key, value, note, updated_at) SELECT key, value, note, now() FROM jsonb_to_recordset($1) AS s(key text, value jsonb, note text) ON CONFLICT (key) DO NOTHING",
    [JSON.stringify(settings)],
  );
}
