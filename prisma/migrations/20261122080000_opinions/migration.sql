-- AlterTable
ALTER TABLE "stored_files" ADD COLUMN     "format" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "scan" TEXT NOT NULL DEFAULT 'waiting',
ADD COLUMN     "scan_why" TEXT,
ADD COLUMN     "scanned_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "opinion_terms" (
    "facility_id" INTEGER NOT NULL,
    "is_offered" BOOLEAN NOT NULL DEFAULT false,
    "paused_until" DATE,
    "capacity" INTEGER NOT NULL DEFAULT 10,
    "fee_cents" INTEGER NOT NULL,
    "team_fee_cents" INTEGER,
    "currency" CHAR(3) NOT NULL DEFAULT 'EUR',
    "days" INTEGER NOT NULL,
    "team_days" INTEGER NOT NULL,
    "min_age" INTEGER NOT NULL DEFAULT 0,
    "max_age" INTEGER NOT NULL DEFAULT 120,
    "families" TEXT[],
    "languages" TEXT[],
    "with_interpreter" BOOLEAN NOT NULL DEFAULT true,
    "countries_not_served" TEXT[],
    "source_url" TEXT,
    "next_check_on" DATE NOT NULL,
    "confirmed_by" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "opinion_terms_pkey" PRIMARY KEY ("facility_id")
);

-- CreateTable
CREATE TABLE "proposals" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "made_by" UUID,
    "lines" JSONB NOT NULL,
    "left_out" JSONB NOT NULL,
    "why" TEXT,

    CONSTRAINT "proposals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referrals" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "facility_id" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "groups" TEXT[],
    "fee_cents" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "days" INTEGER NOT NULL,
    "is_team" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'chosen',
    "chosen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "offered_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "why" TEXT,
    "summary" TEXT,

    CONSTRAINT "referrals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "referral_id" UUID,
    "role" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'offered',
    "offered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "why" TEXT,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absences" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "deputy_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "absences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "uploads" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "added_by" UUID,
    "link_id" UUID,
    "name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "place" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "why" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_links" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "office" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "studies" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "paper_id" UUID NOT NULL,
    "uid_hash" BYTEA NOT NULL,
    "modality" TEXT NOT NULL,
    "region" TEXT,
    "studied_on" DATE,
    "facts" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "gaps" TEXT[],
    "series_count" INTEGER NOT NULL,
    "image_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "studies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "study_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "modality" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "image_count" INTEGER NOT NULL,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_images" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "series_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "frames" INTEGER NOT NULL DEFAULT 1,
    "file_id" UUID NOT NULL,

    CONSTRAINT "study_images_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opinions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "author_id" UUID NOT NULL,
    "reader_id" UUID,
    "language" CHAR(2) NOT NULL,
    "content" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "first_judgement" TEXT,
    "first_judgement_at" TIMESTAMPTZ(3),
    "advice_opened_at" TIMESTAMPTZ(3),
    "agreed_at" TIMESTAMPTZ(3),
    "alone_why" TEXT,
    "signed_at" TIMESTAMPTZ(3),
    "signer" TEXT,
    "hash" BYTEA,
    "code" TEXT,
    "signature" JSONB,
    "delivered_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "file_id" UUID,

    CONSTRAINT "opinions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opinion_comments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "opinion_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "opinion_comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opinion_questions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "opinion_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answered_by" UUID,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "opinion_questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "paper_id" UUID,
    "opinion_id" UUID,
    "from_language" CHAR(2),
    "to_language" CHAR(2) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ordered',
    "pages" TEXT NOT NULL DEFAULT '',
    "page_count" INTEGER NOT NULL DEFAULT 1,
    "translator_id" UUID,
    "draft" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "ordered_by" UUID,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3),
    "taken_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "translations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation_texts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "translation_id" UUID NOT NULL,
    "quality" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "author_id" UUID,
    "service" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translation_texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_plans" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "content" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID NOT NULL,
    "valid_until" DATE,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "question" TEXT,

    CONSTRAINT "care_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visits" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "at" TIMESTAMPTZ(3),
    "needs_interpreter" BOOLEAN NOT NULL DEFAULT false,
    "present" TEXT,
    "notes" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "held_at" TIMESTAMPTZ(3),

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acknowledge_by" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "handler_id" UUID,
    "told" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "proposals_request_id_made_at_idx" ON "proposals"("request_id", "made_at");

