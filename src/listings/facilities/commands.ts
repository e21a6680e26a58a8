import "server-only";
import { sql } from "@/platform/db/sql";
import type { Tx } from "@/platform/db/transaction";
import type { Kind } from "../releases/queries";
import { isSame } from "../releases/rules";
import {
  claimsOf,
  type Facts,
  factSections,
  type Texts,
  textSections,
  unitsOfTexts,
  withoutClaim,
} from "./rules";

/** Facilities: the tables of the catalogue say what their newest releases say. */
export const facilityKind: Kind = {
  name: "facility",
  facts: factSections,
  texts: textSections,
  keys: sql`SELECT id::text AS key FROM facilities`,
  read: (key, series) => sql`facility_fields(${key}::int, ${series})`,
  units: unitsOfTexts,
  claims: claimsOf,
  without: withoutClaim,
  async write(tx, key, series, fields, before) {
    const id = Number(key);
    if (series === "") await writeFacts(tx, id, fields as Facts, before as Facts | null);
    else await writeTexts(tx, id, series, fields as Texts, before as Texts | null);
    await tx.run(sql`UPDATE facilities SET updated_at = now() WHERE id = ${id}`);
  },
  async confirm(tx, key, claim, by) {
    const [section, id] = claim.split("/");
    const word = sql`${by?.by ?? null}::confirmer`;
    const on = sql`${by?.on ?? null}::date`;
    if (section === "languages")
      await tx.run(
        sql`UPDATE facility_languages SET confirmed_by = ${word}, confirmed_on = ${on} WHERE facility_id = ${Number(key)} AND language = ${id}`,
      );
    if (section === "offers")
      await tx.run(
        sql`UPDATE statements SET confirmed_by = ${word}, confirmed_on = ${on} WHERE facility_id = ${Number(key)} AND key = ${`own-${id}`}`,
      );
  },
  async mark(tx, key, language, state) {
    await tx.run(
      sql`UPDATE facility_texts SET state = ${state}::text_state WHERE facility_id = ${Number(key)} AND language = ${language} AND state <> ${state}::text_state`,
    );
  },
};

async function writeFacts(tx: Tx, id: number, facts: Facts, before: Facts | null) {
  const differs = (section: keyof Facts) => !isSame(facts[section], before?.[section]);
  if (differs("contact")) await writeContact(tx, id, facts, before);
  if (differs("languages")) await writeLanguages(tx, id, facts);
  if (differs("offers")) await writeOffers(tx, id, facts);
  if (differs("doctors"))
    await replace(
      tx,
      id,
      "facility_doctors",
      facts.doctors.map((one, position) => ({ ...one, position })),
    );
  if (differs("accessibility"))
    await replace(
      tx,
      id,
      "facility_access",
      facts.accessibility.map((feature) => ({ feature })),
    );
  if (differs("photographs")) await writePhotographs(tx, id, facts);
}

/** Every row of a facility's list anew: lists are short, and keep no state of their own. */
async function replace(
  tx: Tx,
  id: number,
  table: "facility_doctors" | "facility_access",
  rows: object[],
) {
  const json = sql`${JSON.stringify(rows)}::jsonb`;
  if (table === "facility_access") {
    await tx.run(sql`DELETE FROM facility_access WHERE facility_id = ${id}`);
    await tx.run(
      sql`INSERT INTO facility_access (facility_id, feature) SELECT ${id}::int, feature FROM jsonb_to_recordset(${json}) AS n(feature text)`,
    );
    return;
  }
  await tx.run(sql`DELETE FROM facility_doctors WHERE facility_id = ${id}`);
  await tx.run(sql`
    INSERT INTO facility_doctors (facility_id, key, position, name, disciplines, languages, registration, "order")
    SELECT ${id}::int, n.key, n.position, n.name, ARRAY(SELECT jsonb_array_elements_text(n.disciplines)), ARRAY(SELECT jsonb_array_elements_text(n.languages)), n.registration, n."order"
    FROM jsonb_to_recordset(${json}) AS n(key text, position smallint, name text, disciplines jsonb, languages jsonb, registration text, "order" text)`);
}

/** A field that the facility has changed no longer stands on its old source: the facility itself stands for it. */
async function writeContact(tx: Tx, id: number, { contact }: Facts, before: Facts | null) {
  await tx.run(sql`
    UPDATE facilities SET common_name = ${contact.commonName}, official_name = ${contact.officialName}, street = ${contact.street}, postcode = ${contact.postcode}, phone = ${contact.phone},
      website = ${contact.website}, international_office_url = ${contact.internationalOffice} WHERE id = ${id}`);
  const changed = (Object.keys(contact) as (keyof typeof contact)[]).filter(
    (field) => before && contact[field] !== before.contact[field],
  );
  for (const field of changed)
    await tx.run(
      contact[field] === null
        ? sql`DELETE FROM facility_facts WHERE facility_id = ${id} AND field = ${field}`
        : sql`
            INSERT INTO facility_facts (facility_id, field, is_sourced, read_on, confirmed_by, confirmed_on) VALUES (${id}, ${field}, true, current_date, 'facility', current_date)
            ON CONFLICT (facility_id, field) DO UPDATE SET is_sourced = true, source_url = NULL, source_date = NULL, note = NULL, read_on = excluded.read_on, confirmed_by = 'facility', confirmed_on = excluded.confirmed_on`,
    );
}

