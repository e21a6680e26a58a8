-- Everything that is published gets releases: full copies that nobody can change, one series for the facts and one
-- for each language. The catalogue's tables stay what pages and search read; they are what the newest release says,
-- written in the same transaction.
-- AlterEnum
ALTER TYPE "text_state" ADD VALUE 'outdated';

-- AlterTable
ALTER TABLE "facility_languages" ADD COLUMN     "how" TEXT;

-- CreateTable
CREATE TABLE "own_offers" (
    "facility_id" INTEGER NOT NULL,
    "topic_id" TEXT NOT NULL,
    "evidence_url" TEXT NOT NULL,
    "evidence_date" TEXT,
    "lead" TEXT,
    "volume" INTEGER,
    "volume_year" SMALLINT,
    "volume_url" TEXT,
    "price_from" INTEGER,
    "price_to" INTEGER,
    "price_includes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "stay_from" SMALLINT,
    "stay_to" SMALLINT,
    "wait_from" SMALLINT,
    "wait_to" SMALLINT,
    "remote" TEXT NOT NULL DEFAULT 'unknown',
    "ages" TEXT NOT NULL DEFAULT 'unknown',

    CONSTRAINT "own_offers_pkey" PRIMARY KEY ("facility_id","topic_id")
);

-- CreateTable
CREATE TABLE "facility_doctors" (
    "facility_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "name" TEXT NOT NULL,
    "disciplines" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "registration" TEXT,
    "order" TEXT,

    CONSTRAINT "facility_doctors_pkey" PRIMARY KEY ("facility_id","key")
);

-- CreateTable
CREATE TABLE "facility_access" (
    "facility_id" INTEGER NOT NULL,
    "feature" TEXT NOT NULL,

    CONSTRAINT "facility_access_pkey" PRIMARY KEY ("facility_id","feature")
);

-- CreateTable
CREATE TABLE "photographs" (
    "facility_id" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "credit" TEXT NOT NULL,
    "rights" TEXT NOT NULL,

    CONSTRAINT "photographs_pkey" PRIMARY KEY ("facility_id","file")
);

-- CreateTable
CREATE TABLE "photograph_texts" (
    "facility_id" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "alt" TEXT NOT NULL,

    CONSTRAINT "photograph_texts_pkey" PRIMARY KEY ("facility_id","file","language")
);

-- CreateTable
CREATE TABLE "listing_records" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "source_language" TEXT NOT NULL DEFAULT 'en',

    CONSTRAINT "listing_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "releases" (
    "record_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "no" INTEGER NOT NULL,
    "fields" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "based_language" TEXT,
    "based_no" INTEGER,
    "based_hash" TEXT,
    "origin" TEXT NOT NULL,
    "change_id" UUID,
    "written_by" UUID[],
    "approved_by" UUID,
    "is_skipped" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "releases_pkey" PRIMARY KEY ("record_id","language","no")
);

-- CreateTable
CREATE TABLE "publications" (
    "record_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "no" INTEGER NOT NULL,

    CONSTRAINT "publications_pkey" PRIMARY KEY ("record_id","language")
);

-- CreateTable
CREATE TABLE "drafts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "record_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "base_no" INTEGER NOT NULL,
    "source_no" INTEGER,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "authors" UUID[],
    "state" TEXT NOT NULL DEFAULT 'open',
    "change_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "drafts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "changes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "record_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "base_no" INTEGER NOT NULL,
    "source_no" INTEGER,
    "frozen" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "sections" TEXT[],
    "origin" TEXT NOT NULL DEFAULT 'edit',
    "authors" UUID[],
    "submitted_by" UUID NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "is_for_office" BOOLEAN NOT NULL DEFAULT false,
    "stops" JSONB NOT NULL DEFAULT '[]',
    "overruled" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL DEFAULT '',
    "publish_at" TIMESTAMPTZ(3),
    "held_reason" TEXT,
    "is_skipped" BOOLEAN NOT NULL DEFAULT false,
    "look_again_by" TIMESTAMPTZ(3),
    "looked_by" UUID,
    "looked_at" TIMESTAMPTZ(3),
    "looked_result" TEXT,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_comments" (
    "id" BIGSERIAL NOT NULL,
    "change_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation_units" (
    "record_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "source_language" TEXT NOT NULL,
    "accepted_hash" TEXT NOT NULL,
    "accepted_text" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "checked_by" UUID,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_units_pkey" PRIMARY KEY ("record_id","field","language")
);

