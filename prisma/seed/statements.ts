import { createHash } from "node:crypto";
import type pg from "pg";
import type { z } from "zod";
import { readReference, readReferenceFolder } from "./load";
import { deleteOthers, upsert } from "./rows";
import { Exclusions, Questions, Statements } from "./shapes";

type Said = z.infer<typeof Statements>[number];

const strengths = { strong: 2, fair: 1 } as const;

/** One sentence of one source about one facility. */
const keyOf = (said: Said) =>
  createHash("sha256").update(`${said.source}\n${said.en}`).digest("hex").slice(0, 16);

/** The same sentence given twice, as fair and as strong or for other topics, is one. */
function merged(all: readonly Said[]): Said[] {
  const byKey = Map.groupBy(all, (said) => `${said.facility} ${keyOf(said)}`);
  return [...byKey.values()].map((group) => {
    const best = group.find((said) => said.strength === "strong") ?? (group[0] as Said);
    return { ...best, topics: [...new Set(group.flatMap((said) => said.topics))] };
  });
}

/**
 * What facilities are said to do, what must not be listed, and what waits for a source. Statements that somebody
 * has confirmed, or that come from a later reading or from a register, stay as they are.
 */
export async function insertStatements(
  client: pg.ClientBase,
  idOf: (slug: string) => number,
  readOn: string,
) {
  await insertExclusions(client, idOf, readOn);
  const statements = merged(Statements.parse(readReferenceFolder("statements"))).map((said) => ({
    ...said,
    facilityId: idOf(said.facility),
    key: keyOf(said),
  }));
  const kept = `statements.confirmed_by IS NOT NULL OR statements.read_on > '${readOn}'`;
  await upsert(
    client,
    "statements",
    ["facility_id", "key"],
    statements.map((said) => ({
      facility_id: said.facilityId,
      key: said.key,
      kind: said.kind,
      strength: strengths[said.strength],
      unit: said.unit ?? null,
      since_year: said.since ?? null,
      marks: said.marks,
      features: said.features,
      source_url: said.source,
      source_date: said.date,
      read_on: readOn,
    })),
    kept,
  );
  await deleteOthers(
    client,
    "statements",
    ["facility_id", "key"],
    statements.map((said) => ({ facility_id: said.facilityId, key: said.key })),
    `t.confirmed_by IS NULL AND t.read_on <= '${readOn}' AND t.key NOT LIKE 'register-%'`,
  );
  await insertParts(client, statements);
  await insertQuestions(client, idOf, readOn);
}

async function insertParts(
  client: pg.ClientBase,
  statements: readonly (Said & { facilityId: number; key: string })[],
) {
  const { rows } = await client.query<{ id: number; facility_id: number; key: string }>(
    "SELECT id, facility_id, key FROM statements WHERE key NOT LIKE 'register-%'",
  );
  const ids = new Map(rows.map((row) => [`${row.facility_id} ${row.key}`, row.id]));
  const numbered = statements.flatMap((said) => {
    const id = ids.get(`${said.facilityId} ${said.key}`);
    return id === undefined ? [] : [{ ...said, id }];
  });
  const own = `t.statement_id IN (${numbered.map(({ id }) => id).join(", ") || "NULL"})`;
  const topics = numbered.flatMap(({ id, topics: list }) =>
    list.map((topic_id) => ({ statement_id: id, topic_id })),
  );
  await upsert(client, "statement_topics", ["statement_id", "topic_id"], topics);
  await deleteOthers(client, "statement_topics", ["statement_id", "topic_id"], topics, own);
  const texts = numbered.flatMap(({ id, en, it }) => [
    { statement_id: id, language: "en", text: en, state: "original" },
    ...(it ? [{ statement_id: id, language: "it", text: it, state: "draft" }] : []),
  ]);
  await upsert(
    client,
    "statement_texts",
    ["statement_id", "language"],
    texts,
    "statement_texts.state = 'checked'",
  );
  const measures = numbered.flatMap(({ id, measures: list }) =>
    list.map((one, position) => ({
      statement_id: id,
      position,
      count: one.count,
      value: one.value,
      bound: one.bound ?? null,
      who: one.who ?? null,
      topic_id: one.of ?? null,
      per: one.per ?? null,
      year: one.year ?? null,
      from_year: one.from ?? null,
      until_year: one.to ?? null,
      origin: one.origin ?? null,
      edition: one.edition ?? null,
    })),
  );
  await upsert(client, "statement_measures", ["statement_id", "position"], measures);
  await deleteOthers(client, "statement_measures", ["statement_id", "position"], measures, own);
}

async function insertExclusions(
  client: pg.ClientBase,
  idOf: (slug: string) => number,
  readOn: string,
) {
  const exclusions = Exclusions.parse(readReference("exclusions.json")).map((one) => ({
    facility_id: idOf(one.facility),
    topic_id: one.topic,
    why: one.why,
    source_url: one.source ?? null,
    read_on: readOn,
  }));
  await upsert(client, "exclusions", ["facility_id", "topic_id"], exclusions);
  await deleteOthers(
    client,
    "exclusions",
    ["facility_id", "topic_id"],
    exclusions,
    `t.read_on <= '${readOn}'`,
  );
}

/** Questions are asked once: one that the association has settled is not asked again under the same words. */
async function insertQuestions(
  client: pg.ClientBase,
  idOf: (slug: string) => number,
  readOn: string,
) {
  const questions = Questions.parse(readReference("questions.json")).map((one) => ({
    facility_id: idOf(one.facility),
    topic_id: one.topic,
    reason: one.reason,
    en: one.en,
    it: one.it,
    source_url: one.source ?? null,
    asked_on: readOn,
  }));
  await client.query(
    `INSERT INTO catalogue_questions (facility_id, topic_id, reason, en, it, source_url, asked_on)
     SELECT facility_id, topic_id, reason, en, it, source_url, asked_on FROM jsonb_populate_recordset(NULL::catalogue_questions, $1) q
     WHERE NOT EXISTS (SELECT FROM catalogue_questions c WHERE c.facility_id = q.facility_id AND c.topic_id IS NOT DISTINCT FROM q.topic_id AND c.en = q.en)`,
    [JSON.stringify(questions)],
  );
}
