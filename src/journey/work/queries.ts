import "server-only";
import type { Actor } from "@/platform/actor";
import { row, rows, type Sql, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { answersOrders } from "../access/policy";
import type { PastChange, StepView } from "../leg-pages/queries";
import type { OfferState, OrderState } from "../legs/rules";
import type { Meeting, Needs } from "../needs/rules";
import { StoredDetails } from "../needs/schema";
import { type OfferContent, StoredOffer } from "../offers/schema";
import { templateOf } from "../templates/queries";
import type { LegKey, Place } from "../templates/rules";
import { legRule } from "../templates/rules";

/**
 * What a partner sees of journeys, all of it read here: dates, places, people, needs of the closed list, and once it is
 * ordered a first name, a sign and the telephone of the day. The patient's agreement opens it and its end closes it.
 */
const isOpenTo = (partner: Sql): Sql =>
  sql`EXISTS (SELECT FROM consents c WHERE c.person_id = j.patient_id AND c.kind = 'journey' AND c.withdrawn_at IS NULL AND c.scope = j.code || ':partner:' || ${partner})`;

export type WorkLine = {
  id: string;
  kind: "offer" | "order";
  number: string | null;
  leg: LegKey;
  state: OfferState | OrderState;
  startsAt: Date;
  endsAt: Date;
  /** Until when an answer is due; null where none is. */
  dueAt: Date | null;
  facility: string;
  hasChange: boolean;
};

/** What waits for a firm's answer, what is agreed, and what is over, the most urgent first. */
export async function workOf(
  actor: Actor,
): Promise<{ toAnswer: WorkLine[]; agreed: WorkLine[]; over: WorkLine[] }> {
  if (!answersOrders(actor)) return { toAnswer: [], agreed: [], over: [] };
  const lines = await rows<WorkLine>(sql`
    SELECT o.id, 'offer' AS kind, NULL AS number, l.key AS leg, o.state, o.starts_at AS "startsAt", o.ends_at AS "endsAt", CASE o.state WHEN 'asked' THEN o.answer_by WHEN 'offered' THEN o.valid_until END AS "dueAt", f.common_name AS facility, false AS "hasChange"
    FROM journey_offers o JOIN journey_legs l ON l.id = o.leg_id JOIN journeys j ON j.id = l.journey_id JOIN facilities f ON f.id = j.facility_id
    WHERE o.partner_id = ${actor.partnerId} AND o.state IN ('asked', 'offered', 'lapsed', 'passed', 'ended', 'declined') AND NOT EXISTS (SELECT FROM journey_orders d WHERE d.offer_id = o.id)
      AND (o.state IN ('asked', 'offered') OR o.starts_at > now() - interval '30 days')
    UNION ALL
    SELECT o.id, 'order', o.number, l.key, o.state, o.starts_at, o.ends_at, CASE WHEN a.answer_by IS NOT NULL AND a.proposed_as <> 'partner' THEN a.answer_by ELSE o.answer_by END, f.common_name, a.id IS NOT NULL
    FROM journey_orders o JOIN journey_legs l ON l.id = o.leg_id JOIN journeys j ON j.id = l.journey_id JOIN facilities f ON f.id = j.facility_id
      LEFT JOIN journey_amendments a ON a.order_id = o.id AND a.state = 'proposed' AND (a.told_at IS NOT NULL OR a.proposed_as <> 'rule')
    WHERE o.partner_id = ${actor.partnerId} AND (o.state IN ('sent', 'confirmed', 'under-way', 'disputed') OR o.starts_at > now() - interval '60 days')
    ORDER BY 8 NULLS LAST, 6 LIMIT 500`);
  const waits = ({ state, dueAt }: WorkLine) =>
    state === "asked" || state === "sent" || (state === "confirmed" && dueAt !== null);
  const runs = ({ state }: WorkLine) =>
    ["offered", "confirmed", "under-way", "disputed"].includes(state);
  return {
    toAnswer: lines.filter(waits),
    agreed: lines
      .filter((line) => !waits(line) && runs(line))
      .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
    over: lines
      .filter((line) => !waits(line) && !runs(line))
      .sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime()),
  };
}

export type WorkPage = {
  id: string;
  kind: "offer" | "order";
  number: string | null;
  leg: LegKey;
  state: OfferState | OrderState;
  version: number;
  startsAt: Date;
  endsAt: Date;
  answerBy: Date | null;
  validUntil: Date | null;
  facility: string;
  facilityAddress: string;
  airport: string;
  people: number;
  from: Place | null;
  to: Place | null;
  /** Null once the patient's agreement has ended. */
  needs: Needs | null;
  meeting: Meeting | null;
  content: OfferContent | null;
  cents: number | null;
  lateMinutes: number;
  steps: StepView[];
  changes: PastChange[];
  service: {
    fromCents: number | null;
    toCents: number | null;
    cancellation: OfferContent["cancellation"];
    included: string;
  };
};

