import { z } from "zod";
import { categories } from "@/partners/categories/rules";
import { inOrder, journeyFacts, legKeys, milestoneKinds, places } from "./rules";

const Offset = z.strictObject({
  amount: z.number().int().min(-400).max(400),
  unit: z.enum(["minutes", "hours", "days", "working-days"]),
});
const Kind = z.enum(milestoneKinds);
const Anchor = z.strictObject({ milestone: Kind, from: Offset, to: Offset, usual: Offset });
const Limit = z.strictObject({
  amount: z.number().positive().max(1000),
  unit: z.enum(["hours", "working-hours", "working-days", "days"]),
});
const Day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** A version of the rules of journeys, as it lies in a file and in the database. A circle of milestones is refused here. */
export const TemplateFile = z
  .strictObject({
    version: z.number().int().positive(),
    publishedOn: Day,
    milestones: z
      .array(
        z.strictObject({
          kind: Kind,
          owner: z.enum(["patient", "facility", "portal"]),
          hangsOn: z.strictObject({ milestone: Kind, usual: Offset }).optional(),
          onMove: z.enum(["shift", "stay"]),
          when: z.enum(journeyFacts).optional(),
        }),
      )
      .min(1),
    order: z.array(z.tuple([Kind, Kind])),
    legs: z.array(
      z.strictObject({
        key: z.enum(legKeys),
        category: z.enum(categories).nullable(),
        lying: z.enum(categories).optional(),
        subject: z.enum(["patient", "companion", "both"]),
        when: z.enum(journeyFacts).optional(),
        start: Anchor,
        end: Anchor,
        tolerance: Offset,
        lead: Offset,
        area: z.enum(["airport", "facility", "anywhere"]),
        from: z.enum(places).optional(),
        to: z.enum(places).optional(),
      }),
    ),
    limits: z.strictObject({
      answer: Limit,
      urgentAnswer: Limit,
      urgentHours: z.number().int().positive(),
      dates: Limit,
      coordinator: Limit,
      askedAtOnce: z.number().int().min(1).max(10),
      amendmentByPartner: Limit,
    }),
  })
  .refine(({ milestones }) => inOrder(milestones) !== null, {
    path: ["milestones"],
    error: "circle",
  })
  .refine(
    ({ milestones, legs, order }) => {
      const known = new Set(milestones.map(({ kind }) => kind));
      return (
        known.size === milestones.length &&
        new Set(legs.map(({ key }) => key)).size === legs.length &&
        legs.every(({ start, end }) => known.has(start.milestone) && known.has(end.milestone)) &&
        order.flat().every((kind) => known.has(kind))
      );
    },
    { path: ["legs"], error: "unknown" },
  );
