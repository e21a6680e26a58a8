-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email_hash" BYTEA,
    "email" TEXT,
    "name" TEXT,
    "country" CHAR(2),
    "language" CHAR(2) NOT NULL,
    "password_hash" TEXT,
    "password_changed_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "master_key" TEXT NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grants" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "facility_id" INTEGER,
    "partner" TEXT,
    "relation_id" UUID,
    "granted_by" UUID,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "role_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "grant_id" UUID,
    "is_complete" BOOLEAN NOT NULL,
    "proved_at" TIMESTAMPTZ(3) NOT NULL,
    "proved_by" TEXT NOT NULL,
    "device" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "idle_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_factors" (
    "person_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "second_factors_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "new_second_factors" (
    "person_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "new_second_factors_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_devices" (
    "person_id" UUID NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_devices_pkey" PRIMARY KEY ("person_id","fingerprint")
);

-- CreateTable
CREATE TABLE "email_links" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "purpose" TEXT NOT NULL,
    "person_id" UUID,
    "invitation_id" UUID,
    "email_hash" BYTEA,
    "email" TEXT,
    "language" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email_hash" BYTEA,
    "email" TEXT,
    "role" TEXT NOT NULL,
    "facility_id" INTEGER,
    "partner" TEXT,
    "relation_id" UUID,
    "language" CHAR(2) NOT NULL,
    "invited_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "patient_id" UUID NOT NULL,
    "relative_id" UUID,
    "kind" TEXT NOT NULL,
    "rights" TEXT[],
    "proof_state" TEXT NOT NULL DEFAULT 'none',
    "proof_id" UUID,
    "proof_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "accepted_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "relations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_texts" (
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "language" CHAR(2) NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT[],
    "hash" BYTEA NOT NULL,
    "published_on" DATE NOT NULL,

    CONSTRAINT "consent_texts_pkey" PRIMARY KEY ("kind","version","language")
);

-- CreateTable
CREATE TABLE "consents" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL,
    "language" CHAR(2) NOT NULL,
    "text_hash" BYTEA NOT NULL,
    "given_by" UUID NOT NULL,
    "given_as" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "consents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rights_requests" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "file_id" UUID,

    CONSTRAINT "rights_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_mail" (
    "person_id" UUID NOT NULL,
    "group" TEXT NOT NULL,
    "is_wanted" BOOLEAN NOT NULL,

    CONSTRAINT "notice_mail_pkey" PRIMARY KEY ("person_id","group")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "person_id" UUID,
    "role" TEXT NOT NULL,
    "grant_id" UUID,
    "facility_id" INTEGER,
    "session_id" UUID,
    "network" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "about" UUID,
    "detail" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_chain" (
    "position" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "audit_checks" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "entries" BIGINT NOT NULL,
    "broken_at" BIGINT,
    "hash" BYTEA,

    CONSTRAINT "audit_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letters" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "address" TEXT,
    "language" CHAR(2) NOT NULL,
    "link" UUID,
    "path" TEXT,
    "number" TEXT,
    "until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "open_tries" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "stuck_at" TIMESTAMPTZ(3),

    CONSTRAINT "letters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_files" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "key" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_keys" (
    "key" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "outcome" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_keys_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "retention_rules" (
    "key" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_rules_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "job_holders" (
    "worker" TEXT NOT NULL,
    "holder" INTEGER NOT NULL,

    CONSTRAINT "job_holders_pkey" PRIMARY KEY ("worker")
);

-- CreateTable
CREATE TABLE "retention_runs" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rule" TEXT NOT NULL,
    "removed" INTEGER NOT NULL,

    CONSTRAINT "retention_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "people_email_hash_key" ON "people"("email_hash");

-- CreateIndex
CREATE UNIQUE INDEX "data_keys_person_id_key" ON "data_keys"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_grants_relation_id_key" ON "role_grants"("relation_id");

-- CreateIndex
CREATE INDEX "role_grants_person_id_idx" ON "role_grants"("person_id");

-- CreateIndex
CREATE INDEX "role_grants_facility_id_idx" ON "role_grants"("facility_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_person_id_idx" ON "sessions"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "recovery_codes_person_id_code_hash_key" ON "recovery_codes"("person_id", "code_hash");

-- CreateIndex
CREATE INDEX "email_links_person_id_idx" ON "email_links"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_relation_id_key" ON "invitations"("relation_id");

-- CreateIndex
CREATE INDEX "invitations_email_hash_idx" ON "invitations"("email_hash");

-- CreateIndex
CREATE UNIQUE INDEX "relations_proof_id_key" ON "relations"("proof_id");

-- CreateIndex
CREATE INDEX "relations_patient_id_idx" ON "relations"("patient_id");

-- CreateIndex
CREATE INDEX "relations_relative_id_idx" ON "relations"("relative_id");

-- CreateIndex
CREATE INDEX "consents_person_id_kind_idx" ON "consents"("person_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "rights_requests_number_key" ON "rights_requests"("number");

-- CreateIndex
CREATE UNIQUE INDEX "rights_requests_file_id_key" ON "rights_requests"("file_id");

-- CreateIndex
CREATE INDEX "rights_requests_person_id_idx" ON "rights_requests"("person_id");

-- CreateIndex
CREATE INDEX "notices_person_id_created_at_idx" ON "notices"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entries_about_id_idx" ON "audit_entries"("about", "id");

-- CreateIndex
CREATE INDEX "audit_entries_person_id_id_idx" ON "audit_entries"("person_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_chain_entry_id_key" ON "audit_chain"("entry_id");

-- CreateIndex
CREATE INDEX "letters_person_id_idx" ON "letters"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "stored_files_place_key" ON "stored_files"("place");

-- CreateIndex
CREATE INDEX "stored_files_owner_id_idx" ON "stored_files"("owner_id");

-- AddForeignKey
ALTER TABLE "data_keys" ADD CONSTRAINT "data_keys_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "relations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "role_grants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "new_second_factors" ADD CONSTRAINT "new_second_factors_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_links" ADD CONSTRAINT "email_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_links" ADD CONSTRAINT "email_links_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "relations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relations" ADD CONSTRAINT "relations_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relations" ADD CONSTRAINT "relations_relative_id_fkey" FOREIGN KEY ("relative_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relations" ADD CONSTRAINT "relations_proof_id_fkey" FOREIGN KEY ("proof_id") REFERENCES "stored_files"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_kind_version_language_fkey" FOREIGN KEY ("kind", "version", "language") REFERENCES "consent_texts"("kind", "version", "language") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_requests" ADD CONSTRAINT "rights_requests_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_files"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_mail" ADD CONSTRAINT "notice_mail_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_chain" ADD CONSTRAINT "audit_chain_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "audit_entries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "letters" ADD CONSTRAINT "letters_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_files" ADD CONSTRAINT "stored_files_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What only a database can promise.

ALTER TABLE "people"
  ADD CONSTRAINT "people_language" CHECK ("language" IN ('en', 'it', 'fr', 'de', 'es', 'ru', 'ar', 'zh')),
  ADD CONSTRAINT "people_erased" CHECK ("erased_at" IS NULL OR ("email_hash" IS NULL AND "email" IS NULL AND "name" IS NULL AND "country" IS NULL AND "password_hash" IS NULL)),
  ADD CONSTRAINT "people_address" CHECK (("email_hash" IS NULL) = ("email" IS NULL));

ALTER TABLE "role_grants"
  ADD CONSTRAINT "role_grants_role" CHECK ("role" IN ('patient', 'companion', 'representative', 'facility-coordinator', 'facility-editor', 'facility-approver',
    'material-coordinator', 'medical-triage', 'specialist', 'second-reader', 'interpreter', 'translator', 'partner',
    'administrator', 'case-coordinator', 'partner-curator', 'privacy-officer')),
  -- A role is held where it belongs, and nowhere else.
  ADD CONSTRAINT "role_grants_place" CHECK (
    ("facility_id" IS NOT NULL) = ("role" IN ('facility-coordinator', 'facility-editor', 'facility-approver', 'material-coordinator', 'medical-triage', 'specialist', 'second-reader'))
    AND ("partner" IS NOT NULL) = ("role" = 'partner')
    AND ("relation_id" IS NOT NULL) = ("role" IN ('companion', 'representative'))),
  ADD CONSTRAINT "role_grants_end" CHECK ("ended_at" IS NULL OR "ended_at" >= "granted_at");
CREATE UNIQUE INDEX "role_grants_held_once" ON "role_grants" ("person_id", "role", coalesce("facility_id", 0), coalesce("partner", ''), coalesce("relation_id", '00000000-0000-0000-0000-000000000000'))
  WHERE "ended_at" IS NULL;

ALTER TABLE "relations"
  ADD CONSTRAINT "relations_kind" CHECK ("kind" IN ('companion', 'representative')),
  ADD CONSTRAINT "relations_not_oneself" CHECK ("patient_id" <> "relative_id"),
  ADD CONSTRAINT "relations_rights" CHECK ("rights" <@ ARRAY['see-requests', 'see-messages', 'write-messages', 'see-documents', 'add-documents', 'arrange-journey']),
  ADD CONSTRAINT "relations_proof" CHECK ("proof_state" IN ('none', 'waiting', 'confirmed', 'refused') AND ("proof_state" IN ('none', 'refused') OR "proof_id" IS NOT NULL)),
  ADD CONSTRAINT "relations_decision" CHECK (("decided_at" IS NULL) = ("decided_by" IS NULL));

-- One agreement of a kind, for one thing, holds at a time.
CREATE UNIQUE INDEX "consents_hold_once" ON "consents" ("person_id", "kind", "scope") WHERE "withdrawn_at" IS NULL;
ALTER TABLE "consents"
  ADD CONSTRAINT "consents_withdrawal" CHECK (("withdrawn_at" IS NULL) = ("withdrawn_by" IS NULL));

ALTER TABLE "email_links" ADD CONSTRAINT "email_links_purpose" CHECK ("purpose" IN ('register', 'sign-in', 'invitation', 'change-email', 'administrator'));
ALTER TABLE "rights_requests"
  ADD CONSTRAINT "rights_requests_kind" CHECK ("kind" IN ('export', 'erasure')),
  ADD CONSTRAINT "rights_requests_state" CHECK ("state" IN ('asked', 'working', 'done', 'failed', 'removed'));
CREATE UNIQUE INDEX "rights_requests_one_open" ON "rights_requests" ("person_id", "kind") WHERE "state" IN ('asked', 'working');
ALTER TABLE "retention_rules" ADD CONSTRAINT "retention_rules_days" CHECK ("days" BETWEEN 1 AND 36500);

-- A wording once published stays as it was read.
CREATE FUNCTION keep_as_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never changed, only added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "consent_texts_stay" BEFORE UPDATE OR DELETE ON "consent_texts" FOR EACH ROW EXECUTE FUNCTION keep_as_written();

-- The record. Its rows are written once; what is too old leaves by the retention job alone, from the front of the chain.
CREATE TRIGGER "audit_entries_stay" BEFORE UPDATE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "audit_chain_stays" BEFORE UPDATE ON "audit_chain" FOR EACH ROW EXECUTE FUNCTION keep_as_written();

-- One text for one entry, from which its hash is made. Every part is marked by its length, so that none can slide into its neighbour.
CREATE FUNCTION audit_text(e "audit_entries") RETURNS text LANGUAGE sql STABLE SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
  SELECT string_agg(coalesce(length(part)::text || ':' || part, '-'), '|' ORDER BY at) FROM unnest(ARRAY[
    e.id::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), e.person_id::text, e.role, e.grant_id::text, e.facility_id::text,
    e.session_id::text, e.network, e.action, e.subject, e.about::text, e.detail]) WITH ORDINALITY AS parts(part, at)
$$;

-- Links an entry to the one before. It runs as the transaction ends, so that the chain is held for the moment of the
-- commit and not for as long as the work takes; whoever waits here sees the link of the one that went before.
CREATE FUNCTION link_audit_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(720320);
  SELECT position, hash INTO last FROM audit_chain ORDER BY position DESC LIMIT 1;
  INSERT INTO audit_chain (position, entry_id, hash)
  VALUES (coalesce(last.position, 0) + 1, NEW.id, sha256(coalesce(last.hash, sha256('the first'::bytea)) || convert_to(audit_text(NEW), 'UTF8')));
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER "audit_entries_link" AFTER INSERT ON "audit_entries" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_audit_entry();

-- Whoever has the portal open hears of a notice at once; the channel carries whose it is and nothing else.
CREATE FUNCTION tell_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('notices', NEW.person_id::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER "notices_told" AFTER INSERT OR UPDATE ON "notices" FOR EACH ROW EXECUTE FUNCTION tell_notice();

-- A session that ends is told too, so that open pages close within a moment.
CREATE FUNCTION tell_session_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('notices', NEW.person_id::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER "sessions_end_told" AFTER UPDATE OF "ended_at", "grant_id" ON "sessions" FOR EACH ROW EXECUTE FUNCTION tell_session_end();

-- The queue is reached by these alone: the role that serves the web has no right on the queue's own tables.
CREATE FUNCTION enqueue_job(task text, payload json, run_at timestamptz, max_attempts integer, job_key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
END
$$;

-- Jobs whose tries are used up. The reason is a kind of error, never what it was working on.
CREATE FUNCTION dead_jobs() RETURNS TABLE (id bigint, task text, tries integer, since timestamptz, reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT j.id, j.task_identifier, j.attempts::integer, j.updated_at, substring(j.last_error FROM '^[A-Za-z0-9_ ]{1,60}')
    FROM graphile_worker.jobs j WHERE j.attempts >= j.max_attempts AND j.locked_at IS NULL ORDER BY j.id;
END
$$;

CREATE FUNCTION run_job_again(job bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  moved integer;
BEGIN
  PERFORM 1 FROM graphile_worker.jobs j WHERE j.id = job AND j.attempts >= j.max_attempts AND j.locked_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  SELECT count(*) INTO moved FROM graphile_worker.reschedule_jobs(ARRAY[job], run_at => now(), attempts => 0);
  RETURN moved = 1;
END
$$;
REVOKE EXECUTE ON FUNCTION enqueue_job(text, json, timestamptz, integer, text), dead_jobs(), run_job_again(bigint) FROM PUBLIC;

-- What is kept how long stands on a public page, which follows the rules like any other.
CREATE TRIGGER "published_insert" AFTER INSERT ON "retention_rules" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_published_change('SELECT ''retention'' FROM $rows r', 'retention');
CREATE TRIGGER "published_update" AFTER UPDATE ON "retention_rules" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_published_change('SELECT ''retention'' FROM $rows r', 'retention');
