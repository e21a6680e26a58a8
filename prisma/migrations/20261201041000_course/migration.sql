-- Where a case stands is its state and a few facts that split a state into what different people do; who has it follows
-- from both. They lie with the request, so that a queue is one index and nothing has to be put together to know whose
-- turn it is.
ALTER TABLE "requests"
  ADD COLUMN "facts" JSONB NOT NULL DEFAULT '{"draft":"none","visit":"none","plan":"none","words":"none","asker":"none","facility":"none","fee":"none"}',
  ADD COLUMN "holder" TEXT NOT NULL DEFAULT 'patient';

UPDATE "requests" r SET "version" = "version" + 1, "facts" = jsonb_build_object(
  'draft', coalesce((
    SELECT CASE
      WHEN o.state = 'draft' THEN 'open'
      WHEN o.state = 'second-reading' AND o.agreed_at IS NULL THEN 'handed-in'
      WHEN o.state = 'second-reading' THEN 'agreed'
      WHEN o.opened_at IS NULL THEN 'signed' ELSE 'opened' END
    FROM opinions o WHERE o.request_id = r.id ORDER BY o.version DESC LIMIT 1), 'none'),
  'visit', CASE WHEN r.state = 'visit-planned' THEN coalesce((SELECT v.state FROM visits v WHERE v.request_id = r.id AND v.state IN ('asked', 'planned') LIMIT 1), 'asked') ELSE 'none' END,
  'plan', coalesce((SELECT p.state FROM care_plans p WHERE p.request_id = r.id AND p.state IN ('sent', 'accepted', 'declined', 'lapsed') ORDER BY p.version DESC LIMIT 1), 'none'),
  'words', CASE WHEN r.state IN ('translation', 'opinion-translation') THEN
    CASE WHEN EXISTS (SELECT FROM translations t WHERE t.request_id = r.id AND t.state IN ('ordered', 'machine')) THEN 'ordered'
      WHEN EXISTS (SELECT FROM translations t WHERE t.request_id = r.id AND t.state = 'taken') THEN 'taken' ELSE 'done' END ELSE 'none' END,
  'asker', CASE WHEN r.state = 'waiting-information' THEN
    coalesce((SELECT CASE s.before WHEN 'triage' THEN 'medical-triage' ELSE 'specialist' END FROM request_stays s WHERE s.request_id = r.id AND s.left_at IS NULL), 'specialist') ELSE 'none' END,
  'facility', CASE WHEN EXISTS (SELECT FROM referrals f WHERE f.request_id = r.id AND f.state IN ('accepted', 'done')) THEN 'here' ELSE 'none' END,
  'fee', CASE WHEN r.state = 'payment' THEN 'asked' ELSE 'none' END);

UPDATE "requests" r SET "version" = "version" + 1, "holder" = CASE
  WHEN r.state IN ('sent', 'complete', 'signed') OR (r.state = 'opinion-translation' AND r.facts->>'words' = 'done') THEN 'system'
  WHEN r.state IN ('first-contact', 'material-check', 'declined-by-all') THEN 'case-coordinator'
  WHEN r.state IN ('translation', 'opinion-translation') THEN 'translator'
  WHEN r.state IN ('offered-facility', 'plan-asked') OR (r.state = 'visit-planned' AND r.facts->>'visit' = 'asked')
    OR (r.state = 'delivered' AND r.facts->>'plan' = 'accepted' AND r.facts->>'facility' = 'here') THEN 'facility-coordinator'
  WHEN r.state = 'triage' THEN 'medical-triage'
  WHEN r.state = 'second-reading' AND r.facts->>'draft' <> 'agreed' THEN 'second-reader'
  WHEN r.state IN ('offered-specialist', 'reading', 'visit-planned', 'visit-held', 'second-reading', 'questions') THEN 'specialist'
  WHEN r.state IN ('not-possible', 'withdrawn', 'closed') THEN 'nobody'
  ELSE 'patient' END;

ALTER TABLE "requests" ADD CONSTRAINT "requests_holder" CHECK ("holder" IN
  ('patient', 'system', 'nobody', 'case-coordinator', 'translator', 'facility-coordinator', 'medical-triage', 'specialist', 'second-reader'));
CREATE INDEX "requests_holder_due_at_idx" ON "requests"("holder", "due_at");

-- What an earlier facility had begun to write is given up when the patient chooses anew: it never becomes the opinion.
ALTER TABLE "opinions" DROP CONSTRAINT "opinions_state";
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_state" CHECK ("state" IN ('draft', 'second-reading', 'signed', 'given-up'));

-- That the patient said they have paid, and that the facility has read that its plan was accepted.
ALTER TABLE "referrals" ADD COLUMN "said_paid_at" TIMESTAMPTZ(3);
ALTER TABLE "care_plans" ADD COLUMN "confirmed_at" TIMESTAMPTZ(3);

-- An agreement also ends by itself when its purpose is over: a facility that says no, or whose time is over, no longer reads.
-- Nobody took it back then.
ALTER TABLE "consents" DROP CONSTRAINT "consents_withdrawal";
ALTER TABLE "consents" ADD CONSTRAINT "consents_withdrawal" CHECK ("withdrawn_by" IS NULL OR "withdrawn_at" IS NOT NULL);
