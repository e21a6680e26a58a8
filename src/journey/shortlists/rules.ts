import { featuresFor, type Needs } from "../needs/rules";

/** A service as it is weighed for a leg. */
export type Candidate = {
  serviceId: string;
  partnerId: string;
  name: string;
  slug: string;
  service: string;
  languages: string[];
  features: string[];
  days: number[];
  opens: string;
  closes: string;
  priceModel: string;
  fromCents: number | null;
  toCents: number | null;
  /** When what was asked of the firm was last found in order, as an ISO day. */
  checkedOn: string | null;
  /** Trips of the last year, and how many of them began in time. */
  trips: number;
  onTime: number;
  /** How often it was asked in the last ninety days: who was asked least comes first, where all else is even. */
  asked: number;
};

export type Wish = {
  needs: Needs;
  startsAt: Date | null;
  /** 1 is Monday; on Milan's calendar. */
  weekday: number;
  /** "08:30" on Milan's clocks. */
  time: string;
  fewestTrips: number;
};

export type Reasons = {
  languages: string[];
  isOpen: boolean;
  features: string[];
  /** Share of trips in time, where there are enough of them. */
  punctuality: number | null;
};

const isOpenAt = ({ days, opens, closes }: Candidate, { weekday, time }: Wish): boolean =>
  days.includes(weekday) &&
  (opens === closes ||
    (opens < closes ? opens <= time && time < closes : time >= opens || time < closes));

const reasonsFor = (candidate: Candidate, wish: Wish): Reasons => ({
  languages: wish.needs.languages.filter((one) => candidate.languages.includes(one)),
  isOpen: wish.startsAt === null || isOpenAt(candidate, wish),
  features: featuresFor(wish.needs).filter((one) => candidate.features.includes(one)),
  punctuality: candidate.trips >= wish.fewestTrips ? candidate.onTime / candidate.trips : null,
});

/**
 * Those who can do what is needed, in an order that follows from what the patient reads: a language in common, open at
 * that time, punctual by real trips, then whoever was asked least. Nobody can pay for a place.
 */
export function shortlist(
  candidates: readonly Candidate[],
  wish: Wish,
): (Candidate & { reasons: Reasons })[] {
  const needed = featuresFor(wish.needs);
  const bucket = (share: number | null) =>
    share === null ? 1 : share >= 0.9 ? 2 : share >= 0.7 ? 1 : 0;
  return candidates
    .filter(({ features }) => needed.every((one) => features.includes(one)))
    .map((candidate) => ({ ...candidate, reasons: reasonsFor(candidate, wish) }))
    .sort(
      (a, b) =>
        Number(b.reasons.languages.length > 0) - Number(a.reasons.languages.length > 0) ||
        Number(b.reasons.isOpen) - Number(a.reasons.isOpen) ||
        bucket(b.reasons.punctuality) - bucket(a.reasons.punctuality) ||
        a.asked - b.asked ||
        (a.serviceId < b.serviceId ? -1 : 1),
    );
}
