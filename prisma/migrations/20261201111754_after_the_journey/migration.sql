-- After the stay: from which day a patient may fly, how they are at home, and a calendar to subscribe to.

-- AlterTable
ALTER TABLE "journeys" ADD COLUMN     "unasked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "journey_feeds" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "journey_id" UUID NOT NULL,
    "language" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "journey_feeds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fly_rules" (
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "min_days" INTEGER NOT NULL,
    "max_days" INTEGER NOT NULL,
    "needs_form" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "read_on" DATE NOT NULL,

    CONSTRAINT "fly_rules_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "flight_clearances" (
    "journey_id" UUID NOT NULL,
    "rule_key" TEXT NOT NULL,
    "fit_on" DATE NOT NULL,
    "family" TEXT NOT NULL,
    "signed_by" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "flight_clearances_pkey" PRIMARY KEY ("journey_id")
);

-- CreateTable
CREATE TABLE "check_in_sets" (
    "version" INTEGER NOT NULL,
    "published_on" DATE NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "check_in_sets_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "check_ins" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "journey_id" UUID NOT NULL,
    "day" INTEGER NOT NULL,
    "set_version" INTEGER NOT NULL,
    "family" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),
    "answers" TEXT,
    "has_warning" BOOLEAN NOT NULL DEFAULT false,
    "answer_by" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "late_told" BOOLEAN NOT NULL DEFAULT false,
    "reply" TEXT,
    "done_by" UUID,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "check_ins_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "journey_feeds_journey_id_idx" ON "journey_feeds"("journey_id");

-- CreateIndex
CREATE INDEX "flight_clearances_rule_key_idx" ON "flight_clearances"("rule_key");

-- CreateIndex
CREATE INDEX "check_ins_set_version_idx" ON "check_ins"("set_version");

-- CreateIndex
CREATE INDEX "check_ins_has_warning_done_at_answer_by_idx" ON "check_ins"("has_warning", "done_at", "answer_by");

-- CreateIndex
CREATE UNIQUE INDEX "check_ins_journey_id_day_key" ON "check_ins"("journey_id", "day");

-- AddForeignKey
ALTER TABLE "journey_feeds" ADD CONSTRAINT "journey_feeds_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flight_clearances" ADD CONSTRAINT "flight_clearances_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flight_clearances" ADD CONSTRAINT "flight_clearances_rule_key_fkey" FOREIGN KEY ("rule_key") REFERENCES "fly_rules"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_set_version_fkey" FOREIGN KEY ("set_version") REFERENCES "check_in_sets"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What only a database can promise.
ALTER TABLE "fly_rules" ADD CONSTRAINT "fly_rules_days" CHECK ("min_days" >= 0 AND "max_days" >= "min_days");
ALTER TABLE "check_ins"
  ADD CONSTRAINT "check_ins_warning" CHECK ("has_warning" = ("answer_by" IS NOT NULL)),
  ADD CONSTRAINT "check_ins_answers" CHECK (("answered_at" IS NULL) = ("answers" IS NULL)),
  ADD CONSTRAINT "check_ins_done" CHECK (("done_at" IS NULL) = ("done_by" IS NULL));
CREATE TRIGGER "check_in_sets_stay" BEFORE UPDATE OR DELETE ON "check_in_sets" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "flight_clearances_stay" BEFORE UPDATE OR DELETE ON "flight_clearances" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
