import "server-only";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import type { Kind } from "../releases/queries";

type TermFacts = {
  codes: { system: string; code: string; display: string }[];
  specialties: string[];
};
type TermTexts = { text: { name: string; about: string }; words: string[] };

/** Terms of the taxonomy: their codes and specialties, and in each language their name, their text and the words people use. */
export const termKind: Kind = {
  name: "term",
  facts: ["codes", "specialties"],
  texts: ["text", "words"],
  keys: sql`SELECT id AS key FROM topics`,
  read: (key, series) => sql`term_fields(${key}, ${series})`,
  units: (fields) => ({ ...(fields as Partial<TermTexts>).text }),
  claims: () => ({}),
  without: (fields) => fields,
  async write(tx, key, series, fields) {
    if (series === "") await writeFacts(tx, key, fields as TermFacts);
    else await writeTexts(tx, key, series, fields as TermTexts);
  },
  async confirm() {},
  async mark(tx, key, language, state) {
    await tx.run(
      sql`UPDATE topic_texts SET state = ${state}::text_state WHERE topic_id = ${key} AND language = ${language} AND state <> ${state}::text_state`,
    );
  },
};

async function writeFacts(tx: Tx, id: string, { codes, specialties }: TermFacts) {
  await tx.run(sql`DELETE FROM topic_codes WHERE topic_id = ${id}`);
  await tx.run(sql`
    INSERT INTO topic_codes (topic_id, system, code, display)
    SELECT ${id}, n.system, n.code, n.display FROM jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) AS n(system text, code text, display text)`);
  await tx.run(sql`DELETE FROM topic_specialties WHERE topic_id = ${id}`);
  await tx.run(sql`
    INSERT INTO topic_specialties (topic_id, specialty_id, position)
    SELECT ${id}, n.specialty, (n.place - 1)::int FROM unnest(${specialties}::text[]) WITH ORDINALITY AS n(specialty, place)`);
}

async function writeTexts(tx: Tx, id: string, language: string, { text, words }: TermTexts) {
  await tx.run(
    text.name === ""
      ? sql`DELETE FROM topic_texts WHERE topic_id = ${id} AND language = ${language}`
      : sql`
          INSERT INTO topic_texts (topic_id, language, name, about, state) VALUES (${id}, ${language}, ${text.name}, ${text.about}, 'draft')
          ON CONFLICT (topic_id, language) DO UPDATE SET name = excluded.name, about = excluded.about`,
  );
  await tx.run(
    sql`DELETE FROM topic_words WHERE topic_id = ${id} AND language = ${language} AND NOT word = ANY(${words}::text[])`,
  );
  await tx.run(sql`
    INSERT INTO topic_words (topic_id, language, word) SELECT ${id}, ${language}, unnest(${words}::text[]) ON CONFLICT DO NOTHING`);
}
