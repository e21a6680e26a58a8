-- Partners: the firms around a stay (transfer, lodging, interpreter and so on), from their application to their public
-- page. The checklist is data with versions. What a partner says in public is a change that somebody else approves; what
-- was approved is a release in full and stays as it was. People act for one partner, by its row and no longer by a name.

-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "partner_id" UUID,
ADD COLUMN     "partner_rights" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "role_grants" ADD COLUMN     "partner_id" UUID,
ADD COLUMN     "partner_rights" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "partner_checklists" (
    "version" INTEGER NOT NULL,
    "published_on" DATE NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "partner_checklists_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "partners" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "slug" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 0,
    "checklist_version" INTEGER NOT NULL,
    "categories" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "name" TEXT NOT NULL,
    "legal_name" TEXT NOT NULL DEFAULT '',
    "vat" TEXT NOT NULL DEFAULT '',
    "country" CHAR(2) NOT NULL DEFAULT 'IT',
    "website" TEXT NOT NULL DEFAULT '',
    "language" CHAR(2) NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "contact" TEXT,
    "email_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "admitted_at" TIMESTAMPTZ(3),
    "release_no" INTEGER NOT NULL DEFAULT 0,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "partners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_moves" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "partner_id" UUID NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "moved_by" UUID,
    "role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_moves_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_links" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "partner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "partner_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_papers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "partner_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "place" TEXT NOT NULL,
    "ends_on" DATE,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_by" UUID,
    "scan" TEXT NOT NULL DEFAULT 'waiting',

    CONSTRAINT "partner_papers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_checks" (
    "partner_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "is_needed" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT NOT NULL DEFAULT '',
    "ends_on" DATE,
    "checked_by" UUID,
    "checked_at" TIMESTAMPTZ(3),
    "told" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "partner_checks_pkey" PRIMARY KEY ("partner_id","item")
);

-- CreateTable
CREATE TABLE "partner_commissions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "partner_id" UUID NOT NULL,
    "facility_id" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "percent" DECIMAL(5,2),
    "cents" INTEGER,
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "noted_by" UUID,
    "noted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_commissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_changes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "partner_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "body" JSONB NOT NULL,
    "hash" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 0,
    "authors" UUID[] DEFAULT ARRAY[]::UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "submitted_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "partner_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_releases" (
    "partner_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "hash" BYTEA NOT NULL,
    "change_id" UUID NOT NULL,
    "approved_by" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_releases_pkey" PRIMARY KEY ("partner_id","no")
);

-- CreateTable
CREATE TABLE "partner_services" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "areas" TEXT[],
    "languages" TEXT[],
    "features" TEXT[],
    "price_model" TEXT NOT NULL,
    "from_cents" INTEGER,
    "to_cents" INTEGER,
    "capacity" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "is_offered" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "partner_services_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_tasks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "partner_id" UUID NOT NULL,
    "move_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "done_by" UUID,

    CONSTRAINT "partner_tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broker_reports" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "broker" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "email" TEXT,
    "language" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "handler_id" UUID,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "broker_reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_complaints" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "partner_id" UUID,
    "facility_id" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'open',
    "body" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "language" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acknowledge_by" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "proposal" TEXT,
    "reply" TEXT,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "handler_id" UUID,
    "told" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "partner_complaints_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "partners_number_key" ON "partners"("number");

-- CreateIndex
CREATE UNIQUE INDEX "partners_slug_key" ON "partners"("slug");

-- CreateIndex
CREATE INDEX "partners_state_moved_at_idx" ON "partners"("state", "moved_at");

-- CreateIndex
CREATE INDEX "partners_checklist_version_idx" ON "partners"("checklist_version");

-- CreateIndex
CREATE INDEX "partner_moves_partner_id_at_idx" ON "partner_moves"("partner_id", "at");