-- CreateIndex
CREATE INDEX "referrals_request_id_idx" ON "referrals"("request_id");

-- CreateIndex
CREATE INDEX "referrals_facility_id_state_idx" ON "referrals"("facility_id", "state");

-- CreateIndex
CREATE INDEX "assignments_request_id_idx" ON "assignments"("request_id");

-- CreateIndex
CREATE INDEX "assignments_person_id_state_idx" ON "assignments"("person_id", "state");

-- CreateIndex
CREATE INDEX "absences_person_id_idx" ON "absences"("person_id");

-- CreateIndex
CREATE INDEX "absences_deputy_id_idx" ON "absences"("deputy_id");

-- CreateIndex
CREATE UNIQUE INDEX "uploads_place_key" ON "uploads"("place");

-- CreateIndex
CREATE INDEX "uploads_request_id_idx" ON "uploads"("request_id");

-- CreateIndex
CREATE INDEX "uploads_state_touched_at_idx" ON "uploads"("state", "touched_at");

-- CreateIndex
CREATE INDEX "upload_links_request_id_idx" ON "upload_links"("request_id");

-- CreateIndex
CREATE INDEX "studies_request_id_idx" ON "studies"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "studies_paper_id_uid_hash_key" ON "studies"("paper_id", "uid_hash");

-- CreateIndex
CREATE INDEX "series_study_id_idx" ON "series"("study_id");

