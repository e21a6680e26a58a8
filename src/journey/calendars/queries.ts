import "server-only";
import type { Actor } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { idOfLink, linkToken } from "@/platform/security/tokens";
import { journeysReadableBy } from "../journeys/queries";
import type { LegKey, MilestoneKind } from "../templates/rules";
import { type CalendarEvent, titleOfLeg, titleOfMilestone } from "./rules";

/** The token of a journey's calendar as it is now, for whoever plans the journey; null where none was made. */
export async function feedOf(actor: Actor, journeyId: string): Promise<string | null> {
  if (actor.kind !== "patient" && actor.kind !== "relative") return null;
  const found = await row<{ id: string }>(sql`
    SELECT f.id FROM journey_feeds f JOIN journeys j ON j.id = f.journey_id WHERE j.id = ${journeyId} AND f.ended_at IS NULL AND ${journeysReadableBy(actor)}`);
  return found && linkToken(found.id);
}

export type Feed = { code: string; language: Language; events: CalendarEvent[] };

/** The events behind a calendar's address: whoever has it reads times and places, no names and nothing medical. */
export async function feedBy(token: string): Promise<Feed | null> {
  const id = idOfLink(token);
  if (!id) return null;
  const feed = await row<{
    journeyId: string;
    code: string;
    language: Language;
    facility: string;
    address: string;
    airport: string | null;
  }>(sql`
    SELECT j.id AS "journeyId", j.code, f.language, c.common_name AS facility, concat_ws(', ', c.street, c.postcode, c.comune) AS address,
      (SELECT n.name FROM place_names n WHERE n.place_id = j.airport_id AND n.is_main AND n.language IN (f.language, 'en') ORDER BY n.language = f.language DESC LIMIT 1) AS airport
    FROM journey_feeds f JOIN journeys j ON j.id = f.journey_id JOIN facilities c ON c.id = j.facility_id WHERE f.id = ${id} AND f.ended_at IS NULL AND j.state IN ('open', 'closed')`);
  if (!feed) return null;
  const [orders, stones] = await Promise.all([
    rows<{
      legId: string;
      key: LegKey;
      startsAt: Date;
      endsAt: Date;
      sequence: number;
      isCancelled: boolean;
    }>(sql`
      SELECT DISTINCT ON (l.id) l.id AS "legId", l.key, o.starts_at AS "startsAt", o.ends_at AS "endsAt",
        (SELECT coalesce(sum(p.sequence + 1 + (p.state = 'cancelled')::int), 0)::int - 1 FROM journey_orders p WHERE p.leg_id = l.id AND p.ordered_at <= o.ordered_at) AS sequence, o.state = 'cancelled' AS "isCancelled"
      FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id WHERE l.journey_id = ${feed.journeyId} AND o.state IN ('confirmed', 'under-way', 'done', 'cancelled') ORDER BY l.id, o.ordered_at DESC`),
    rows<{ kind: MilestoneKind; startsAt: Date; sequence: number }>(sql`
      SELECT m.kind, m.starts_at AS "startsAt", (SELECT count(*)::int FROM journey_changes c WHERE c.journey_id = m.journey_id AND c.moves @> jsonb_build_array(jsonb_build_object('kind', m.kind))) AS sequence
      FROM journey_milestones m WHERE m.journey_id = ${feed.journeyId} AND m.certainty <> 'estimated'`),
  ]);
  const facility = `${feed.facility}, ${feed.address}`;
  return {
    code: feed.code,
    language: feed.language,
    events: [
      ...orders.map(({ legId, key, startsAt, endsAt, sequence, isCancelled }) => ({
        uid: `leg-${legId}`,
        sequence,
        title: titleOfLeg(key),
        start: startsAt,
        end: endsAt,
        place:
          key === "transfer-in"
            ? (feed.airport ?? "")
            : key === "transfer-hospital" || key.startsWith("interpreter")
              ? facility
              : "",
        isCancelled,
      })),
      ...stones.flatMap(({ kind, startsAt, sequence }) => {
        const title = titleOfMilestone(kind);
        return title
          ? [
              {
                uid: `${kind}-${feed.journeyId}`,
                sequence,
                title,
                start: startsAt,
                end: new Date(startsAt.getTime() + 3_600_000),
                place: title === "appointment" ? facility : (feed.airport ?? ""),
                isCancelled: false,
              },
            ]
          : [];
      }),
    ],
  };
}
