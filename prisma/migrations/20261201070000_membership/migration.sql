-- Facilities and the association: who applied, what was checked, what was decided and why. A facility without a row is
-- listed from public sources and no member. While one is suspended nobody finds or asks it; the address of one that
-- became part of another leads there. No row is made here: nobody has been admitted yet.

-- AlterTable
ALTER TABLE "facilities" ADD COLUMN     "merged_into_id" INTEGER,
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "membership_checklists" (
    "version" INTEGER NOT NULL,
    "published_on" DATE NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "membership_checklists_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "memberships" (
    "facility_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "checklist_version" INTEGER NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "admitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("facility_id")
);

-- CreateTable
CREATE TABLE "membership_moves" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "facility_id" INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "moved_by" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_moves_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_checks" (
    "facility_id" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT NOT NULL DEFAULT '',
    "checked_by" UUID,
    "checked_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_checks_pkey" PRIMARY KEY ("facility_id","item")
);

-- CreateTable
CREATE TABLE "liability_covers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "facility_id" INTEGER NOT NULL,
    "insurer" TEXT NOT NULL,
    "euro" INTEGER NOT NULL,
    "valid_until" DATE NOT NULL,
    "noted_by" UUID NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "liability_covers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_tasks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "facility_id" INTEGER NOT NULL,
    "move_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "done_by" UUID,

    CONSTRAINT "membership_tasks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "memberships_state_moved_at_idx" ON "memberships"("state", "moved_at");

-- CreateIndex
CREATE INDEX "memberships_checklist_version_idx" ON "memberships"("checklist_version");

-- CreateIndex
CREATE INDEX "membership_moves_facility_id_at_idx" ON "membership_moves"("facility_id", "at");

-- CreateIndex
CREATE INDEX "liability_covers_facility_id_noted_at_idx" ON "liability_covers"("facility_id", "noted_at");

-- CreateIndex
CREATE INDEX "membership_tasks_facility_id_idx" ON "membership_tasks"("facility_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_tasks_move_id_kind_subject_key" ON "membership_tasks"("move_id", "kind", "subject");

-- CreateIndex
CREATE INDEX "facilities_merged_into_id_idx" ON "facilities"("merged_into_id");

-- AddForeignKey
ALTER TABLE "facilities" ADD CONSTRAINT "facilities_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_checklist_version_fkey" FOREIGN KEY ("checklist_version") REFERENCES "membership_checklists"("version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_moves" ADD CONSTRAINT "membership_moves_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "memberships"("facility_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_checks" ADD CONSTRAINT "membership_checks_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "memberships"("facility_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "liability_covers" ADD CONSTRAINT "liability_covers_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "facilities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_tasks" ADD CONSTRAINT "membership_tasks_facility_id_fkey" FOREIGN KEY ("facility_id") REFERENCES "memberships"("facility_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_tasks" ADD CONSTRAINT "membership_tasks_move_id_fkey" FOREIGN KEY ("move_id") REFERENCES "membership_moves"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What only a database can promise.
ALTER TABLE "facilities"
  ADD CONSTRAINT "facilities_merged" CHECK ("merged_into_id" IS NULL OR ("merged_into_id" <> "id" AND "closed_on" IS NOT NULL));
ALTER TABLE "memberships"
  ADD CONSTRAINT "memberships_state" CHECK ("state" IN ('listed', 'applied', 'checking', 'refused', 'admitted', 'suspended', 'closed', 'merged')),
  ADD CONSTRAINT "memberships_admitted" CHECK ("state" <> 'admitted' OR "admitted_at" IS NOT NULL);
ALTER TABLE "membership_moves"
  ADD CONSTRAINT "membership_moves_why" CHECK ("reason" <> '');
ALTER TABLE "membership_checks"
  ADD CONSTRAINT "membership_checks_state" CHECK ("state" IN ('open', 'checked', 'failed', 'waived')),
  ADD CONSTRAINT "membership_checks_who" CHECK (("state" = 'open') = ("checked_by" IS NULL AND "checked_at" IS NULL)),
  ADD CONSTRAINT "membership_checks_why" CHECK ("state" NOT IN ('failed', 'waived') OR "note" <> '');
ALTER TABLE "liability_covers"
  ADD CONSTRAINT "liability_covers_euro" CHECK ("euro" > 0);
CREATE TRIGGER "membership_checklists_stay" BEFORE UPDATE OR DELETE ON "membership_checklists" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "membership_moves_stay" BEFORE UPDATE OR DELETE ON "membership_moves" FOR EACH ROW EXECUTE FUNCTION keep_as_written();
CREATE TRIGGER "liability_covers_stay" BEFORE UPDATE OR DELETE ON "liability_covers" FOR EACH ROW EXECUTE FUNCTION keep_as_written();

-- Whoever checked a facility does not decide on it, whatever roles they hold.
CREATE FUNCTION check_membership_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.after IN ('admitted', 'refused') AND NEW.before IN ('applied', 'checking')
    AND (EXISTS (SELECT FROM membership_checks c WHERE c.facility_id = NEW.facility_id AND c.checked_by = NEW.moved_by)
      OR EXISTS (SELECT FROM liability_covers c WHERE c.facility_id = NEW.facility_id AND c.noted_by = NEW.moved_by)) THEN
    RAISE EXCEPTION 'the decider of a membership has checked it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "membership_moves_two_people" BEFORE INSERT ON "membership_moves" FOR EACH ROW EXECUTE FUNCTION check_membership_decider();

-- The one order of facilities under a topic, now without those that are suspended.
CREATE OR REPLACE FUNCTION facilities_of_topic(wanted text)
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
    FROM weighed r JOIN facilities f ON f.id = r.facility_id AND f.closed_on IS NULL AND f.suspended_at IS NULL
    WHERE NOT EXISTS (SELECT FROM exclusions x WHERE x.facility_id = r.facility_id AND x.topic_id = wanted)
    ORDER BY r.facility_id, r.is_direct DESC, r.weight DESC, r.partial DESC, r.source_date DESC NULLS LAST, r.place)
  SELECT facility_id, is_direct, strength, source_date, via_id,
    (row_number() OVER (ORDER BY is_direct DESC, weight DESC, has_number DESC, partial DESC, source_date DESC NULLS LAST, common_name, facility_id))::int
  FROM chosen
$$;
