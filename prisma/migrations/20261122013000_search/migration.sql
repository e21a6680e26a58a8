-- CreateTable
CREATE TABLE "search_documents" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,

    CONSTRAINT "search_documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_phrases" (
    "id" SERIAL NOT NULL,
    "document_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "is_name" BOOLEAN NOT NULL,
    "size" SMALLINT NOT NULL,

    CONSTRAINT "search_phrases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_terms" (
    "id" SERIAL NOT NULL,
    "term" TEXT NOT NULL,
    "phrases" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "search_terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_postings" (
    "term_id" INTEGER NOT NULL,
    "phrase_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "search_postings_pkey" PRIMARY KEY ("term_id","phrase_id","position")
);

-- CreateTable
CREATE TABLE "search_variants" (
    "variant" TEXT NOT NULL,
    "term_id" INTEGER NOT NULL,

    CONSTRAINT "search_variants_pkey" PRIMARY KEY ("variant","term_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "search_documents_kind_ref_key" ON "search_documents"("kind", "ref");

-- CreateIndex
CREATE INDEX "search_phrases_document_id_idx" ON "search_phrases"("document_id");

-- CreateIndex
CREATE UNIQUE INDEX "search_terms_term_key" ON "search_terms"("term");

-- By how a term begins, in any collation. An expression, because Prisma can not say an operator class for plain columns.
CREATE INDEX "search_terms_prefix" ON "search_terms" (lower("term") text_pattern_ops);

-- CreateIndex
CREATE INDEX "search_terms_letters" ON "search_terms" USING GIN ("term" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "search_postings_phrase_id_idx" ON "search_postings"("phrase_id");

-- CreateIndex
CREATE INDEX "search_variants_term_id_idx" ON "search_variants"("term_id");

-- AddForeignKey
ALTER TABLE "search_phrases" ADD CONSTRAINT "search_phrases_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "search_documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_postings" ADD CONSTRAINT "search_postings_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "search_terms"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_postings" ADD CONSTRAINT "search_postings_phrase_id_fkey" FOREIGN KEY ("phrase_id") REFERENCES "search_phrases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_variants" ADD CONSTRAINT "search_variants_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "search_terms"("id") ON DELETE CASCADE ON UPDATE CASCADE;
