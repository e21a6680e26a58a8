-- Journeys: milestones and the legs that hang on them, partners asked, what they offer, orders, and changes beside them.

-- CreateTable
CREATE TABLE "journey_templates" (
    "version" INTEGER NOT NULL,
    "published_on" DATE NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "journey_templates_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "package_texts" (
    "version" INTEGER NOT NULL,
    "language" CHAR(2) NOT NULL,
    "valid_from" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT[],
    "hash" BYTEA NOT NULL,

    CONSTRAINT "package_texts_pkey" PRIMARY KEY ("version","language")
);

-- CreateTable
CREATE TABLE "journeys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "patient_id" UUID NOT NULL,
    "request_id" UUID,
    "facility_id" INTEGER NOT NULL,
    "template_version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "facts" TEXT[],
    "airport_id" TEXT NOT NULL,
    "people" INTEGER NOT NULL DEFAULT 1,
    "details" TEXT NOT NULL,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "journeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journey_milestones" (
    "journey_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "certainty" TEXT NOT NULL,
    "set_by" UUID,
    "set_as" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journey_milestones_pkey" PRIMARY KEY ("journey_id","kind")
);

-- CreateTable
CREATE TABLE "journey_legs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "journey_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "choice" TEXT NOT NULL DEFAULT 'partners',
    "state" TEXT NOT NULL DEFAULT 'open',
    "holder" TEXT DEFAULT 'patient',
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "journey_legs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journey_offers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "leg_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "service_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'listed',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "answer_by" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),
    "content" JSONB,
    "told_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "journey_offers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journey_orders" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "leg_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sent',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "terms" JSONB NOT NULL,
    "cents" INTEGER NOT NULL,
    "answer_by" TIMESTAMPTZ(3),
    "ordered_by" UUID NOT NULL,
    "ordered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_as" TEXT,
    "fee_cents" INTEGER,
    "late_minutes" INTEGER NOT NULL DEFAULT 0,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "journey_orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journey_amendments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "order_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "proposed_as" TEXT NOT NULL,
    "proposed_by" UUID,
    "change_id" UUID,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "fee_cents" INTEGER NOT NULL DEFAULT 0,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "proposed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_as" TEXT,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "journey_amendments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journey_changes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "journey_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "moves" JSONB NOT NULL,
    "effects" JSONB NOT NULL,
    "moved_by" UUID,
    "role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journey_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journey_steps" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "minutes" INTEGER,
    "tapped_by" UUID,
    "role" TEXT NOT NULL,
    "tap" TEXT NOT NULL,

    CONSTRAINT "journey_steps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package_notices" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "journey_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "language" CHAR(2) NOT NULL,
    "hash" BYTEA NOT NULL,
    "read_by" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "package_notices_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "journeys_code_key" ON "journeys"("code");

-- CreateIndex
CREATE INDEX "journeys_patient_id_idx" ON "journeys"("patient_id");

-- CreateIndex
CREATE INDEX "journeys_request_id_idx" ON "journeys"("request_id");

-- CreateIndex
CREATE INDEX "journeys_template_version_idx" ON "journeys"("template_version");

-- CreateIndex
CREATE INDEX "journeys_airport_id_idx" ON "journeys"("airport_id");

-- CreateIndex
CREATE INDEX "journeys_facility_id_state_idx" ON "journeys"("facility_id", "state");

-- CreateIndex
CREATE INDEX "journeys_state_created_at_idx" ON "journeys"("state", "created_at");

