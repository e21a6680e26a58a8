-- A folder is sent as many files: the images of one series then lie with several papers, and are put together by this.
ALTER TABLE "series" ADD COLUMN "uid_hash" BYTEA NOT NULL;
