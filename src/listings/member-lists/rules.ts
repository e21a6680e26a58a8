import type { FacilityKind } from "@/catalogue/facilities/rules";
import type { MembershipList } from "./schema";

/** What is asked of a facility of a kind, in the order of the list. */
export const itemsFor = (list: MembershipList, kind: FacilityKind): string[] =>
  list.items
    .filter(({ kinds }) => kinds === undefined || kinds.includes(kind))
    .map(({ key }) => key);

export type Cover = { insurer: string; euro: number; until: string };

/** What a facility's cover lacks today, an ISO day; null where it is enough. */
export const coverFault = (
  cover: Cover | null,
  minimum: number,
  today: string,
): "noCover" | "coverEnded" | "coverLow" | null => {
  if (!cover) return "noCover";
  if (cover.until < today) return "coverEnded";
  return cover.euro < minimum ? "coverLow" : null;
};