-- CreateIndex
CREATE INDEX "journey_legs_holder_due_at_idx" ON "journey_legs"("holder", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "journey_legs_journey_id_key_key" ON "journey_legs"("journey_id", "key");

-- CreateIndex
CREATE INDEX "journey_offers_leg_id_idx" ON "journey_offers"("leg_id");

-- CreateIndex
CREATE INDEX "journey_offers_partner_id_state_answer_by_idx" ON "journey_offers"("partner_id", "state", "answer_by");

-- CreateIndex
CREATE UNIQUE INDEX "journey_orders_number_key" ON "journey_orders"("number");

-- CreateIndex
CREATE UNIQUE INDEX "journey_orders_offer_id_key" ON "journey_orders"("offer_id");

-- CreateIndex
CREATE INDEX "journey_orders_leg_id_idx" ON "journey_orders"("leg_id");

-- CreateIndex
CREATE INDEX "journey_orders_partner_id_state_starts_at_idx" ON "journey_orders"("partner_id", "state", "starts_at");

-- CreateIndex
CREATE INDEX "journey_amendments_change_id_idx" ON "journey_amendments"("change_id");

-- CreateIndex
CREATE INDEX "journey_amendments_state_answer_by_idx" ON "journey_amendments"("state", "answer_by");

-- CreateIndex
CREATE UNIQUE INDEX "journey_amendments_order_id_no_key" ON "journey_amendments"("order_id", "no");

-- CreateIndex
CREATE INDEX "journey_changes_journey_id_at_idx" ON "journey_changes"("journey_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "journey_steps_tap_key" ON "journey_steps"("tap");

-- CreateIndex
CREATE INDEX "journey_steps_order_id_at_idx" ON "journey_steps"("order_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "package_notices_offer_id_key" ON "package_notices"("offer_id");

-- CreateIndex
CREATE INDEX "package_notices_journey_id_idx" ON "package_notices"("journey_id");

-- AddForeignKey
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_patient_id_fkey" FOREIGN KEY ("patient_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "requests"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_template_version_fkey" FOREIGN KEY ("template_version") REFERENCES "journey_templates"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_airport_id_fkey" FOREIGN KEY ("airport_id") REFERENCES "places"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_milestones" ADD CONSTRAINT "journey_milestones_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_legs" ADD CONSTRAINT "journey_legs_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_offers" ADD CONSTRAINT "journey_offers_leg_id_fkey" FOREIGN KEY ("leg_id") REFERENCES "journey_legs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_offers" ADD CONSTRAINT "journey_offers_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_orders" ADD CONSTRAINT "journey_orders_leg_id_fkey" FOREIGN KEY ("leg_id") REFERENCES "journey_legs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_orders" ADD CONSTRAINT "journey_orders_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "journey_offers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_orders" ADD CONSTRAINT "journey_orders_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_amendments" ADD CONSTRAINT "journey_amendments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "journey_orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_amendments" ADD CONSTRAINT "journey_amendments_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "journey_changes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_changes" ADD CONSTRAINT "journey_changes_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journey_steps" ADD CONSTRAINT "journey_steps_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "journey_orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_notices" ADD CONSTRAINT "package_notices_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "package_notices" ADD CONSTRAINT "package_notices_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "journey_offers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What only a database can promise.

ALTER TABLE "package_texts" ALTER COLUMN "body" SET NOT NULL;
ALTER TABLE "journeys" ALTER COLUMN "facts" SET NOT NULL,
  ADD CONSTRAINT "journeys_state" CHECK ("state" IN ('asked', 'declined', 'open', 'closed', 'cancelled')),
  ADD CONSTRAINT "journeys_facts" CHECK ("facts" <@ ARRAY['visa', 'companion']),
  ADD CONSTRAINT "journeys_people" CHECK ("people" BETWEEN 1 AND 6),
  ADD CONSTRAINT "journeys_ended" CHECK (("state" IN ('asked', 'open')) = ("ended_at" IS NULL)),
  ADD CONSTRAINT "journeys_reason" CHECK ("state" <> 'declined' OR "reason" IS NOT NULL);
-- A request has one journey that is still wanted.
CREATE UNIQUE INDEX "journeys_one_of_request" ON "journeys" ("request_id") WHERE "state" IN ('asked', 'open', 'closed');
ALTER TABLE "journey_milestones"
  ADD CONSTRAINT "journey_milestones_order" CHECK ("ends_at" >= "starts_at"),
  ADD CONSTRAINT "journey_milestones_certainty" CHECK ("certainty" IN ('estimated', 'planned', 'fixed', 'done'));
ALTER TABLE "journey_legs"
  ADD CONSTRAINT "journey_legs_choice" CHECK ("choice" IN ('partners', 'own', 'not-needed')),
  ADD CONSTRAINT "journey_legs_state" CHECK ("state" IN ('open', 'own', 'asked', 'offered', 'ordered', 'agreed', 'changing', 'misfit', 'under-way', 'done', 'not-done', 'disputed', 'stuck', 'not-needed', 'past', 'cancelled')),
  ADD CONSTRAINT "journey_legs_holder" CHECK ("holder" IN ('patient', 'partner', 'coordinator', 'facility')),
  -- What is not over is in somebody's hands.
  ADD CONSTRAINT "journey_legs_held" CHECK (("holder" IS NULL) = ("state" IN ('done', 'not-needed', 'past', 'cancelled'))),
  ADD CONSTRAINT "journey_legs_order" CHECK ("ends_at" >= "starts_at");
ALTER TABLE "journey_offers"
  ADD CONSTRAINT "journey_offers_state" CHECK ("state" IN ('listed', 'asked', 'offered', 'declined', 'lapsed', 'withdrawn', 'passed', 'accepted', 'ended')),
  ADD CONSTRAINT "journey_offers_asked" CHECK ("state" <> 'asked' OR ("asked_at" IS NOT NULL AND "answer_by" IS NOT NULL)),
  ADD CONSTRAINT "journey_offers_offered" CHECK ("state" NOT IN ('offered', 'accepted') OR ("content" IS NOT NULL AND "valid_until" IS NOT NULL)),
  ADD CONSTRAINT "journey_offers_order" CHECK ("ends_at" > "starts_at");
-- A partner is asked once at a time about a leg.
CREATE UNIQUE INDEX "journey_offers_one_open" ON "journey_offers" ("leg_id", "partner_id") WHERE "state" IN ('listed', 'asked', 'offered', 'accepted');
ALTER TABLE "journey_orders"
  ADD CONSTRAINT "journey_orders_state" CHECK ("state" IN ('sent', 'confirmed', 'under-way', 'done', 'no-show', 'disputed', 'refused', 'lapsed', 'cancelled')),
  ADD CONSTRAINT "journey_orders_sent" CHECK ("state" <> 'sent' OR "answer_by" IS NOT NULL),
  ADD CONSTRAINT "journey_orders_cents" CHECK ("cents" >= 0 AND coalesce("fee_cents", 0) >= 0),
  ADD CONSTRAINT "journey_orders_cancelled" CHECK (("state" = 'cancelled') <= ("ended_as" IS NOT NULL AND "fee_cents" IS NOT NULL)),
  ADD CONSTRAINT "journey_orders_order" CHECK ("ends_at" > "starts_at");
-- A leg has one order that stands.
CREATE UNIQUE INDEX "journey_orders_one_running" ON "journey_orders" ("leg_id") WHERE "state" IN ('sent', 'confirmed', 'under-way', 'done', 'no-show', 'disputed');
ALTER TABLE "journey_amendments"
  ADD CONSTRAINT "journey_amendments_state" CHECK ("state" IN ('proposed', 'accepted', 'declined', 'withdrawn', 'lapsed', 'countered')),
  ADD CONSTRAINT "journey_amendments_proposed_as" CHECK ("proposed_as" IN ('rule', 'patient', 'partner')),
  ADD CONSTRAINT "journey_amendments_fee" CHECK ("fee_cents" >= 0),
  ADD CONSTRAINT "journey_amendments_decided" CHECK (("state" = 'proposed') = ("decided_at" IS NULL));
CREATE UNIQUE INDEX "journey_amendments_one_open" ON "journey_amendments" ("order_id") WHERE "state" = 'proposed';
ALTER TABLE "journey_steps"
  ADD CONSTRAINT "journey_steps_kind" CHECK ("kind" IN ('on-the-way', 'arrived', 'started', 'finished', 'late', 'no-show'));

CREATE TRIGGER "journey_templates_stay" BEFORE UPDATE OR DELETE ON "journey_templates" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "package_texts_stay" BEFORE UPDATE OR DELETE ON "package_texts" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "package_notices_stay" BEFORE UPDATE OR DELETE ON "package_notices" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "journey_steps_stay" BEFORE UPDATE OR DELETE ON "journey_steps" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "journey_changes_stay" BEFORE UPDATE OR DELETE ON "journey_changes" FOR EACH ROW EXECUTE FUNCTION keep_as_written();

-- A second partner of one journey is ordered only after somebody was told that this is no package.
CREATE FUNCTION check_package_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id JOIN journey_legs n ON n.id = NEW.leg_id AND n.journey_id = l.journey_id WHERE o.partner_id <> NEW.partner_id)
    AND NOT EXISTS (SELECT FROM package_notices p WHERE p.offer_id = NEW.offer_id) THEN
    RAISE EXCEPTION 'the notice that this is no package was not read' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "journey_orders_notice" BEFORE INSERT ON "journey_orders" FOR EACH ROW EXECUTE FUNCTION check_package_notice();

-- What was agreed changes by an amendment that was accepted, and in no other way.
CREATE FUNCTION check_order_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.terms, NEW.partner_id, NEW.offer_id, NEW.leg_id) IS DISTINCT FROM (OLD.terms, OLD.partner_id, OLD.offer_id, OLD.leg_id) THEN
    RAISE EXCEPTION 'the terms of an order stay as they were accepted' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (NEW.starts_at, NEW.ends_at, NEW.cents) IS DISTINCT FROM (OLD.starts_at, OLD.ends_at, OLD.cents)
    AND NOT EXISTS (SELECT FROM journey_amendments a WHERE a.order_id = NEW.id AND a.state = 'accepted'
      AND (a.after ->> 'startsAt')::timestamptz = NEW.starts_at AND (a.after ->> 'endsAt')::timestamptz = NEW.ends_at AND (a.after ->> 'cents')::int = NEW.cents) THEN
    RAISE EXCEPTION 'an order changes by an accepted amendment alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "journey_orders_as_agreed" BEFORE UPDATE ON "journey_orders" FOR EACH ROW EXECUTE FUNCTION check_order_change();
