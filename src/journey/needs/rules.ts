import type { Feature } from "@/partners/categories/rules";

/** How somebody moves. Each has words under `journey.mobility`. */
export const mobilities = ["walks", "wheelchair-seat", "wheelchair-stays", "lies"] as const;
type Mobility = (typeof mobilities)[number];

/** All that a partner ever hears of somebody's needs: what a vehicle, a room or a helper must be able to do. Nothing medical. */
export type Needs = {
  mobility: Mobility;
  /** Litres a minute; null is none. */
  oxygen: number | null;
  isolation: boolean;
  luggage: number;
  childSeats: number;
  languages: string[];
};

/** What a partner hears once it is ordered, and where it has to go. */
export type Meeting = {
  firstName: string;
  /** What stands on the sign at the airport. */
  sign: string;
  /** The telephone of the day. */
  phone: string;
  /** Where the door is that the journey begins and ends at. */
  address: string;
};

export type Details = { needs: Needs; meeting: Meeting };

/** What a service must be able to do for these needs. */
export const featuresFor = ({ mobility, oxygen, childSeats }: Needs): Feature[] => [
  ...(mobility.startsWith("wheelchair") ? (["wheelchair"] as const) : []),
  ...(mobility === "lies" ? (["stretcher"] as const) : []),
  ...(oxygen === null ? [] : (["oxygen"] as const)),
  ...(childSeats > 0 ? (["child-seat"] as const) : []),
];
