import "server-only";
import { orderableServices } from "@/partners/listing/queries";
import { rows, sql } from "@/platform/db/sql";
import { requiredNumber } from "@/platform/settings";
import { milan, offsetAt } from "@/platform/zones";
import type { Needs } from "../needs/rules";
import type { LegRule } from "../templates/rules";
import { type Candidate, type Reasons, shortlist } from "./rules";

type Looking = {
  rule: LegRule;
  needs: Needs;
  startsAt: Date | null;
  airportId: string;
  /** The two letters of the facility's province. */
  province: string;
  /** Its town, where that is known: whoever serves the province serves it too. */
  town: string | null;
};

/** The area in which a leg is looked for, as a place of the catalogue. */
async function areaOf({ rule, airportId, province, town }: Looking): Promise<string | undefined> {
  if (rule.area === "anywhere") return undefined;
  if (rule.area === "airport") return airportId;
  if (town) return town;
  const found = await rows<{ id: string }>(
    sql`SELECT id FROM places WHERE kind = 'province' AND province = ${province}`,
  );
  return found[0]?.id;
}

/** Partners for a leg with the reasons why they stand where they do. */
export async function shortlistFor(
  looking: Looking,
): Promise<(Candidate & { reasons: Reasons })[]> {
  const { rule, needs, startsAt } = looking;
  if (rule.category === null) return [];
  const category = needs.mobility === "lies" && rule.lying ? rule.lying : rule.category;
  const area = await areaOf(looking);
  const services = await orderableServices({ category, page: 1, ...(area ? { area } : {}) });
  const [punctual, fewestTrips] = await Promise.all([
    requiredNumber("journey", "punctual-minutes"),
    requiredNumber("journey", "fewest-trips"),
  ]);
  const candidates = await rows<Candidate>(sql`
    SELECT s.id AS "serviceId", s.partner_id AS "partnerId", p.name, p.slug, s.body ->> 'name' AS service, s.languages, s.features,
      ARRAY(SELECT jsonb_array_elements_text(s.body -> 'days')::int) AS days, s.body ->> 'opens' AS opens, s.body ->> 'closes' AS closes,
      s.price_model AS "priceModel", s.from_cents AS "fromCents", s.to_cents AS "toCents",
      (SELECT max(c.checked_at)::date::text FROM partner_checks c WHERE c.partner_id = p.id AND c.is_needed AND c.state IN ('checked', 'waived')) AS "checkedOn",
      t.trips, t."onTime", (SELECT count(*)::int FROM journey_offers f WHERE f.partner_id = p.id AND f.asked_at > now() - interval '90 days') AS asked
    FROM partner_services s JOIN partners p ON p.id = s.partner_id
      CROSS JOIN LATERAL (SELECT count(*)::int AS trips, count(*) FILTER (WHERE EXISTS (SELECT FROM journey_steps e WHERE e.order_id = o.id AND e.kind IN ('arrived', 'started')
          AND e.at <= o.starts_at + ${punctual}::int * interval '1 minute'))::int AS "onTime"
        FROM journey_orders o WHERE o.partner_id = p.id AND o.state IN ('done', 'no-show') AND o.starts_at > now() - interval '1 year') t
    WHERE s.id = ANY (${services.map(({ id }) => id)}::uuid[])`);
  const wall = startsAt ? new Date(startsAt.getTime() + offsetAt(milan, startsAt.getTime())) : null;
  return shortlist(candidates, {
    needs,
    startsAt,
    weekday: wall ? wall.getUTCDay() || 7 : 1,
    time: wall ? wall.toISOString().slice(11, 16) : "12:00",
    fewestTrips,
  });
}
