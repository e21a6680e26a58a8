-- The index is held by the process that answers, made from the catalogue's own tables: nothing of it is kept here.
DROP TABLE "search_variants";
DROP TABLE "search_postings";
DROP TABLE "search_terms";
DROP TABLE "search_phrases";
DROP TABLE "search_documents";
DELETE FROM "loaded_contents" WHERE "name" IN ('search', 'search-horizon');

-- CreateTable
CREATE TABLE "search_entries" (
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "search_entries_pkey" PRIMARY KEY ("kind","id")
);

ALTER TABLE "search_entries" ADD CONSTRAINT "search_entries_kind" CHECK ("kind" IN ('concept', 'story', 'unlisted', 'drug'));

-- Whoever holds these words reads them anew when one changes.
CREATE TRIGGER published_insert AFTER INSERT ON "search_entries" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_published_change('SELECT ''search:'' || kind FROM $rows r', 'search');
CREATE TRIGGER published_update AFTER UPDATE ON "search_entries" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_published_change('SELECT ''search:'' || kind FROM $rows r', 'search');
CREATE TRIGGER published_delete AFTER DELETE ON "search_entries" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_published_change('SELECT ''search:'' || kind FROM $rows r', 'search');
