-- When a stay is looked at next, so that a round reads what is due and not every open request. A new stay is looked at in
-- the round that follows it, which then knows the next time.
ALTER TABLE "request_stays" ADD COLUMN "look_at" TIMESTAMPTZ(3) DEFAULT '-infinity';
CREATE INDEX "request_stays_look_at" ON "request_stays" ("look_at") WHERE "left_at" IS NULL;

-- Jobs took the names of the domains that do them; what waits under an old name goes on under the new one.
DO $$
BEGIN
  IF to_regclass('graphile_worker._private_tasks') IS NOT NULL THEN
    UPDATE graphile_worker._private_tasks t SET identifier = n.new FROM (VALUES
      ('second-opinion:requests:receive', 'cases:requests:receive'),
      ('second-opinion:proposals:make', 'opinions:proposals:make'),
      ('second-opinion:opinions:deliver', 'opinions:deliveries:deliver'),
      ('second-opinion:opinions:finish', 'opinions:deliveries:finish'),
      ('second-opinion:translations:machine', 'opinions:translations:machine'),
      ('second-opinion:uploads:take', 'documents:uploads:take'),
      ('second-opinion:papers:examine', 'documents:papers:examine')) AS n (old, new)
    WHERE t.identifier = n.old AND NOT EXISTS (SELECT FROM graphile_worker._private_tasks o WHERE o.identifier = n.new);
  END IF;
END
$$;
