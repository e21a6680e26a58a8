-- What is referred to is looked for from the other side when it changes or goes: without an index that is a scan.
-- CreateIndex
CREATE INDEX "assignments_referral_id_idx" ON "assignments"("referral_id");

-- CreateIndex
CREATE INDEX "care_plans_referral_id_idx" ON "care_plans"("referral_id");

-- CreateIndex
CREATE INDEX "catalogue_questions_topic_id_idx" ON "catalogue_questions"("topic_id");

-- CreateIndex
CREATE INDEX "email_links_invitation_id_idx" ON "email_links"("invitation_id");

-- CreateIndex
CREATE INDEX "exclusions_topic_id_idx" ON "exclusions"("topic_id");

-- CreateIndex
CREATE INDEX "invitations_facility_id_idx" ON "invitations"("facility_id");

-- CreateIndex
CREATE INDEX "opinion_questions_opinion_id_idx" ON "opinion_questions"("opinion_id");

-- CreateIndex
CREATE INDEX "opinions_author_id_idx" ON "opinions"("author_id");

-- CreateIndex
CREATE INDEX "opinions_reader_id_idx" ON "opinions"("reader_id");

-- CreateIndex
CREATE INDEX "opinions_referral_id_idx" ON "opinions"("referral_id");

-- CreateIndex
CREATE INDEX "requests_facility_id_idx" ON "requests"("facility_id");

-- CreateIndex
CREATE INDEX "requests_owner_id_idx" ON "requests"("owner_id");

-- CreateIndex
CREATE INDEX "requests_topic_id_idx" ON "requests"("topic_id");

-- CreateIndex
CREATE INDEX "sessions_grant_id_idx" ON "sessions"("grant_id");

-- CreateIndex
CREATE INDEX "translations_opinion_id_idx" ON "translations"("opinion_id");

-- CreateIndex
CREATE INDEX "translations_paper_id_idx" ON "translations"("paper_id");

-- CreateIndex
CREATE INDEX "uploads_link_id_idx" ON "uploads"("link_id");

-- CreateIndex
CREATE INDEX "visits_referral_id_idx" ON "visits"("referral_id");
