import "server-only";
import { rows, sql } from "@/platform/db/sql";
import type { Claim } from "../facilities/rules";

export type Figure = Claim & {
  indicator: string;
  category: string;
  year: number;
  value: number | null;
  note: string | null;
};

export async function figuresOf(facilityId: number): Promise<Figure[]> {
  return rows<Figure>(sql`
    SELECT g.indicator, g.category, g.year, g.value, g.note, true AS "isSourced", g.source_url AS "sourceUrl", g.source_date AS "sourceDate", g.read_on::text AS "readOn", g.confirmed_by::text AS "confirmedBy", g.confirmed_on::text AS "confirmedOn"
    FROM figures g WHERE g.facility_id = ${facilityId} ORDER BY g.indicator, g.year DESC, g.category`);
}

/** The beds and discharges of the open facilities in a hundred steps, to show one among all without ranking it. */
export type Spread = { beds: number[]; discharges: number[] };

export async function spreadOf(): Promise<Spread> {
  const [found] = await rows<Spread>(sql`
    SELECT coalesce(percentile_disc(ARRAY(SELECT i / 100.0 FROM generate_series(0, 100) i)) WITHIN GROUP (ORDER BY beds) FILTER (WHERE beds IS NOT NULL), '{}') AS beds,
      coalesce(percentile_disc(ARRAY(SELECT i / 100.0 FROM generate_series(0, 100) i)) WITHIN GROUP (ORDER BY discharges) FILTER (WHERE discharges IS NOT NULL), '{}') AS discharges
    FROM facilities WHERE closed_on IS NULL`);
  return found ?? { beds: [], discharges: [] };
}
