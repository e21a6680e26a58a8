-- AlterTable
ALTER TABLE "opinion_terms" ALTER COLUMN "families" SET DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "languages" SET DEFAULT ARRAY[]::TEXT[],
ALTER COLUMN "countries_not_served" SET DEFAULT ARRAY[]::TEXT[];

ALTER TABLE "opinion_terms" ALTER COLUMN "families" SET NOT NULL, ALTER COLUMN "languages" SET NOT NULL, ALTER COLUMN "countries_not_served" SET NOT NULL;
