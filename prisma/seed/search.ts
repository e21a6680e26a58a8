import type pg from "pg";
import {
  Concepts,
  Drugs,
  Stories,
  UnlistedThings,
} from "../../src/catalogue/search-meaning/schema";
import { readReference, readReferenceFolder } from "./load";
import { deleteOthers, upsert } from "./rows";
import { Towns } from "./shapes";

/** The name of a substance as Italian and Spanish spell it. */
const inRomance = (substance: string) =>
  substance
    .replaceAll("ph", "f")
    .replaceAll("th", "t")
    .replaceAll("y", "i")
    .replace(/e(?= |$)/g, "a");

/** The medicines, stories and words of the search, and the towns where visitors stay. */
export async function insertSearch(client: pg.ClientBase) {
  const concepts = Concepts.parse(readReferenceFolder("search/concepts")).map(({ id, words }) => ({
    kind: "concept",
    id,
    body: { words },
  }));
  const stories = Stories.parse(readReferenceFolder("search/stories")).map((story, at) => ({
    kind: "story",
    id: String(at + 1).padStart(4, "0"),
    body: { is: story.if, unless: story.unless, targets: story.show },
  }));
  const unlisted = UnlistedThings.parse(readReferenceFolder("search/unlisted")).map(
    ({ what, words, near }, at) => ({
      kind: "unlisted",
      id: String(at + 1).padStart(4, "0"),
      body: { what, words, near },
    }),
  );
  const drugs = Drugs.parse(readReferenceFolder("search/drugs")).map((drug) => ({
    kind: "drug",
    id: drug.substance.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    body: {
      name: drug.brands[0] ?? drug.substance,
      substance: drug.substance,
      words: [
        ...new Set([drug.substance, inRomance(drug.substance), ...drug.brands, ...drug.names]),
      ],
      targets: drug.show,
      source: drug.source,
    },
  }));
  const all = [...concepts, ...stories, ...unlisted, ...drugs];
  await upsert(client, "search_entries", ["kind", "id"], all);
  await deleteOthers(client, "search_entries", ["kind", "id"], all);

  const towns = Towns.parse(readReference("towns.json"));
  await upsert(
    client,
    "places",
    ["id"],
    towns.map(({ id, province, coordinates: [lat, lon] }) => ({
      id,
      kind: "resort",
      province,
      lat,
      lon,
    })),
    "places.kind <> 'resort'",
  );
  const names = towns.flatMap((town) =>
    Object.entries(town.names).flatMap(([language, list]) =>
      [...new Set(list)].map((name, at) => ({
        place_id: town.id,
        language,
        name,
        is_main: at === 0,
      })),
    ),
  );
  await upsert(client, "place_names", ["place_id", "language", "name"], names);
}