-- CreateIndex
CREATE INDEX "partner_links_partner_id_idx" ON "partner_links"("partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_papers_place_key" ON "partner_papers"("place");

-- CreateIndex
CREATE INDEX "partner_papers_partner_id_item_idx" ON "partner_papers"("partner_id", "item");

-- CreateIndex
CREATE INDEX "partner_checks_ends_on_idx" ON "partner_checks"("ends_on");

-- CreateIndex
CREATE INDEX "partner_commissions_partner_id_idx" ON "partner_commissions"("partner_id");

-- CreateIndex
CREATE INDEX "partner_commissions_facility_id_idx" ON "partner_commissions"("facility_id");

-- CreateIndex
CREATE INDEX "partner_changes_partner_id_idx" ON "partner_changes"("partner_id");

-- CreateIndex
CREATE INDEX "partner_changes_state_submitted_at_idx" ON "partner_changes"("state", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "partner_releases_change_id_key" ON "partner_releases"("change_id");

-- CreateIndex
CREATE INDEX "partner_services_partner_id_idx" ON "partner_services"("partner_id");

-- CreateIndex
CREATE INDEX "partner_services_category_idx" ON "partner_services"("category");

-- CreateIndex
CREATE INDEX "partner_services_areas_idx" ON "partner_services" USING GIN ("areas");

-- CreateIndex
CREATE INDEX "partner_services_languages_idx" ON "partner_services" USING GIN ("languages");

-- CreateIndex
CREATE INDEX "partner_tasks_partner_id_idx" ON "partner_tasks"("partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_tasks_move_id_kind_subject_key" ON "partner_tasks"("move_id", "kind", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "broker_reports_number_key" ON "broker_reports"("number");

-- CreateIndex
CREATE INDEX "broker_reports_state_created_at_idx" ON "broker_reports"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "partner_complaints_number_key" ON "partner_complaints"("number");

-- CreateIndex
CREATE INDEX "partner_complaints_partner_id_idx" ON "partner_complaints"("partner_id");

-- CreateIndex
CREATE INDEX "partner_complaints_facility_id_idx" ON "partner_complaints"("facility_id");

-- CreateIndex
CREATE INDEX "partner_complaints_state_answer_by_idx" ON "partner_complaints"("state", "answer_by");

-- CreateIndex
CREATE INDEX "invitations_partner_id_idx" ON "invitations"("partner_id");

-- CreateIndex
CREATE INDEX "role_grants_partner_id_idx" ON "role_grants"("partner_id");

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partners" ADD CONSTRAINT "partners_checklist_version_fkey" FOREIGN KEY ("checklist_version") REFERENCES "partner_checklists"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_moves" ADD CONSTRAINT "partner_moves_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_links" ADD CONSTRAINT "partner_links_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_papers" ADD CONSTRAINT "partner_papers_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_checks" ADD CONSTRAINT "partner_checks_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_commissions" ADD CONSTRAINT "partner_commissions_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_commissions" ADD CONSTRAINT "partner_commissions_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_changes" ADD CONSTRAINT "partner_changes_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_releases" ADD CONSTRAINT "partner_releases_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_releases" ADD CONSTRAINT "partner_releases_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "partner_changes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_services" ADD CONSTRAINT "partner_services_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_tasks" ADD CONSTRAINT "partner_tasks_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_complaints" ADD CONSTRAINT "partner_complaints_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_complaints" ADD CONSTRAINT "partner_complaints_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What only a database can promise.

ALTER TABLE "role_grants" ALTER COLUMN "partner_rights" SET NOT NULL,
  ADD CONSTRAINT "role_grants_partner_row" CHECK ("partner_id" IS NULL OR "role" = 'partner'),
  ADD CONSTRAINT "role_grants_partner_rights" CHECK ("partner_rights" <@ ARRAY['manage-people', 'edit-profile', 'send-papers', 'answer-orders']);
ALTER TABLE "invitations" ALTER COLUMN "partner_rights" SET NOT NULL,
  ADD CONSTRAINT "invitations_partner_rights" CHECK ("partner_rights" <@ ARRAY['manage-people', 'edit-profile', 'send-papers', 'answer-orders']);
-- Two firms may have one name: who holds what is told apart by the row.
DROP INDEX "role_grants_held_once";
CREATE UNIQUE INDEX "role_grants_held_once" ON "role_grants" ("person_id", "role", coalesce("facility_id", 0), coalesce("partner_id"::text, "partner", ''), coalesce("relation_id", '00000000-0000-0000-0000-000000000000'))
  WHERE "ended_at" IS NULL;

ALTER TABLE "partners" ALTER COLUMN "categories" SET NOT NULL,
  ADD CONSTRAINT "partners_state" CHECK ("state" IN ('draft', 'submitted', 'returned', 'refused', 'admitted', 'suspended', 'ended')),
  ADD CONSTRAINT "partners_language" CHECK ("language" IN ('en', 'it', 'fr', 'de', 'es', 'ru', 'ar', 'zh')),
  ADD CONSTRAINT "partners_admitted" CHECK (("admitted_at" IS NOT NULL AND "slug" IS NOT NULL) = ("state" IN ('admitted', 'suspended', 'ended'))),
  ADD CONSTRAINT "partners_submitted" CHECK ("state" = 'draft' OR ("submitted_at" IS NOT NULL AND cardinality("categories") > 0));
ALTER TABLE "partner_papers" ADD CONSTRAINT "partner_papers_scan" CHECK ("scan" IN ('waiting', 'clean', 'unsafe'));
ALTER TABLE "partner_checks" ALTER COLUMN "told" SET NOT NULL,
  ADD CONSTRAINT "partner_checks_state" CHECK ("state" IN ('open', 'checked', 'failed', 'waived', 'expired')),
  ADD CONSTRAINT "partner_checks_who" CHECK ("state" = 'open' OR ("checked_by" IS NOT NULL AND "checked_at" IS NOT NULL)),
  ADD CONSTRAINT "partner_checks_why" CHECK ("state" NOT IN ('failed', 'waived') OR "reason" <> '');
ALTER TABLE "partner_commissions"
  ADD CONSTRAINT "partner_commissions_direction" CHECK ("direction" IN ('paid', 'received')),
  ADD CONSTRAINT "partner_commissions_amount" CHECK (("percent" IS NULL) <> ("cents" IS NULL) AND coalesce("percent", 1) BETWEEN 0 AND 100 AND coalesce("cents", 1) >= 0),
  ADD CONSTRAINT "partner_commissions_time" CHECK ("until_on" IS NULL OR "until_on" >= "from_on");
ALTER TABLE "partner_changes" ALTER COLUMN "authors" SET NOT NULL,
  ADD CONSTRAINT "partner_changes_state" CHECK ("state" IN ('draft', 'submitted', 'returned', 'approved')),
  ADD CONSTRAINT "partner_changes_frozen" CHECK (("state" IN ('submitted', 'approved')) <= ("hash" IS NOT NULL AND "submitted_at" IS NOT NULL)),
  ADD CONSTRAINT "partner_changes_decided" CHECK (("state" = 'approved') <= ("decided_at" IS NOT NULL));
-- One proposal is open at a time.
CREATE UNIQUE INDEX "partner_changes_one_open" ON "partner_changes" ("partner_id") WHERE "state" <> 'approved';
ALTER TABLE "partner_services" ALTER COLUMN "areas" SET NOT NULL, ALTER COLUMN "languages" SET NOT NULL, ALTER COLUMN "features" SET NOT NULL,
  ADD CONSTRAINT "partner_services_price_model" CHECK ("price_model" IN ('fixed', 'hour', 'km', 'night', 'quote')),
  ADD CONSTRAINT "partner_services_price" CHECK (("from_cents" IS NULL) = ("price_model" = 'quote') AND ("to_cents" IS NULL) = ("from_cents" IS NULL) AND "from_cents" >= 0 AND "to_cents" >= "from_cents"),
  ADD CONSTRAINT "partner_services_capacity" CHECK ("capacity" BETWEEN 1 AND 10000);
ALTER TABLE "broker_reports" ADD CONSTRAINT "broker_reports_state" CHECK ("state" IN ('open', 'looking', 'answered', 'closed'));
ALTER TABLE "partner_complaints" ALTER COLUMN "told" SET NOT NULL,
  ADD CONSTRAINT "partner_complaints_state" CHECK ("state" IN ('open', 'acknowledged', 'mediation', 'answered')),
  ADD CONSTRAINT "partner_complaints_about" CHECK (num_nonnulls("partner_id", "facility_id") = 1),
  ADD CONSTRAINT "partner_complaints_answered" CHECK (("state" = 'answered') = ("answer" IS NOT NULL AND "answered_at" IS NOT NULL));

CREATE TRIGGER "partner_checklists_stay" BEFORE UPDATE OR DELETE ON "partner_checklists" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "partner_releases_stay" BEFORE UPDATE OR DELETE ON "partner_releases" FOR EACH ROW EXECUTE FUNCTION keep_as_written();

-- Whoever checked an application does not decide on it, whatever roles they hold.
CREATE FUNCTION check_partner_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.after IN ('admitted', 'refused') AND NEW.before = 'submitted'
    AND EXISTS (SELECT FROM partner_checks c WHERE c.partner_id = NEW.partner_id AND c.checked_by = NEW.moved_by) THEN
    RAISE EXCEPTION 'the decider of an application has checked it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "partner_moves_two_people" BEFORE INSERT ON "partner_moves" FOR EACH ROW EXECUTE FUNCTION check_partner_decider();

-- Nothing is published by somebody who wrote it, nor with other words than were submitted.
CREATE FUNCTION check_partner_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM partner_changes c WHERE c.id = NEW.change_id AND c.partner_id = NEW.partner_id AND c.hash = NEW.hash AND c.body = NEW.body
      AND NEW.approved_by IS NOT NULL AND NOT NEW.approved_by = ANY (c.authors)) THEN
    RAISE EXCEPTION 'a release is not what somebody else approved' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "partner_releases_two_people" BEFORE INSERT ON "partner_releases" FOR EACH ROW EXECUTE FUNCTION check_partner_release();

-- What public pages show of partners, in the transaction that changes it.
DO $$
DECLARE
  watched record;
  event text;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('partners', 'SELECT ''partner:'' || slug FROM $rows r', 'partners'),
    ('partner_checks', 'SELECT ''partner:'' || p.slug FROM $rows r JOIN partners p ON p.id = r.partner_id', 'partners'),
    ('partner_commissions', 'SELECT ''partner:'' || p.slug FROM $rows r JOIN partners p ON p.id = r.partner_id', 'partners'),
    ('partner_releases', 'SELECT ''partner:'' || p.slug FROM $rows r JOIN partners p ON p.id = r.partner_id', 'partners'),
    ('partner_services', 'SELECT ''partner:'' || p.slug FROM $rows r JOIN partners p ON p.id = r.partner_id', 'partners'),
    ('partner_checklists', 'SELECT ''partner-checklists'' FROM $rows r', 'partner-checklists')
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
