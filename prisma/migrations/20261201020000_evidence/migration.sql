-- CreateEnum
CREATE TYPE "statement_kind" AS ENUM ('volume', 'unit', 'designation', 'programme', 'first-hand');

-- DropIndex
DROP INDEX "recognitions_facility_id_kind_what_key";

-- AlterTable
ALTER TABLE "facilities" DROP COLUMN "irccs_discipline",
DROP COLUMN "offers_second_opinion",
ADD COLUMN     "irccs_fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "irccs_institute" TEXT,
ADD COLUMN     "irccs_seat_here" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "is_hospital" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "offers" DROP COLUMN "basis",
ADD COLUMN     "strength" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "clear" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "partial" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN     "has_number" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "recognitions" DROP COLUMN "note",
DROP COLUMN "what",
ADD COLUMN     "level" TEXT,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'unknown',
ADD COLUMN     "until" TEXT;

-- AlterTable
ALTER TABLE "topics" ADD COLUMN     "needs_direct" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "statements" (
    "id" SERIAL NOT NULL,
    "facility_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "statement_kind" NOT NULL,
    "strength" SMALLINT NOT NULL,
    "unit" TEXT,
    "since_year" SMALLINT,
    "marks" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "features" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "source_url" TEXT NOT NULL,
    "source_date" TEXT,
    "read_on" DATE NOT NULL,
    "confirmed_by" "confirmer",
    "confirmed_on" DATE,

    CONSTRAINT "statements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_topics" (
    "statement_id" INTEGER NOT NULL,
    "topic_id" TEXT NOT NULL,

    CONSTRAINT "statement_topics_pkey" PRIMARY KEY ("statement_id","topic_id")
);

-- CreateTable
CREATE TABLE "statement_texts" (
    "statement_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "text_state" NOT NULL,

    CONSTRAINT "statement_texts_pkey" PRIMARY KEY ("statement_id","language")
);

-- CreateTable
CREATE TABLE "statement_measures" (
    "statement_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "count" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "bound" TEXT,
    "who" TEXT,
    "topic_id" TEXT,
    "per" TEXT,
    "year" SMALLINT,
    "from_year" SMALLINT,
    "until_year" SMALLINT,
    "origin" TEXT,
    "edition" SMALLINT,
    "label" TEXT,

    CONSTRAINT "statement_measures_pkey" PRIMARY KEY ("statement_id","position")
);

-- CreateTable
CREATE TABLE "exclusions" (
    "facility_id" INTEGER NOT NULL,
    "topic_id" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "source_url" TEXT,
    "read_on" DATE NOT NULL,

    CONSTRAINT "exclusions_pkey" PRIMARY KEY ("facility_id","topic_id")
);

-- CreateTable
CREATE TABLE "catalogue_questions" (
    "id" SERIAL NOT NULL,
    "facility_id" INTEGER NOT NULL,
    "topic_id" TEXT,
    "reason" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "it" TEXT,
    "source_url" TEXT,
    "asked_on" DATE NOT NULL,

    CONSTRAINT "catalogue_questions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "statements_facility_id_key_key" ON "statements"("facility_id", "key");

-- CreateIndex
CREATE INDEX "statement_topics_topic_id_idx" ON "statement_topics"("topic_id");

-- CreateIndex
CREATE INDEX "statement_measures_topic_id_idx" ON "statement_measures"("topic_id");

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_questions_facility_id_topic_id_en_key" ON "catalogue_questions"("facility_id", "topic_id", "en");

-- CreateIndex
CREATE UNIQUE INDEX "recognitions_facility_id_kind_name_key" ON "recognitions"("facility_id", "kind", "name");

-- AddForeignKey
ALTER TABLE "statements" ADD CONSTRAINT "statements_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_topics" ADD CONSTRAINT "statement_topics_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_topics" ADD CONSTRAINT "statement_topics_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_texts" ADD CONSTRAINT "statement_texts_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_measures" ADD CONSTRAINT "statement_measures_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_measures" ADD CONSTRAINT "statement_measures_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_questions" ADD CONSTRAINT "catalogue_questions_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_questions" ADD CONSTRAINT "catalogue_questions_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "statements"
  ADD CONSTRAINT "statements_strength" CHECK ("strength" IN (1, 2)),
  ADD CONSTRAINT "statements_source_url" CHECK ("source_url" ~ '^https?://'),
  ADD CONSTRAINT "statements_source_date" CHECK ("source_date" ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'),
  ADD CONSTRAINT "statements_confirmation" CHECK (("confirmed_by" IS NULL) = ("confirmed_on" IS NULL));
ALTER TABLE "statement_texts" ADD CONSTRAINT "statement_texts_language" CHECK ("language" IN ('en', 'it', 'fr', 'de', 'es', 'ru', 'ar', 'zh'));
ALTER TABLE "statement_measures"
  ADD CONSTRAINT "statement_measures_value" CHECK ("value" > 0),
  ADD CONSTRAINT "statement_measures_bound" CHECK ("bound" IN ('about', 'over')),
  ADD CONSTRAINT "statement_measures_per" CHECK ("per" IN ('year', 'part', 'total'));
ALTER TABLE "offers"
  ADD CONSTRAINT "offers_strength" CHECK ("strength" BETWEEN 0 AND 2),
  ADD CONSTRAINT "offers_strength_is_sourced" CHECK (("strength" > 0) = "is_sourced");
ALTER TABLE "recognitions"
  ADD CONSTRAINT "recognitions_status" CHECK ("status" IN ('valid', 'expired', 'unknown')),
  ADD CONSTRAINT "recognitions_dates" CHECK ("since" ~ '^[0-9]{4}(-[0-9]{2}){0,2}$' AND "until" ~ '^[0-9]{4}(-[0-9]{2}){0,2}$');
ALTER TABLE "catalogue_questions" ADD CONSTRAINT "catalogue_questions_reason" CHECK ("reason" IN ('no-source', 'weak-source'));

-- A mark whose source says that it ended, or whose last month is over, is none any more.
CREATE FUNCTION recognition_state(status text, until text, today date)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN until < left(to_char(today, 'YYYY-MM-DD'), length(until)) THEN 'expired' ELSE status END
$$;

-- What a facility looks after follows from its statements: how many different sources say it clearly (strong) and in
-- part (fair), whether one gives a number about this very topic, and the best statement's source. What is excluded is
-- never there.
CREATE FUNCTION settle_offers(touched text[]) RETURNS void LANGUAGE sql AS $$
  WITH said AS (
    SELECT t.topic_id, s.*, s.strength = 2 AND EXISTS (SELECT FROM statement_measures m WHERE m.statement_id = s.id AND m.topic_id = t.topic_id) AS has_number
    FROM statement_topics t JOIN statements s ON s.id = t.statement_id
    WHERE t.topic_id = ANY(touched) AND NOT EXISTS (SELECT FROM exclusions x WHERE x.facility_id = s.facility_id AND x.topic_id = t.topic_id)),
  counted AS (
    SELECT topic_id, facility_id, count(DISTINCT source_url) FILTER (WHERE strength = 2) AS clear, count(DISTINCT source_url) FILTER (WHERE strength = 1) AS partial,
      bool_or(has_number) AS has_number FROM said GROUP BY 1, 2),
  best AS (
    SELECT DISTINCT ON (topic_id, facility_id) said.*, counted.clear, counted.partial, counted.has_number AS numbered
    FROM said JOIN counted USING (topic_id, facility_id)
    ORDER BY topic_id, facility_id, strength DESC, source_date DESC NULLS LAST, id),
  gone AS (
    DELETE FROM offers o WHERE o.topic_id = ANY(touched) AND o.is_sourced
      AND NOT EXISTS (SELECT FROM best b WHERE b.topic_id = o.topic_id AND b.facility_id = o.facility_id))
  INSERT INTO offers (topic_id, facility_id, is_sourced, strength, clear, partial, has_number, source_url, source_date, read_on, confirmed_by, confirmed_on)
  SELECT topic_id, facility_id, true, strength, clear, partial, numbered, source_url, source_date, read_on, confirmed_by, confirmed_on FROM best
  ON CONFLICT (topic_id, facility_id) DO UPDATE SET is_sourced = true, strength = excluded.strength, clear = excluded.clear, partial = excluded.partial, has_number = excluded.has_number,
    source_url = excluded.source_url, source_date = excluded.source_date, read_on = excluded.read_on, confirmed_by = excluded.confirmed_by, confirmed_on = excluded.confirmed_on
  WHERE (offers.strength, offers.clear, offers.partial, offers.has_number, offers.source_url, offers.source_date, offers.read_on, offers.confirmed_by, offers.confirmed_on)
    IS DISTINCT FROM (excluded.strength, excluded.clear, excluded.partial, excluded.has_number, excluded.source_url, excluded.source_date, excluded.read_on, excluded.confirmed_by, excluded.confirmed_on)
$$;

CREATE FUNCTION settle_touched_offers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched text[];
BEGIN
  IF TG_TABLE_NAME = 'statements' THEN
    SELECT array_agg(DISTINCT t.topic_id) INTO touched FROM new_rows n JOIN statement_topics t ON t.statement_id = n.id;
  ELSIF TG_TABLE_NAME = 'statement_measures' THEN
    SELECT array_agg(DISTINCT topic_id) INTO touched FROM new_rows WHERE topic_id IS NOT NULL;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT topic_id) INTO touched FROM old_rows;
  ELSE
    SELECT array_agg(DISTINCT topic_id) INTO touched FROM new_rows;
  END IF;
  IF touched IS NOT NULL THEN
    PERFORM settle_offers(touched);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER settle_insert AFTER INSERT ON statement_topics REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION settle_touched_offers();
CREATE TRIGGER settle_delete AFTER DELETE ON statement_topics REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION settle_touched_offers();
CREATE TRIGGER settle_update AFTER UPDATE ON statements REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION settle_touched_offers();
CREATE TRIGGER settle_insert AFTER INSERT ON statement_measures REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION settle_touched_offers();
CREATE TRIGGER settle_insert AFTER INSERT ON exclusions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION settle_touched_offers();
CREATE TRIGGER settle_delete AFTER DELETE ON exclusions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION settle_touched_offers();

-- The one order of facilities under a topic, as /method says it. First those with evidence about this very topic: by
-- how many different sources say it clearly, a number about it counting as one more, then by those that say it in
-- part, then the recent before the old. Then, where the topic allows it, those that hold one of its specialties.
-- A district stands for everything in it. `via_id` names the topic that the reason is about, where it is another.
CREATE FUNCTION facilities_of_topic(wanted text)
RETURNS TABLE (facility_id int, is_direct boolean, strength smallint, said_on text, via_id text, rank int)
LANGUAGE sql STABLE ROWS 60 AS $$
  WITH topic AS (SELECT id, kind, needs_direct FROM topics WHERE id = wanted),
  reasons AS (
    SELECT o.*, true AS is_direct, NULL::text AS via_id, 0 AS place
    FROM topic t JOIN offers o ON o.topic_id = t.id WHERE o.strength > 0 OR NOT t.needs_direct
    UNION ALL
    SELECT o.*, true, o.topic_id, i.position
    FROM topic t JOIN topics i ON i.district_id = t.id JOIN offers o ON o.topic_id = i.id WHERE t.kind = 'district'
    UNION ALL
    SELECT o.*, false, o.topic_id, s.position
    FROM topic t JOIN topic_specialties s ON s.topic_id = t.id JOIN offers o ON o.topic_id = s.specialty_id WHERE NOT t.needs_direct),
  weighed AS (SELECT *, clear + has_number::int AS weight FROM reasons),
  chosen AS (
    SELECT DISTINCT ON (r.facility_id) r.*, f.common_name
    FROM weighed r JOIN facilities f ON f.id = r.facility_id AND f.closed_on IS NULL
    WHERE NOT EXISTS (SELECT FROM exclusions x WHERE x.facility_id = r.facility_id AND x.topic_id = wanted)
    ORDER BY r.facility_id, r.is_direct DESC, r.weight DESC, r.partial DESC, r.source_date DESC NULLS LAST, r.place)
  SELECT facility_id, is_direct, strength, source_date, via_id,
    (row_number() OVER (ORDER BY is_direct DESC, weight DESC, has_number DESC, partial DESC, source_date DESC NULLS LAST, common_name, facility_id))::int
  FROM chosen
$$;

DO $$
DECLARE
  watched record;
  event text;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('statements', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('statement_topics', 'SELECT ''topic:'' || topic_id FROM $rows r UNION ALL SELECT ''facility:'' || f.slug FROM $rows r JOIN statements s ON s.id = r.statement_id JOIN facilities f ON f.id = s.facility_id', 'facilities'),
    ('statement_texts', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN statements s ON s.id = r.statement_id JOIN facilities f ON f.id = s.facility_id', 'facilities'),
    ('statement_measures', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN statements s ON s.id = r.statement_id JOIN facilities f ON f.id = s.facility_id', 'facilities'),
    ('exclusions', 'SELECT ''topic:'' || topic_id FROM $rows r', 'facilities'),
    ('opinion_terms', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities')
  ) AS tables(name, tags, family) LOOP
    FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
      EXECUTE format('CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION note_published_change(%L, %L)',
        'published_' || lower(event), event, watched.name,
        CASE event WHEN 'INSERT' THEN 'NEW TABLE AS new_rows' WHEN 'DELETE' THEN 'OLD TABLE AS old_rows' ELSE 'OLD TABLE AS old_rows NEW TABLE AS new_rows' END,
        watched.tags, watched.family);
    END LOOP;
  END LOOP;
END
$$;
