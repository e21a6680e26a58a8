-- The papers for a visa: the facility's declaration and the attestation of the deposit, as they were signed.

-- CreateTable
CREATE TABLE "visa_files" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "journey_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "language" CHAR(2) NOT NULL,
    "body" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "signed_by" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "visa_files_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "visa_files_code_key" ON "visa_files"("code");

-- CreateIndex
CREATE INDEX "visa_files_journey_id_idx" ON "visa_files"("journey_id");

-- AddForeignKey
ALTER TABLE "visa_files" ADD CONSTRAINT "visa_files_journey_id_fkey" FOREIGN KEY ("journey_id") REFERENCES "journeys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What only a database can promise: one of a journey stands, and what was signed stays as it was.
CREATE UNIQUE INDEX "visa_files_one_stands" ON "visa_files" ("journey_id") WHERE "replaced_at" IS NULL;
CREATE FUNCTION keep_visa_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.journey_id, NEW.code, NEW.language, NEW.body, NEW.hash, NEW.signed_by, NEW.signed_at) IS DISTINCT FROM (OLD.id, OLD.journey_id, OLD.code, OLD.language, OLD.body, OLD.hash, OLD.signed_by, OLD.signed_at) THEN
    RAISE EXCEPTION 'a signed visa file stays as it is' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "visa_files_stay" BEFORE UPDATE OR DELETE ON "visa_files" FOR EACH ROW EXECUTE FUNCTION keep_visa_file();
