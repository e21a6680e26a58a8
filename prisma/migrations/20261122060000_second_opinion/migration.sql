-- CreateTable
CREATE TABLE "care_rules" (
    "version" INTEGER NOT NULL,
    "published_on" DATE NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "care_rules_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "care_moves" (
    "version" INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,

    CONSTRAINT "care_moves_pkey" PRIMARY KEY ("version","before","after")
);

-- CreateTable
CREATE TABLE "requests" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "patient_id" UUID NOT NULL,
    "rules_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "urgency" CHAR(1),
    "family" TEXT NOT NULL DEFAULT 'other',
    "topic_id" TEXT,
    "facility_id" INTEGER,
    "country" CHAR(2) NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Rome',
    "language" CHAR(2) NOT NULL,
    "answers" TEXT NOT NULL,
    "answered" TEXT[],
    "owner_id" UUID,
    "entered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_stays" (
    "id" BIGSERIAL NOT NULL,
    "request_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "before" TEXT,
    "holder" TEXT NOT NULL,
    "is_paused" BOOLEAN NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),
    "why" TEXT,
    "told" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "request_stays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_messages" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "request_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_papers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sent',
    "file_id" UUID,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,

    CONSTRAINT "request_papers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "requests_number_key" ON "requests"("number");

-- CreateIndex
CREATE INDEX "requests_patient_id_idx" ON "requests"("patient_id");

-- CreateIndex
CREATE INDEX "requests_state_due_at_idx" ON "requests"("state", "due_at");

-- CreateIndex
CREATE INDEX "request_stays_request_id_entered_at_idx" ON "request_stays"("request_id", "entered_at");

-- CreateIndex
CREATE INDEX "request_messages_request_id_created_at_idx" ON "request_messages"("request_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "request_papers_file_id_key" ON "request_papers"("file_id");

-- CreateIndex
CREATE INDEX "request_papers_request_id_idx" ON "request_papers"("request_id");

-- AddForeignKey
ALTER TABLE "care_moves" ADD CONSTRAINT "care_moves_version_fkey" FOREIGN KEY ("version") REFERENCES "care_rules"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_rules_version_fkey" FOREIGN KEY ("rules_version") REFERENCES "care_rules"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topics"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_stays" ADD CONSTRAINT "request_stays_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_messages" ADD CONSTRAINT "request_messages_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_papers" ADD CONSTRAINT "request_papers_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_papers" ADD CONSTRAINT "request_papers_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "stored_files"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Only a move that the request's own version of the rules knows can be written.
ALTER TABLE "request_stays" ADD CONSTRAINT "request_stays_times" CHECK ("left_at" IS NULL OR "left_at" >= "entered_at");
-- One stay is open at a time: nobody else has the ball while somebody has it.
CREATE UNIQUE INDEX "request_stays_one_open" ON "request_stays" ("request_id") WHERE "left_at" IS NULL;

CREATE FUNCTION check_care_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.rules_version <> OLD.rules_version THEN
    RAISE EXCEPTION 'a request keeps the rules it began under' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = OLD.state AND NEW.version = OLD.version THEN
    RETURN NEW;
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'a request changes one step at a time' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state <> OLD.state AND NOT EXISTS (SELECT FROM care_moves m WHERE m.version = OLD.rules_version AND m.before = OLD.state AND m.after = NEW.state) THEN
    RAISE EXCEPTION 'no rule moves a request from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "requests_move" BEFORE UPDATE ON "requests" FOR EACH ROW EXECUTE FUNCTION check_care_move();
CREATE TRIGGER "care_rules_stay" BEFORE UPDATE OR DELETE ON "care_rules" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "care_moves_stay" BEFORE UPDATE OR DELETE ON "care_moves" FOR EACH ROW EXECUTE FUNCTION keep_as_written();

ALTER TABLE "requests"
  ADD CONSTRAINT "requests_urgency" CHECK ("urgency" IN ('A', 'B', 'C')),
  ADD CONSTRAINT "requests_sent" CHECK (("state" = 'draft') = ("sent_at" IS NULL));
ALTER TABLE "request_papers" ADD CONSTRAINT "request_papers_state" CHECK ("state" IN ('sent', 'accepted', 'refused', 'not-had') AND ("state" <> 'not-had' OR "file_id" IS NULL));

-- Whoever has a request's page open is told that it moved.
CREATE FUNCTION tell_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('notices', NEW.patient_id::text);
  IF NEW.owner_id IS NOT NULL THEN
    PERFORM pg_notify('notices', NEW.owner_id::text);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "requests_told" AFTER UPDATE ON "requests" FOR EACH ROW EXECUTE FUNCTION tell_request();
