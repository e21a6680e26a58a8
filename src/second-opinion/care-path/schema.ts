import { z } from "zod";
import { storableText } from "@/platform/form";
import { countryList } from "../terms/rules";
import { limitUnits, paperKinds, type RulesChange, type StateKey, stateKeys } from "./rules";

const Limit = z.object({ amount: z.number().positive(), unit: z.enum(limitUnits) });

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
  after: z
    .object({ days: z.number().int().positive(), state: z.enum([...stateKeys, "deleted"]) })
    .optional(),
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
    documents: z.object({
      all: z.array(z.string()),
      families: z.record(z.string(), z.array(z.string())),
    }),
    familyOfDistrict: z.record(z.string(), z.string()),
    /** What the earlier doctor advised: closed to the specialist until the first judgement is written down. */
    firstAdvice: z
      .object({ answers: z.array(z.string()), papers: z.array(z.string()) })
      .default({ answers: ["proposed"], papers: ["doctor-report"] }),
    /** Kinds of papers that are images, one of the groups that a patient agrees to show. */
    imaging: z.array(z.string()).default(["imaging-dicom", "x-ray", "ultrasound", "oct"]),
    /** How many facilities a patient may choose, and how many specialists of one are asked. */
    most: z
      .object({ facilities: z.number().int().min(1).max(3), specialists: z.number().int().min(1) })
      .default({ facilities: 3, specialists: 3 }),
    opinion: z
      .object({
        callAfterDays: z.number().positive(),
        planDays: z.number().int().positive(),
        machineHours: z.number().positive(),
      })
      .default({ callAfterDays: 2, planDays: 30, machineHours: 1 }),
    complaint: z
      .object({ acknowledge: Limit, answer: Limit })
      .default({
        acknowledge: { amount: 2, unit: "working-days" },
        answer: { amount: 20, unit: "working-days" },
      }),
  })
  .refine(
    (path) =>
      stateKeys.every((key) => path.states.filter((state) => state.key === key).length === 1),
    "each state stands in it once",
  )
  .refine(
    (path) =>
      path.states.every(
        (state) =>
          (state.clock === "running") === (state.limit !== undefined) || state.clock === "paused",
      ),
    "where the clock runs there is a limit",
  );

export type CarePath = z.output<typeof CarePath>;
export type CareState = z.output<typeof State>;

const Time = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, "date");
const inParts = (text: string) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
const List = z.string().max(6000, "tooLong").default("").transform(inParts);
const mostAmount = 1000;
const isAmount = (text: string) =>
  /^\d{1,4}(?:[.,]\d{1,2})?$/.test(text) && amountOf(text) > 0 && amountOf(text) <= mostAmount;
const amountOf = (text: string) => Number(text.replace(",", "."));

/**
 * The form of the rules: besides its fixed fields "amount-STATE", "unit-STATE" and "team-STATE" of each limit,
 * "reminders-STATE" and "papers-FAMILY". `version` is the one that it was made from.
 */
export const Publish = z
  .object({
    version: z.coerce.number().int().positive(),
    note: z
      .string("required")
      .max(1000, "tooLong")
      .refine(storableText, "text")
      .transform((text) => text.normalize("NFC").trim())
      .pipe(z.string().min(1, "required")),
    from: Time,
    to: Time,
    holidays: List.pipe(
      z.array(z.string()).refine((days) => days.every((day) => Day.safeParse(day).success), "days"),
    ),
    countriesNotServed: z
      .string()
      .max(800, "tooLong")
      .default("")
      .transform(countryList)
      .refine((codes) => codes.every((code) => /^[A-Z]{2}$/.test(code)), "choice"),
    halves: z.array(z.enum(stateKeys)).default([]),
  })
  .loose()
  .transform(
    (
      { version, note, from, to, holidays, countriesNotServed, halves, ...fields },
      context,
    ): RulesChange => {
      const wrong = (name: string, message: string) =>
        void context.addIssue({ code: "custom", path: [name], message });
      const text = (name: string) =>
        typeof fields[name] === "string" ? fields[name].trim().slice(0, 6000) : undefined;
      if (from >= to) wrong("to", "date");
      const change: RulesChange = {
        version,
        note,
        from,
        to,
        holidays: holidays.sort(),
        countriesNotServed,
        halves,
        limits: {},
        reminders: {},
        papers: {},
      };
      for (const key of stateKeys) {
        limitIn(key);
        const reminders = text(`reminders-${key}`);
        if (reminders === undefined) continue;
        const days = inParts(reminders);
        if (days.every((day) => /^[1-9]\d{0,2}$/.test(day)))
          change.reminders[key] = days.map(Number).sort((a, b) => a - b);
        else wrong(`reminders-${key}`, "number");
      }
      for (const name of Object.keys(fields)) {
        const family = /^papers-([a-z-]{2,40})$/.exec(name)?.[1];
        if (!family) continue;
        const kinds = inParts(text(name) ?? "");
        if (kinds.every((kind) => (paperKinds as readonly string[]).includes(kind)))
          change.papers[family] = kinds;
        else wrong(name, "choice");
      }
      return change;

      function limitIn(key: StateKey) {
        const [amount, team] = [text(`amount-${key}`), text(`team-${key}`)];
        if (amount === undefined) return;
        const unit = limitUnits.find((one) => one === text(`unit-${key}`));
        if (!isAmount(amount)) wrong(`amount-${key}`, "number");
        if (team !== undefined && !isAmount(team)) wrong(`team-${key}`, "number");
        if (!unit) wrong(`unit-${key}`, "choice");
        else
          change.limits[key] = {
            amount: amountOf(amount),
            unit,
            ...(team === undefined ? {} : { team: amountOf(team) }),
          };
      }
    },
  );
