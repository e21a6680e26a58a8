import { z } from "zod";
import { NeededText, Text, Which } from "@/cases/requests/schema";
import { declineCodes, groups } from "./rules";

/** Fields "place-ID" and "groups-ID[]" of each facility shown; what has no place is not chosen. */
export const Choose = Which.loose().transform(({ requestId, version, ...fields }) => {
  const choices = Object.entries(fields).flatMap(([name, place]) => {
    const facilityId = /^place-(\d{1,9})$/.exec(name)?.[1];
    if (!facilityId || typeof place !== "string" || !/^[1-3]$/.test(place)) return [];
    const ticked = fields[`groups-${facilityId}`];
    return [
      {
        facilityId: Number(facilityId),
        place: Number(place),
        groups: groups.filter((one) => Array.isArray(ticked) && ticked.includes(one)),
      },
    ];
  });
  return { requestId, version, choices };
});
export type Choice = z.output<typeof Choose>["choices"][number];

export const Accept = Which.extend({ triage: z.uuid("choice") });
export const Decline = Which.extend({
  code: z.enum(declineCodes, "choice"),
  why: Text(2000).default(""),
});
export const Paid = Which.extend({ receipt: NeededText(100) });
export const Facility = Which.extend({ facilityId: z.coerce.number().int().positive() });
export const Override = Facility.extend({ why: NeededText(1000) });
