-- CreateIndex
CREATE INDEX "facilities_lat_lon_idx" ON "facilities"("lat", "lon");

-- CreateIndex
CREATE INDEX "offers_topic_id_is_sourced_facility_id_idx" ON "offers"("topic_id", "is_sourced" DESC, "facility_id");
