import { z } from "zod";
import { stateKeys } from "./rules";

const Limit = z.object({ amount: z.number().positive(), unit: z.enum(["minutes", "hours", "days", "working-hours", "working-days"]) });

const State = z.object({
  key: z.enum(stateKeys),
  number: z.string(),
  holder: z.enum([
    "patient",
    "system",
    "nobody",
    "case-coordinator",
    "material-coordinator",
    "translator",
    "facility-coordinator",
    "medical-triage",
    "specialist",
    "second-reader",
  ]),
  clock: z.enum(["none", "running", "paused", "ended"]),
  fhir: z.string().nullable(),
  next: z.array(z.enum(stateKeys)),
  limit: Limit.optional(),
  /** Where a team reads instead of one specialist. */
  teamLimit: Limit.optional(),
  /** Class A halves the limit. */
  halves: z.boolean().default(false),
  /** Days after entry on which whoever has the ball is reminded. */
  reminders: z.array(z.number().int().positive()).default([]),
  after: z.object({ days: z.number().int().positive(), state: z.enum([...stateKeys, "deleted"]) }).optional(),
});

const Day = z.iso.date();

/** A version of the care path, as it lies among the reference data and in the database. Throws where it does not fit together. */
export const CarePath = z
  .object({
    version: z.number().int().positive(),
    publishedOn: Day,
    calendar: z.object({
      timeZone: z.string(),
      days: z.array(z.number().int().min(1).max(7)).min(1),
      from: z.string().regex(/^\d\d:\d\d$/),
      to: z.string().regex(/^\d\d:\d\d$/),
      holidays: z.array(Day),
    }),
    states: z.array(State),
    countriesNotServed: z.array(z.string().length(2)),
    emergencyNumbers: z.record(z.string().length(2), z.string()),
    redFlags: z.array(z.string()),
    documents: z.object({ all: z.array(z.string()), families: z.record(z.string(), z.array(z.string())) }),
    familyOfDistrict: z.record(z.string(), z.string()),
    /** What the earlier doctor advised: closed to the specialist until the first judgement is written down. */
    firstAdvice: z.object({ answers: z.array(z.string()), papers: z.array(z.string()) }).default({ answers: ["proposed"], papers: ["doctor-report"] }),
    /** Kinds of papers that are images, one of the groups that a patient agrees to show. */
    imaging: z.array(z.string()).default(["imaging-dicom", "x-ray", "ultrasound", "oct"]),
    /** How many facilities a patient may choose, and how many specialists of one are asked. */
    most: z.object({ facilities: z.number().int().min(1).max(3), specialists: z.number().int().min(1) }).default({ facilities: 3, specialists: 3 }),
    opinion: z
      .object({ callAfterDays: z.number().positive(), planDays: z.number().int().positive(), machineHours: z.number().positive() })
      .default({ callAfterDays: 2, planDays: 30, machineHours: 1 }),
    complaint: z
      .object({ acknowledge: Limit, answer: Limit })
      .default({ acknowledge: { amount: 2, unit: "working-days" }, answer: { amount: 20, unit: "working-days" } }),
  })
  .refine((path) => stateKeys.every((key) => path.states.filter((state) => state.key === key).length === 1), "each state stands in it once")
  .refine(
    (path) => path.states.every((state) => (state.clock === "running") === (state.limit !== undefined) || state.clock === "paused"),
    "where the clock runs there is a limit",
  );

export type CarePath = z.output<typeof CarePath>;
export type CareState = z.output<typeof State>;