-- CreateTable
CREATE TABLE "translation_acts" (
    "id" BIGSERIAL NOT NULL,
    "record_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "languages" TEXT[],
    "before" JSONB NOT NULL,
    "source_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_by" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_acts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_proofs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "record_id" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "value_hash" TEXT NOT NULL,
    "confirmed_by" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "paper" TEXT NOT NULL DEFAULT '',
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "next_check_on" DATE,
    "told" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,

    CONSTRAINT "claim_proofs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presences" (
    "record_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presences_pkey" PRIMARY KEY ("record_id","language","section","person_id")
);

-- CreateIndex
CREATE INDEX "publications_record_id_language_no_idx" ON "publications"("record_id", "language", "no");

-- CreateIndex
CREATE INDEX "own_offers_topic_id_idx" ON "own_offers"("topic_id");

-- CreateIndex
CREATE INDEX "facility_access_feature_idx" ON "facility_access"("feature");

-- CreateIndex
CREATE UNIQUE INDEX "listing_records_kind_key_key" ON "listing_records"("kind", "key");

-- CreateIndex
CREATE INDEX "releases_at_idx" ON "releases"("at");

-- CreateIndex
CREATE INDEX "drafts_record_id_language_section_idx" ON "drafts"("record_id", "language", "section");

-- CreateIndex
CREATE INDEX "drafts_change_id_idx" ON "drafts"("change_id");

-- CreateIndex
CREATE INDEX "changes_record_id_state_idx" ON "changes"("record_id", "state");

-- CreateIndex
CREATE INDEX "changes_state_publish_at_idx" ON "changes"("state", "publish_at");

-- CreateIndex
CREATE INDEX "change_comments_change_id_idx" ON "change_comments"("change_id");

-- CreateIndex
CREATE INDEX "translation_acts_record_id_field_idx" ON "translation_acts"("record_id", "field");

-- CreateIndex
CREATE INDEX "claim_proofs_record_id_field_idx" ON "claim_proofs"("record_id", "field");

-- CreateIndex
CREATE INDEX "claim_proofs_until_on_idx" ON "claim_proofs"("until_on");

-- AddForeignKey
ALTER TABLE "own_offers" ADD CONSTRAINT "own_offers_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "own_offers" ADD CONSTRAINT "own_offers_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_doctors" ADD CONSTRAINT "facility_doctors_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "facility_access" ADD CONSTRAINT "facility_access_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photographs" ADD CONSTRAINT "photographs_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "photograph_texts" ADD CONSTRAINT "photograph_texts_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "releases" ADD CONSTRAINT "releases_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_record_id_language_no_fkey" FOREIGN KEY ("record_id", "language", "no") REFERENCES "releases"("record_id", "language", "no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "changes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changes" ADD CONSTRAINT "changes_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_comments" ADD CONSTRAINT "change_comments_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "changes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_units" ADD CONSTRAINT "translation_units_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_acts" ADD CONSTRAINT "translation_acts_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_proofs" ADD CONSTRAINT "claim_proofs_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presences" ADD CONSTRAINT "presences_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "listing_records"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "picture_files" (
    "file" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "picture_files_pkey" PRIMARY KEY ("file", "width", "type"),
    CONSTRAINT "picture_files_file" CHECK ("file" ~ '^[0-9a-f]{32}$'),
    CONSTRAINT "picture_files_type" CHECK ("type" IN ('avif', 'webp'))
);
-- What is compressed already is not compressed again.
ALTER TABLE "picture_files" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- A release is for good.
CREATE FUNCTION refuse_change_of_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a release can be neither changed nor deleted' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER releases_stay BEFORE UPDATE OR DELETE ON releases FOR EACH ROW EXECUTE FUNCTION refuse_change_of_release();
CREATE TRIGGER releases_stay_all BEFORE TRUNCATE ON releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_release();

ALTER TABLE "releases"
  ADD CONSTRAINT "releases_language" CHECK ("language" IN ('', 'en', 'it', 'fr', 'de', 'es', 'ru', 'ar', 'zh')),
  ADD CONSTRAINT "releases_no" CHECK ("no" > 0),
  ADD CONSTRAINT "releases_origin" CHECK ("origin" IN ('seed', 'edit', 'import', 'return', 'timed', 'merge', 'expiry')),
  ADD CONSTRAINT "releases_based" CHECK (("based_language" IS NULL) = ("based_no" IS NULL) AND ("based_no" IS NULL) = ("based_hash" IS NULL)),
  -- What people write goes out with a second person's word, or by somebody who may skip that and says why.
  ADD CONSTRAINT "releases_two_people" CHECK (
    "origin" IN ('seed', 'import', 'merge', 'expiry')
    OR ("is_skipped" AND "reason" <> '')
    OR ("approved_by" IS NOT NULL AND cardinality("written_by") > 0 AND NOT "approved_by" = ANY ("written_by")));

ALTER TABLE "drafts" ADD CONSTRAINT "drafts_state" CHECK ("state" IN ('open', 'aside', 'submitted', 'returned', 'dropped', 'published'));
ALTER TABLE "changes"
  ADD CONSTRAINT "changes_state" CHECK ("state" IN ('waiting', 'returned', 'approved', 'held', 'published', 'withdrawn')),
  ADD CONSTRAINT "changes_origin" CHECK ("origin" IN ('edit', 'return', 'import', 'merge')),
  ADD CONSTRAINT "changes_two_people" CHECK ("state" NOT IN ('approved', 'published') OR ("is_skipped" AND "reason" <> '') OR ("decided_by" IS NOT NULL AND NOT "decided_by" = ANY ("authors"))),
  ADD CONSTRAINT "changes_held" CHECK (("state" = 'held') = ("held_reason" IS NOT NULL));
-- One change of a language waits at a time, so that what the reviewer reads is what comes next.
CREATE UNIQUE INDEX "changes_one_at_a_time" ON "changes"("record_id", "language") WHERE "state" IN ('waiting', 'approved', 'held');
-- One draft of a section is being written at a time; what lost against it lies aside.
CREATE UNIQUE INDEX "drafts_one_open" ON "drafts"("record_id", "language", "section") WHERE "state" IN ('open', 'returned');
CREATE UNIQUE INDEX "claim_proofs_one_open" ON "claim_proofs"("record_id", "field") WHERE "ended_at" IS NULL;
ALTER TABLE "translation_units" ADD CONSTRAINT "translation_units_method" CHECK ("method" IN ('human', 'machine', 'import'));
ALTER TABLE "translation_acts" ADD CONSTRAINT "translation_acts_kind" CHECK ("kind" IN ('meaning-unchanged', 'still-right'));
ALTER TABLE "claim_proofs"
  ADD CONSTRAINT "claim_proofs_confirmer" CHECK ("confirmed_by" IN ('facility', 'association')),
  ADD CONSTRAINT "claim_proofs_ended" CHECK (("ended_at" IS NULL) = ("end_reason" IS NULL)),
  ADD CONSTRAINT "claim_proofs_days" CHECK ("until_on" IS NULL OR "until_on" >= "from_on");

ALTER TABLE "facility_languages" ADD CONSTRAINT "facility_languages_how" CHECK ("how" IN ('staff', 'interpreter', 'telephone'));
ALTER TABLE "own_offers"
  ADD CONSTRAINT "own_offers_urls" CHECK ("evidence_url" ~ '^https?://' AND ("volume_url" IS NULL OR "volume_url" ~ '^https?://')),
  ADD CONSTRAINT "own_offers_date" CHECK ("evidence_date" ~ '^[0-9]{4}(-[0-9]{2}){0,2}$'),
  ADD CONSTRAINT "own_offers_volume" CHECK ("volume" IS NULL OR ("volume" > 0 AND "volume_year" IS NOT NULL AND "volume_url" IS NOT NULL)),
  ADD CONSTRAINT "own_offers_price" CHECK (("price_from" IS NULL) = ("price_to" IS NULL) AND "price_from" <= "price_to"),
  ADD CONSTRAINT "own_offers_stay" CHECK (("stay_from" IS NULL) = ("stay_to" IS NULL) AND "stay_from" <= "stay_to"),
  ADD CONSTRAINT "own_offers_wait" CHECK (("wait_from" IS NULL) = ("wait_to" IS NULL) AND "wait_from" <= "wait_to"),
  ADD CONSTRAINT "own_offers_remote" CHECK ("remote" IN ('unknown', 'yes', 'no')),
  ADD CONSTRAINT "own_offers_ages" CHECK ("ages" IN ('unknown', 'adults', 'children', 'both'));
ALTER TABLE "photograph_texts" ADD CONSTRAINT "photograph_texts_language" CHECK ("language" IN ('en', 'it', 'fr', 'de', 'es', 'ru', 'ar', 'zh'));

-- What the tables say of a facility, as the fields of a release: the facts under '', the texts under a language.
CREATE FUNCTION facility_fields(wanted int, in_language text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN in_language = '' THEN jsonb_build_object(
    'contact', (SELECT jsonb_build_object('commonName', f.common_name, 'officialName', f.official_name, 'street', f.street, 'postcode', f.postcode,
      'phone', f.phone, 'website', f.website, 'internationalOffice', f.international_office_url) FROM facilities f WHERE f.id = wanted),
    'languages', coalesce((SELECT jsonb_agg(jsonb_build_object('language', l.language, 'how', l.how, 'note', l.note, 'sourceUrl', l.source_url, 'sourceDate', l.source_date) ORDER BY l.language COLLATE "C")
      FROM facility_languages l WHERE l.facility_id = wanted), '[]'),
    'offers', coalesce((SELECT jsonb_agg(jsonb_build_object('topicId', o.topic_id, 'evidenceUrl', o.evidence_url, 'evidenceDate', o.evidence_date, 'lead', o.lead,
      'volume', o.volume, 'volumeYear', o.volume_year, 'volumeUrl', o.volume_url, 'priceFrom', o.price_from, 'priceTo', o.price_to, 'priceIncludes', to_jsonb(o.price_includes),
      'stayFrom', o.stay_from, 'stayTo', o.stay_to, 'waitFrom', o.wait_from, 'waitTo', o.wait_to, 'remote', o.remote, 'ages', o.ages) ORDER BY o.topic_id COLLATE "C")
      FROM own_offers o WHERE o.facility_id = wanted), '[]'),
    'doctors', coalesce((SELECT jsonb_agg(jsonb_build_object('key', d.key, 'name', d.name, 'disciplines', to_jsonb(d.disciplines), 'languages', to_jsonb(d.languages),
      'registration', d.registration, 'order', d."order") ORDER BY d.position) FROM facility_doctors d WHERE d.facility_id = wanted), '[]'),
    'accessibility', coalesce((SELECT jsonb_agg(a.feature ORDER BY a.feature COLLATE "C") FROM facility_access a WHERE a.facility_id = wanted), '[]'),
    'photographs', coalesce((SELECT jsonb_agg(jsonb_build_object('file', p.file, 'width', p.width, 'height', p.height, 'credit', p.credit, 'rights', p.rights) ORDER BY p.position)
      FROM photographs p WHERE p.facility_id = wanted), '[]'))
  ELSE jsonb_build_object(
    'text', jsonb_build_object('about', coalesce((SELECT t.about FROM facility_texts t WHERE t.facility_id = wanted AND t.language = in_language), '')),
    'captions', coalesce((SELECT jsonb_object_agg(t.file, t.alt) FROM photograph_texts t WHERE t.facility_id = wanted AND t.language = in_language), '{}'))
  END
$$;

-- And of a term of the taxonomy.
CREATE FUNCTION term_fields(wanted text, in_language text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN in_language = '' THEN jsonb_build_object(
    'codes', coalesce((SELECT jsonb_agg(jsonb_build_object('system', c.system, 'code', c.code, 'display', c.display) ORDER BY c.system COLLATE "C", c.code COLLATE "C") FROM topic_codes c WHERE c.topic_id = wanted), '[]'),
    'specialties', coalesce((SELECT jsonb_agg(s.specialty_id ORDER BY s.position) FROM topic_specialties s WHERE s.topic_id = wanted), '[]'))
  ELSE jsonb_build_object(
    'text', jsonb_build_object('name', coalesce((SELECT t.name FROM topic_texts t WHERE t.topic_id = wanted AND t.language = in_language), ''),
      'about', coalesce((SELECT t.about FROM topic_texts t WHERE t.topic_id = wanted AND t.language = in_language), '')),
    'words', coalesce((SELECT jsonb_agg(w.word ORDER BY w.word COLLATE "C") FROM topic_words w WHERE w.topic_id = wanted AND w.language = in_language), '[]'))
  END
$$;

DO $$
DECLARE
  watched record;
  event text;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('own_offers', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id UNION ALL SELECT ''topic:'' || topic_id FROM $rows r', 'facilities'),
    ('facility_doctors', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('facility_access', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('photographs', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities'),
    ('photograph_texts', 'SELECT ''facility:'' || f.slug FROM $rows r JOIN facilities f ON f.id = r.facility_id', 'facilities')
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
