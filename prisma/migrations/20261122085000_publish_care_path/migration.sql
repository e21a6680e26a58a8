-- AlterTable
ALTER TABLE "care_rules" ADD COLUMN     "note" TEXT,
ADD COLUMN     "published_by" UUID;

-- The web reads the rules and cannot write them but through this: the next version and no other, with the moves of the
-- one before it. False where somebody else was first. The lock is the one that loading the reference data takes.
CREATE FUNCTION publish_care_path(body jsonb, note text, person uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  latest integer;
  wanted integer := (body->>'version')::integer;
BEGIN
  PERFORM pg_advisory_xact_lock(720319);
  SELECT max(r.version) INTO latest FROM public.care_rules r;
  IF wanted IS DISTINCT FROM latest + 1 THEN
    RETURN false;
  END IF;
  IF person IS NULL OR EXISTS (
    (SELECT s->>'key', n FROM jsonb_array_elements(body->'states') s, jsonb_array_elements_text(s->'next') n
     EXCEPT SELECT m.before, m.after FROM public.care_moves m WHERE m.version = latest)
    UNION ALL
    (SELECT m.before, m.after FROM public.care_moves m WHERE m.version = latest
     EXCEPT SELECT s->>'key', n FROM jsonb_array_elements(body->'states') s, jsonb_array_elements_text(s->'next') n)) THEN
    RAISE EXCEPTION 'rules published in the portal are somebody''s, and keep the moves of the version before' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO public.care_rules (version, published_on, body, note, published_by) VALUES (wanted, (body->>'publishedOn')::date, body, note, person);
  INSERT INTO public.care_moves (version, before, after) SELECT wanted, m.before, m.after FROM public.care_moves m WHERE m.version = latest;
  RETURN true;
END
$$;
REVOKE EXECUTE ON FUNCTION publish_care_path(jsonb, text, uuid) FROM PUBLIC;