type PageRow = Omit<
  WorkPage,
  "needs" | "meeting" | "content" | "steps" | "changes" | "from" | "to" | "service"
> &
  WrappedKey & {
    patientId: string;
    journeyId: string;
    sealed: string | null;
    content: unknown;
    templateVersion: number;
    steps: { kind: string; at: string; minutes: number | null }[];
    changes: (Omit<PastChange, "answerBy" | "proposedAt"> & {
      answerBy: string;
      proposedAt: string;
    })[];
    service: WorkPage["service"] | null;
  };

const pageColumns = (
  partner: string,
): Sql => sql`l.key AS leg, f.common_name AS facility, concat_ws(', ', f.street, f.postcode, f.comune) AS "facilityAddress", (SELECT n.name FROM place_names n WHERE n.place_id = j.airport_id AND n.is_main AND n.language = 'en') AS airport,
  j.people, j.id AS "journeyId", j.patient_id AS "patientId", j.template_version AS "templateVersion", CASE WHEN ${isOpenTo(sql`${partner}::text`)} THEN j.details END AS sealed, ${keyColumns}`;
const pageTables = sql`JOIN journey_legs l ON l.id = o.leg_id JOIN journeys j ON j.id = l.journey_id JOIN facilities f ON f.id = j.facility_id JOIN data_keys k ON k.person_id = j.patient_id`;

async function pageRow(partnerId: string, id: string): Promise<PageRow | null> {
  const service = sql`(SELECT json_build_object('fromCents', s.from_cents, 'toCents', s.to_cents, 'cancellation', s.body -> 'cancellation', 'included', s.body ->> 'included') FROM partner_services s WHERE s.id = b.service_id)`;
  return (
    (await row<PageRow>(sql`
      SELECT o.id, 'order' AS kind, o.number, o.state, o.version, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.answer_by AS "answerBy", NULL AS "validUntil", o.terms AS content, o.cents, o.late_minutes AS "lateMinutes", ${service} AS service,
        (SELECT coalesce(json_agg(json_build_object('kind', s.kind, 'at', s.at, 'minutes', s.minutes) ORDER BY s.at), '[]') FROM journey_steps s WHERE s.order_id = o.id) AS steps,
        (SELECT coalesce(json_agg(json_build_object('no', a.no, 'proposedAs', a.proposed_as, 'proposedAt', a.proposed_at, 'before', a.before, 'after', a.after, 'answerBy', a.answer_by, 'state', a.state) ORDER BY a.no DESC), '[]')
          FROM journey_amendments a WHERE a.order_id = o.id AND (a.told_at IS NOT NULL OR a.proposed_as <> 'rule')) AS changes, ${pageColumns(partnerId)}
      FROM journey_orders o JOIN journey_offers b ON b.id = o.offer_id ${pageTables} WHERE o.id::text = ${id} AND o.partner_id = ${partnerId}`)) ??
    (await row<PageRow>(sql`
      SELECT b.id, 'offer' AS kind, NULL AS number, b.state, b.version, b.starts_at AS "startsAt", b.ends_at AS "endsAt", b.answer_by AS "answerBy", b.valid_until AS "validUntil", b.content, NULL::int AS cents, 0 AS "lateMinutes", ${service} AS service, '[]'::json AS steps, '[]'::json AS changes, ${pageColumns(partnerId)}
      FROM journey_offers b JOIN LATERAL (SELECT b.leg_id) o ON true ${pageTables} WHERE b.id::text = ${id} AND b.partner_id = ${partnerId} AND b.state <> 'listed'`))
  );
}

/** One question for an offer, or one order, as its firm reads it. */
export async function workPage(actor: Actor, id: string): Promise<WorkPage | null> {
  if (!answersOrders(actor)) return null;
  const found = await pageRow(actor.partnerId, id);
  if (!found) return null;
  const {
    patientId,
    journeyId,
    sealed,
    keyId,
    masterKey,
    wrapped,
    templateVersion,
    content,
    steps,
    changes,
    service,
    ...page
  } = found;
  const rule = legRule(await templateOf(templateVersion), page.leg);
  const details =
    sealed === null
      ? null
      : StoredDetails.parse(
          JSON.parse(
            unseal(
              openPersonKey(patientId, { keyId, masterKey, wrapped }),
              `journeys.details:${journeyId}`,
              sealed,
            ),
          ),
        );
  return {
    ...page,
    from: rule?.from ?? null,
    to: rule?.to ?? null,
    needs: details?.needs ?? null,
    meeting: page.kind === "order" ? (details?.meeting ?? null) : null,
    content: content === null ? null : StoredOffer.parse(content),
    steps: steps.map((step) => ({ ...step, at: new Date(step.at) })),
    changes: changes.map((change) => ({
      ...change,
      answerBy: new Date(change.answerBy),
      proposedAt: new Date(change.proposedAt),
    })),
    service: service ?? { fromCents: null, toCents: null, cancellation: [], included: "" },
  };
}