-- CreateIndex
CREATE UNIQUE INDEX "study_images_file_id_key" ON "study_images"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "study_images_series_id_position_key" ON "study_images"("series_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "opinions_code_key" ON "opinions"("code");

-- CreateIndex
CREATE UNIQUE INDEX "opinions_file_id_key" ON "opinions"("file_id");

-- CreateIndex
CREATE UNIQUE INDEX "opinions_request_id_version_key" ON "opinions"("request_id", "version");

-- CreateIndex
CREATE INDEX "opinion_comments_opinion_id_idx" ON "opinion_comments"("opinion_id");

-- CreateIndex
CREATE INDEX "opinion_questions_request_id_idx" ON "opinion_questions"("request_id");

-- CreateIndex
CREATE INDEX "translations_request_id_idx" ON "translations"("request_id");

-- CreateIndex
CREATE INDEX "translations_translator_id_idx" ON "translations"("translator_id");

-- CreateIndex
CREATE INDEX "translation_texts_translation_id_created_at_idx" ON "translation_texts"("translation_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "care_plans_request_id_version_key" ON "care_plans"("request_id", "version");

-- CreateIndex
CREATE INDEX "visits_request_id_idx" ON "visits"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_number_key" ON "complaints"("number");

-- CreateIndex
CREATE INDEX "complaints_request_id_idx" ON "complaints"("request_id");

-- AddForeignKey
ALTER TABLE "opinion_terms" ADD CONSTRAINT "opinion_terms_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referrals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_deputy_id_fkey" FOREIGN KEY ("deputy_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "upload_links"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload_links" ADD CONSTRAINT "upload_links_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "studies" ADD CONSTRAINT "studies_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "studies" ADD CONSTRAINT "studies_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "request_papers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_images" ADD CONSTRAINT "study_images_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_images" ADD CONSTRAINT "study_images_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referrals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_files"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_comments" ADD CONSTRAINT "opinion_comments_opinion_id_fkey" FOREIGN KEY ("opinion_id") REFERENCES "opinions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_questions" ADD CONSTRAINT "opinion_questions_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opinion_questions" ADD CONSTRAINT "opinion_questions_opinion_id_fkey" FOREIGN KEY ("opinion_id") REFERENCES "opinions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translations" ADD CONSTRAINT "translations_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translations" ADD CONSTRAINT "translations_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "request_papers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translations" ADD CONSTRAINT "translations_opinion_id_fkey" FOREIGN KEY ("opinion_id") REFERENCES "opinions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translations" ADD CONSTRAINT "translations_translator_id_fkey" FOREIGN KEY ("translator_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_texts" ADD CONSTRAINT "translation_texts_translation_id_fkey" FOREIGN KEY ("translation_id") REFERENCES "translations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_plans" ADD CONSTRAINT "care_plans_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_plans" ADD CONSTRAINT "care_plans_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referrals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referrals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "stored_files" ADD CONSTRAINT "stored_files_scan" CHECK ("scan" IN ('waiting', 'clean', 'unsafe', 'unchecked'));

-- A better promise than the service's is a facility's to make, never a worse one: five working days, seven for a team.
ALTER TABLE "opinion_terms"
  ADD CONSTRAINT "opinion_terms_days" CHECK ("days" BETWEEN 1 AND 5 AND "team_days" BETWEEN 1 AND 7),
  ADD CONSTRAINT "opinion_terms_fees" CHECK ("fee_cents" >= 0 AND ("team_fee_cents" IS NULL OR "team_fee_cents" >= 0)),
  ADD CONSTRAINT "opinion_terms_ages" CHECK ("min_age" BETWEEN 0 AND "max_age"),
  ADD CONSTRAINT "opinion_terms_capacity" CHECK ("capacity" >= 0);

CREATE TRIGGER "proposals_stay" BEFORE UPDATE OR DELETE ON "proposals" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "translation_texts_stay" BEFORE UPDATE OR DELETE ON "translation_texts" FOR EACH ROW EXECUTE FUNCTION keep_as_written();

ALTER TABLE "referrals"
  ADD CONSTRAINT "referrals_state" CHECK ("state" IN ('chosen', 'offered', 'accepted', 'declined', 'lapsed', 'not-suitable', 'withdrawn', 'done')),
  ADD CONSTRAINT "referrals_place" CHECK ("place" BETWEEN 1 AND 3),
  ADD CONSTRAINT "referrals_groups" CHECK ("groups" <@ ARRAY['story', 'reports', 'images']);
-- One facility at a time has a case, and none is chosen twice.
CREATE UNIQUE INDEX "referrals_one_at_work" ON "referrals" ("request_id") WHERE "state" IN ('offered', 'accepted');
CREATE UNIQUE INDEX "referrals_once" ON "referrals" ("request_id", "facility_id") WHERE "state" IN ('chosen', 'offered', 'accepted', 'done');

ALTER TABLE "assignments"
  ADD CONSTRAINT "assignments_state" CHECK ("state" IN ('offered', 'accepted', 'declined', 'lapsed', 'done', 'ended')),
  ADD CONSTRAINT "assignments_role" CHECK ("role" IN ('medical-triage', 'specialist', 'second-reader'));
CREATE UNIQUE INDEX "assignments_one_open" ON "assignments" ("request_id", "role") WHERE "state" IN ('offered', 'accepted');

ALTER TABLE "absences" ADD CONSTRAINT "absences_days" CHECK ("from_on" <= "until_on" AND "person_id" <> "deputy_id");

ALTER TABLE "opinions"
  ADD CONSTRAINT "opinions_state" CHECK ("state" IN ('draft', 'second-reading', 'signed')),
  ADD CONSTRAINT "opinions_signed" CHECK (("state" = 'signed') = ("signed_at" IS NOT NULL AND "hash" IS NOT NULL AND "code" IS NOT NULL AND "signer" IS NOT NULL)),
  ADD CONSTRAINT "opinions_blind" CHECK ("advice_opened_at" IS NULL OR ("first_judgement_at" IS NOT NULL AND "first_judgement_at" <= "advice_opened_at")),
  ADD CONSTRAINT "opinions_alone" CHECK ("signed_at" IS NULL OR "agreed_at" IS NOT NULL OR "alone_why" IS NOT NULL);

-- The first judgement is written once, before the earlier advice is seen. What is signed stays as it was signed, and is
-- delivered in the patient's language only with a translation that a person has checked.
CREATE FUNCTION keep_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted text;
BEGIN
  IF OLD.first_judgement IS NOT NULL AND (NEW.first_judgement, NEW.first_judgement_at) IS DISTINCT FROM (OLD.first_judgement, OLD.first_judgement_at) THEN
    RAISE EXCEPTION 'a first judgement is written once' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.signed_at IS NOT NULL AND (NEW.state, NEW.content, NEW.language, NEW.author_id, NEW.signed_at, NEW.signer, NEW.hash, NEW.code, NEW.agreed_at, NEW.alone_why, NEW.version, NEW.request_id)
    IS DISTINCT FROM (OLD.state, OLD.content, OLD.language, OLD.author_id, OLD.signed_at, OLD.signer, OLD.hash, OLD.code, OLD.agreed_at, OLD.alone_why, OLD.version, OLD.request_id) THEN
    RAISE EXCEPTION 'a signed opinion stays as it was signed' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.delivered_at IS NOT NULL AND OLD.delivered_at IS NULL THEN
    SELECT language INTO wanted FROM requests WHERE id = NEW.request_id;
    IF NEW.signed_at IS NULL OR (NEW.language <> wanted AND NOT EXISTS (
      SELECT FROM translations t JOIN translation_texts x ON x.translation_id = t.id
      WHERE t.opinion_id = NEW.id AND t.to_language = wanted AND x.quality IN ('checked', 'sworn'))) THEN
      RAISE EXCEPTION 'an opinion is delivered signed, in words that a person has checked' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "opinions_kept" BEFORE UPDATE ON "opinions" FOR EACH ROW EXECUTE FUNCTION keep_opinion();

ALTER TABLE "translations"
  ADD CONSTRAINT "translations_state" CHECK ("state" IN ('ordered', 'machine', 'taken', 'checked', 'sworn', 'cancelled')),
  ADD CONSTRAINT "translations_subject" CHECK (("paper_id" IS NULL) <> ("opinion_id" IS NULL));
ALTER TABLE "translation_texts" ADD CONSTRAINT "translation_texts_quality" CHECK ("quality" IN ('machine', 'checked', 'sworn'));
CREATE UNIQUE INDEX "translations_once" ON "translations" (coalesce("paper_id", "opinion_id"), "to_language") WHERE "state" <> 'cancelled';

ALTER TABLE "care_plans" ADD CONSTRAINT "care_plans_state" CHECK ("state" IN ('draft', 'sent', 'asked', 'accepted', 'declined', 'lapsed', 'replaced'));
ALTER TABLE "visits" ADD CONSTRAINT "visits_state" CHECK ("state" IN ('asked', 'planned', 'held', 'cancelled') AND ("state" NOT IN ('planned', 'held') OR "at" IS NOT NULL));
ALTER TABLE "complaints" ADD CONSTRAINT "complaints_state" CHECK ("state" IN ('open', 'acknowledged', 'answered') AND ("state" <> 'answered' OR "answer" IS NOT NULL));

ALTER TABLE "uploads"
  ADD CONSTRAINT "uploads_state" CHECK ("state" IN ('open', 'whole', 'taken', 'refused')),
  ADD CONSTRAINT "uploads_received" CHECK ("received" BETWEEN 0 AND "size");
ALTER TABLE "studies" ADD CONSTRAINT "studies_person" CHECK ("person" IN ('same', 'other', 'unknown'));

-- Whoever may have a request on the screen is told that it moved: the patient, whose it is, who works on it.
CREATE OR REPLACE FUNCTION tell_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  who uuid;
BEGIN
  FOR who IN
    SELECT NEW.patient_id UNION SELECT NEW.owner_id UNION
    SELECT a.person_id FROM assignments a WHERE a.request_id = NEW.id AND a.state IN ('offered', 'accepted') UNION
    SELECT g.person_id FROM role_grants g WHERE g.ended_at IS NULL AND (g.role = 'case-coordinator' OR
      g.facility_id IN (SELECT f.facility_id FROM referrals f WHERE f.request_id = NEW.id AND f.state IN ('offered', 'accepted', 'done')))
  LOOP
    IF who IS NOT NULL THEN
      PERFORM pg_notify('notices', who::text);
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