async function writeLanguages(tx: Tx, id: number, { languages }: Facts) {
  const json = sql`${JSON.stringify(languages)}::jsonb`;
  await tx.run(sql`
    DELETE FROM facility_languages WHERE facility_id = ${id} AND language NOT IN (SELECT n.language FROM jsonb_to_recordset(${json}) AS n(language text))`);
  await tx.run(sql`
    INSERT INTO facility_languages AS l (facility_id, language, how, note, source_url, source_date, read_on)
    SELECT ${id}::int, n.language, n.how, n.note, n."sourceUrl", n."sourceDate", current_date
    FROM jsonb_to_recordset(${json}) AS n(language text, how text, note text, "sourceUrl" text, "sourceDate" text)
    ON CONFLICT (facility_id, language) DO UPDATE SET how = excluded.how, note = excluded.note, source_url = excluded.source_url, source_date = excluded.source_date, read_on = excluded.read_on,
      confirmed_by = NULL, confirmed_on = NULL
    WHERE (l.how, l.note, l.source_url, l.source_date) IS DISTINCT FROM (excluded.how, excluded.note, excluded.source_url, excluded.source_date)`);
}

/** Each offer of its own stands as a statement too: what a facility says of itself, at its own address, counts in part. */
async function writeOffers(tx: Tx, id: number, { offers }: Facts) {
  const json = sql`${JSON.stringify(offers)}::jsonb`;
  const columns = sql`n("topicId" text, "evidenceUrl" text, "evidenceDate" text, lead text, volume int, "volumeYear" smallint, "volumeUrl" text, "priceFrom" int, "priceTo" int, "priceIncludes" jsonb,
    "stayFrom" smallint, "stayTo" smallint, "waitFrom" smallint, "waitTo" smallint, remote text, ages text)`;
  await tx.run(sql`DELETE FROM own_offers WHERE facility_id = ${id}`);
  await tx.run(sql`
    INSERT INTO own_offers (facility_id, topic_id, evidence_url, evidence_date, lead, volume, volume_year, volume_url, price_from, price_to, price_includes, stay_from, stay_to, wait_from, wait_to, remote, ages)
    SELECT ${id}::int, n."topicId", n."evidenceUrl", n."evidenceDate", n.lead, n.volume, n."volumeYear", n."volumeUrl", n."priceFrom", n."priceTo", ARRAY(SELECT jsonb_array_elements_text(n."priceIncludes")),
      n."stayFrom", n."stayTo", n."waitFrom", n."waitTo", n.remote, n.ages FROM jsonb_to_recordset(${json}) AS ${columns}`);
  await tx.run(sql`
    DELETE FROM statements WHERE facility_id = ${id} AND key LIKE 'own-%' AND substr(key, 5) NOT IN (SELECT n."topicId" FROM jsonb_to_recordset(${json}) AS ${columns})`);
  await tx.run(sql`
    INSERT INTO statements AS s (facility_id, key, kind, strength, source_url, source_date, read_on)
    SELECT ${id}::int, 'own-' || n."topicId", 'first-hand', 1, n."evidenceUrl", n."evidenceDate", current_date FROM jsonb_to_recordset(${json}) AS ${columns}
    ON CONFLICT (facility_id, key) DO UPDATE SET source_url = excluded.source_url, source_date = excluded.source_date, read_on = excluded.read_on, confirmed_by = NULL, confirmed_on = NULL
    WHERE (s.source_url, s.source_date) IS DISTINCT FROM (excluded.source_url, excluded.source_date)`);
  await tx.run(sql`
    INSERT INTO statement_topics (statement_id, topic_id) SELECT s.id, substr(s.key, 5) FROM statements s WHERE s.facility_id = ${id} AND s.key LIKE 'own-%' ON CONFLICT DO NOTHING`);
}

async function writePhotographs(tx: Tx, id: number, { photographs }: Facts) {
  const json = sql`${JSON.stringify(photographs.map((one, position) => ({ ...one, position })))}::jsonb`;
  await tx.run(sql`
    DELETE FROM photographs WHERE facility_id = ${id} AND file NOT IN (SELECT n.file FROM jsonb_to_recordset(${json}) AS n(file text))`);
  await tx.run(sql`
    INSERT INTO photographs (facility_id, file, position, width, height, credit, rights)
    SELECT ${id}::int, n.file, n.position, n.width, n.height, n.credit, n.rights FROM jsonb_to_recordset(${json}) AS n(file text, position smallint, width int, height int, credit text, rights text)
    ON CONFLICT (facility_id, file) DO UPDATE SET position = excluded.position, credit = excluded.credit, rights = excluded.rights`);
}

async function writeTexts(
  tx: Tx,
  id: number,
  language: string,
  texts: Texts,
  before: Texts | null,
) {
  const about = texts.text.about;
  if (about !== before?.text.about)
    await tx.run(
      about === ""
        ? sql`DELETE FROM facility_texts WHERE facility_id = ${id} AND language = ${language}`
        : sql`
            INSERT INTO facility_texts (facility_id, language, about, state) VALUES (${id}, ${language}, ${about}, 'draft')
            ON CONFLICT (facility_id, language) DO UPDATE SET about = excluded.about`,
    );
  await tx.run(
    sql`DELETE FROM photograph_texts WHERE facility_id = ${id} AND language = ${language}`,
  );
  await tx.run(sql`
    INSERT INTO photograph_texts (facility_id, file, language, alt)
    SELECT ${id}::int, c.key, ${language}, c.value FROM jsonb_each_text(${JSON.stringify(texts.captions)}::jsonb) AS c`);
}
