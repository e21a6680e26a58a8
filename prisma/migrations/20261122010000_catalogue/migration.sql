-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "topic_kind" AS ENUM ('district', 'specialty', 'condition', 'treatment');

-- CreateEnum
CREATE TYPE "text_state" AS ENUM ('original', 'draft', 'checked');

-- CreateEnum
CREATE TYPE "facility_kind" AS ENUM ('asst-hospital', 'irccs', 'private-accredited', 'private', 'centre', 'university');

-- CreateEnum
CREATE TYPE "ownership" AS ENUM ('public', 'private');

-- CreateEnum
CREATE TYPE "confirmer" AS ENUM ('facility', 'association');

-- CreateEnum
CREATE TYPE "place_kind" AS ENUM ('comune', 'province', 'airport', 'lake');

-- CreateTable
CREATE TABLE "topics" (
    "id" TEXT NOT NULL,
    "kind" "topic_kind" NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "district_id" TEXT,

    CONSTRAINT "topics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_specialties" (
    "topic_id" TEXT NOT NULL,
    "specialty_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "topic_specialties_pkey" PRIMARY KEY ("topic_id","specialty_id")
);

-- CreateTable
CREATE TABLE "topic_codes" (
    "topic_id" TEXT NOT NULL,
    "system" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "display" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "topic_codes_pkey" PRIMARY KEY ("topic_id","system","code")
);

-- CreateTable
CREATE TABLE "topic_texts" (
    "topic_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "state" "text_state" NOT NULL,

    CONSTRAINT "topic_texts_pkey" PRIMARY KEY ("topic_id","language")
);

-- CreateTable
CREATE TABLE "topic_words" (
    "topic_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "topic_words_pkey" PRIMARY KEY ("topic_id","language","word")
);

-- CreateTable
CREATE TABLE "places" (
    "id" TEXT NOT NULL,
    "kind" "place_kind" NOT NULL,
    "province" CHAR(2),
    "lat" DOUBLE PRECISION NOT NULL,
    "lon" DOUBLE PRECISION NOT NULL,
    "code" TEXT,

    CONSTRAINT "places_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_names" (
    "place_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_main" BOOLEAN NOT NULL,

    CONSTRAINT "place_names_pkey" PRIMARY KEY ("place_id","language","name")
);

-- CreateTable
CREATE TABLE "facilities" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "ministry_code" TEXT,
    "kind" "facility_kind" NOT NULL,
    "ownership" "ownership" NOT NULL,
    "common_name" TEXT NOT NULL,
    "official_name" TEXT NOT NULL,
    "ministry_name" TEXT,
    "operator" TEXT,
    "irccs_discipline" TEXT,
    "street" TEXT,
    "postcode" TEXT,
    "comune" TEXT NOT NULL,
    "province" CHAR(2) NOT NULL,
    "place_id" TEXT,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "website" TEXT,
    "international_office_url" TEXT,
    "phone" TEXT,
    "founded_year" INTEGER,
    "beds" INTEGER,
    "beds_year" INTEGER,
    "discharges" INTEGER,
    "discharges_year" INTEGER,
    "offers_second_opinion" BOOLEAN NOT NULL DEFAULT false,
    "closed_on" DATE,
    "checked_on" DATE NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "facilities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facility_facts" (
    "facility_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "is_sourced" BOOLEAN NOT NULL,
    "source_url" TEXT,
    "source_date" TEXT,
    "read_on" DATE NOT NULL,
    "confirmed_by" "confirmer",
    "confirmed_on" DATE,
    "note" TEXT,

    CONSTRAINT "facility_facts_pkey" PRIMARY KEY ("facility_id","field")
);

-- CreateTable
CREATE TABLE "facility_texts" (
    "facility_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "state" "text_state" NOT NULL,

    CONSTRAINT "facility_texts_pkey" PRIMARY KEY ("facility_id","language")
);

-- CreateTable
CREATE TABLE "facility_names" (
    "facility_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,

    CONSTRAINT "facility_names_pkey" PRIMARY KEY ("facility_id","language","name")
);

-- CreateTable
CREATE TABLE "facility_sources" (
    "facility_id" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "read_on" DATE NOT NULL,

    CONSTRAINT "facility_sources_pkey" PRIMARY KEY ("facility_id","url")
);

-- CreateTable
CREATE TABLE "highlights" (
    "id" SERIAL NOT NULL,
    "facility_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "source_url" TEXT NOT NULL,
    "source_date" TEXT,
    "read_on" DATE NOT NULL,
    "confirmed_by" "confirmer",
    "confirmed_on" DATE,

    CONSTRAINT "highlights_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "highlight_texts" (
    "highlight_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "text_state" NOT NULL,

    CONSTRAINT "highlight_texts_pkey" PRIMARY KEY ("highlight_id","language")
);

-- CreateTable
CREATE TABLE "recognitions" (
    "id" SERIAL NOT NULL,
    "facility_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "since" TEXT,
    "is_sourced" BOOLEAN NOT NULL,
    "source_url" TEXT,
    "source_name" TEXT,
    "source_date" TEXT,
    "read_on" DATE NOT NULL,
    "confirmed_by" "confirmer",
    "confirmed_on" DATE,
    "note" TEXT,

    CONSTRAINT "recognitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "figures" (
    "facility_id" INTEGER NOT NULL,
    "indicator" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "year" INTEGER NOT NULL,
    "value" DOUBLE PRECISION,
    "source_url" TEXT NOT NULL,
    "source_date" TEXT,
    "read_on" DATE NOT NULL,
    "confirmed_by" "confirmer",
    "confirmed_on" DATE,
    "note" TEXT,

    CONSTRAINT "figures_pkey" PRIMARY KEY ("facility_id","indicator","category","year")
);

-- CreateTable
CREATE TABLE "facility_languages" (
    "facility_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "source_url" TEXT NOT NULL,
    "source_date" TEXT,
    "read_on" DATE NOT NULL,
    "confirmed_by" "confirmer",
    "confirmed_on" DATE,
    "note" TEXT,

    CONSTRAINT "facility_languages_pkey" PRIMARY KEY ("facility_id","language")
);

-- CreateTable
CREATE TABLE "offers" (
    "facility_id" INTEGER NOT NULL,
    "topic_id" TEXT NOT NULL,
    "is_sourced" BOOLEAN NOT NULL,
    "basis" TEXT NOT NULL,
    "source_url" TEXT,
    "source_date" TEXT,
    "read_on" DATE NOT NULL,
    "confirmed_by" "confirmer",
    "confirmed_on" DATE,

    CONSTRAINT "offers_pkey" PRIMARY KEY ("topic_id","facility_id")
);

-- CreateTable
CREATE TABLE "register_imports" (
    "id" SERIAL NOT NULL,
    "applied_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "files" JSONB NOT NULL,
    "summary" JSONB NOT NULL,

    CONSTRAINT "register_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "loaded_contents" (
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loaded_contents_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "published_changes" (
    "id" BIGSERIAL NOT NULL,
    "tag" TEXT NOT NULL,
    "xact" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "published_changes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "topics_district_id_idx" ON "topics"("district_id");

-- CreateIndex
CREATE UNIQUE INDEX "topics_kind_slug_key" ON "topics"("kind", "slug");

-- CreateIndex
CREATE INDEX "topic_specialties_specialty_id_idx" ON "topic_specialties"("specialty_id");

-- CreateIndex
CREATE UNIQUE INDEX "facilities_slug_key" ON "facilities"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "facilities_ministry_code_key" ON "facilities"("ministry_code");

-- CreateIndex
CREATE INDEX "facilities_province_idx" ON "facilities"("province");

-- CreateIndex
CREATE INDEX "facilities_place_id_idx" ON "facilities"("place_id");

-- CreateIndex
CREATE UNIQUE INDEX "highlights_facility_id_position_key" ON "highlights"("facility_id", "position");

-- CreateIndex
CREATE INDEX "recognitions_kind_idx" ON "recognitions"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "recognitions_facility_id_kind_what_key" ON "recognitions"("facility_id", "kind", "what");

-- CreateIndex
CREATE INDEX "facility_languages_language_idx" ON "facility_languages"("language");

-- CreateIndex
CREATE INDEX "offers_facility_id_idx" ON "offers"("facility_id");

-- CreateIndex
CREATE INDEX "published_changes_xact_idx" ON "published_changes"("xact");

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "topics"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_specialties" ADD CONSTRAINT "topic_specialties_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_specialties" ADD CONSTRAINT "topic_specialties_specialty_id_fkey" FOREIGN KEY ("specialty_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_codes" ADD CONSTRAINT "topic_codes_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_texts" ADD CONSTRAINT "topic_texts_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_words" ADD CONSTRAINT "topic_words_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_names" ADD CONSTRAINT "place_names_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facilities" ADD CONSTRAINT "facilities_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "places"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_facts" ADD CONSTRAINT "facility_facts_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_texts" ADD CONSTRAINT "facility_texts_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_names" ADD CONSTRAINT "facility_names_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_sources" ADD CONSTRAINT "facility_sources_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "highlights" ADD CONSTRAINT "highlights_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "highlight_texts" ADD CONSTRAINT "highlight_texts_highlight_id_fkey" FOREIGN KEY ("highlight_id") REFERENCES "highlights"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "figures" ADD CONSTRAINT "figures_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_languages" ADD CONSTRAINT "facility_languages_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Search by letters and without accents.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- What a row may say.
ALTER TABLE "topics"
  ADD CONSTRAINT "topics_slug_is_plain" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "topics_items_have_a_district" CHECK (("kind" IN ('condition', 'treatment')) = ("district_id" IS NOT NULL));

ALTER TABLE "facilities"
  ADD CONSTRAINT "facilities_slug_is_plain" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT "facilities_ministry_code" CHECK ("ministry_code" ~ '^[0-9]{6}(\.[0-9]{2})?$'),
  ADD CONSTRAINT "facilities_province" CHECK ("province" IN ('BG', 'BS', 'CO', 'CR', 'LC', 'LO', 'MB', 'MI', 'MN', 'PV', 'SO', 'VA')),
  -- The region with a margin: a coordinate outside it is a mistake, whatever its source.
  ADD CONSTRAINT "facilities_in_lombardy" CHECK (("lat" IS NULL AND "lon" IS NULL) OR ("lat" BETWEEN 44.6 AND 46.7 AND "lon" BETWEEN 8.4 AND 11.5)),
  ADD CONSTRAINT "facilities_beds" CHECK ("beds" > 0),
  ADD CONSTRAINT "facilities_discharges" CHECK ("discharges" >= 0),
  ADD CONSTRAINT "facilities_founded" CHECK ("founded_year" BETWEEN 1000 AND 2100),
  ADD CONSTRAINT "facilities_website" CHECK ("website" ~ '^https?://');

ALTER TABLE "figures" ADD CONSTRAINT "figures_year" CHECK ("year" BETWEEN 1990 AND 2100);

DO $$
DECLARE
  named record;
BEGIN
  FOR named IN SELECT unnest(ARRAY['topic_texts', 'topic_words', 'place_names', 'facility_texts', 'highlight_texts']) AS name LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ("language" IN (''en'', ''it'', ''fr'', ''de'', ''es'', ''ru'', ''ar'', ''zh''))', named.name, named.name || '_language');
  END LOOP;
  -- Every claim: an address that is one, a date that is a year, a month or a day, and a confirmation whole or not at all.
  FOR named IN SELECT unnest(ARRAY['facility_facts', 'highlights', 'recognitions', 'figures', 'facility_languages', 'offers']) AS name LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK ("source_url" ~ ''^https?://''), ADD CONSTRAINT %I CHECK ("source_date" ~ ''^[0-9]{4}(-[0-9]{2}){0,2}$''), ADD CONSTRAINT %I CHECK (("confirmed_by" IS NULL) = ("confirmed_on" IS NULL))',
      named.name, named.name || '_source_url', named.name || '_source_date', named.name || '_confirmation');
  END LOOP;
END
$$;

-- What was said with a source must name it.
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_source" CHECK ("source_url" IS NOT NULL OR "source_name" IS NOT NULL);
ALTER TABLE "offers" ADD CONSTRAINT "offers_sourced" CHECK (NOT "is_sourced" OR "source_url" IS NOT NULL);

-- Distance on a sphere in kilometres; two cosines are enough for one region.
CREATE FUNCTION distance_km(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 6371 * 2 * asin(least(1, sqrt(sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2)))
$$;

-- Published changes: each statement that changes what pages show leaves the tags of the pages it touches,
-- in the same transaction, and wakes the fronts when that commits.
CREATE FUNCTION note_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rows_from text := CASE TG_OP WHEN 'UPDATE' THEN '(SELECT * FROM new_rows UNION ALL SELECT * FROM old_rows)' WHEN 'DELETE' THEN 'old_rows' ELSE 'new_rows' END;
  tags text[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT tag) FROM (%s) AS touched(tag) WHERE tag IS NOT NULL', replace(TG_ARGV[0], '$rows', rows_from)) INTO tags;
  IF tags IS NULL THEN
    RETURN NULL;
  END IF;
  IF cardinality(tags) > 2000 THEN
    tags := ARRAY['everything'];
  END IF;
  INSERT INTO published_changes (tag) SELECT unnest(tags || TG_ARGV[1]);
  PERFORM pg_notify('published_changes', '');
  RETURN NULL;
END
$$;

DO $$
DECLARE
  watched record;
  event text;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('topics', 'SELECT ''topic:'' || id FROM $rows r', 'topics'),
    ('topic_texts', 'SELECT ''topic:'' || topic_id FROM $rows r', 'topics'),
    ('topic_words', 'SELECT ''topic:'' || topic_id FROM $rows r', 'topics'),
    ('topic_codes', 'SELECT ''topic:'' || topic_id FROM $rows r', 'topics'),
    ('topic_specialties', 'SELECT ''topic:'' || topic_id FROM $rows r UNION ALL SELECT ''topic:'' || specialty_id FROM $rows r', 'topics'),
    ('places', 'SELECT ''place:'' || id FROM $rows r', 'places'),
    ('place_names', 'SELECT ''place:'' || place_id FROM $rows r', 'places'),
    ('facilities', 'SELECT ''facility:'' || slug FROM $rows r', 'facilities'),
    ('facility_facts', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('facility_texts', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('facility_names', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('facility_sources', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('highlights', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('highlight_texts', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN highlights h ON h.id = r.highlight_id JOIN facilities f ON f.id = h.facility_id', 'facilities'),
    ('recognitions', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('figures', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('facility_languages', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('offers', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id UNION ALL SELECT ''topic:'' || topic_id FROM $rows r', 'facilities'),
    ('settings', 'SELECT ''settings'' FROM $rows r', 'settings')
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
