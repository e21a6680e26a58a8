import fc from "fast-check";
import { expect, test } from "vitest";
import first from "../../../prisma/seed/reference/journey/1.json";
import { holds } from "../../../tests/support/properties";
import { legRule, type Template } from "../templates/rules";
import { TemplateFile } from "../templates/schema";
import {
  type AmendmentRow,
  isStanding,
  type LegRow,
  type OfferRow,
  type OfferState,
  type OrderRow,
  type OrderState,
  standingOf,
} from "./rules";

const template: Template = TemplateFile.parse(first);
const noon = Date.parse("2027-03-22T12:00:00Z");
const at = (hours: number) => new Date(noon + hours * 3_600_000);

const offerStates: readonly OfferState[] = [
  "listed",
  "asked",
  "offered",
  "declined",
  "lapsed",
  "withdrawn",
  "passed",
  "accepted",
  "ended",
];
const orderStates: readonly OrderState[] = [
  "sent",
  "confirmed",
  "under-way",
  "done",
  "no-show",
  "disputed",
  "refused",
  "lapsed",
  "cancelled",
];

const offer = (state: OfferState, position = 1, hours = position): OfferRow => ({
  id: `offer-${position}`,
  legId: "leg",
  partnerId: `partner-${position}`,
  state,
  position,
  startsAt: at(48),
  endsAt: at(50),
  answerBy: state === "asked" ? at(hours) : null,
  answeredAt: null,
  validUntil: state === "offered" ? at(hours) : null,
  toldAt: null,
  version: 1,
});
const order = (state: OrderState): OrderRow => ({
  id: "order",
  legId: "leg",
  offerId: "offer-1",
  partnerId: "partner-1",
  state,
  startsAt: at(48),
  endsAt: at(50),
  cents: 9000,
  answerBy: state === "sent" ? at(6) : null,
  version: 1,
});
const amendment = (proposedAs: AmendmentRow["proposedAs"]): AmendmentRow => ({
  id: "amendment",
  orderId: "order",
  no: 1,
  proposedAs,
  after: { startsAt: at(49).toISOString(), endsAt: at(51).toISOString(), cents: 9000 },
  answerBy: at(7),
  toldAt: null,
});
const leg = (more: Partial<LegRow> = {}): LegRow => ({
  id: "leg",
  key: "transfer-in",
  choice: "partners",
  state: "open",
  holder: "patient",
  startsAt: at(48),
  endsAt: at(50),
  dueAt: null,
  doneAt: null,
  ...more,
});
type Around = Parameters<typeof standingOf>[0];
const where = (more: Partial<Around> = {}) => {
  const row = more.leg ?? leg();
  const rule = legRule(template, row.key);
  if (!rule) throw new Error(`no rule of ${row.key}`);
  return standingOf({
    leg: row,
    rule,
    offers: [],
    order: undefined,
    amendment: undefined,
    isMisfit: false,
    isPast: false,
    leadUntil: at(24),
    coordinatorUntil: at(72),
    ...more,
  });
};

test("whatever offers, orders and changes there are, a leg that is not over is in somebody's hands", async () => {
  const someOffers = fc.array(fc.constantFrom(...offerStates), { maxLength: 5 });
  const someOrder = fc.option(fc.constantFrom(...orderStates), { nil: undefined });
  const someAmendment = fc.option(fc.constantFrom("rule", "patient", "partner"), {
    nil: undefined,
  });
  await holds(
    fc.property(
      fc.record({
        key: fc.constantFrom(...template.legs.map((rule) => rule.key)),
        choice: fc.constantFrom("partners", "own", "not-needed"),
        isDone: fc.boolean(),
        offers: someOffers,
        order: someOrder,
        amendment: someAmendment,
        isMisfit: fc.boolean(),
      }),
      (drawn) => {
        const { state, holder, dueAt } = where({
          leg: leg({
            key: drawn.key,
            choice: drawn.choice as LegRow["choice"],
            doneAt: drawn.isDone ? at(0) : null,
          }),
          offers: drawn.offers.map((one, place) => offer(one, place + 1)),
          order: drawn.order && order(drawn.order),
          amendment: drawn.amendment && amendment(drawn.amendment as "rule"),
          isMisfit: drawn.isMisfit,
        });
        const isOver = ["done", "not-needed", "cancelled"].includes(state);
        expect(holder === null).toBe(isOver);
        expect(dueAt === null).toBe(isOver);
        // What stands with a partner is never said to be anybody's open task.
        if (drawn.order && isStanding(drawn.order))
          expect(["open", "own", "asked", "offered", "stuck", "not-needed"]).not.toContain(state);
      },
    ),
    { numRuns: 1000 },
  );
});

test("an order stands until it is refused, lapses or is cancelled: while it does, its leg has no other", () => {
  expect(orderStates.filter(isStanding)).toEqual([
    "sent",
    "confirmed",
    "under-way",
    "done",
    "no-show",
    "disputed",
  ]);
});

test("an order says who has the leg: its partner, the other side of a change, the association after a quarrel", () => {
  const standing = (state: OrderState, more: Partial<Around> = {}) => {
    const found = where({ order: order(state), ...more });
    return [found.state, found.holder, found.dueAt];
  };
  expect(standing("sent")).toEqual(["ordered", "partner", at(6)]);
  expect(standing("confirmed")).toEqual(["agreed", "partner", at(48)]);
  expect(standing("confirmed", { isMisfit: true })).toEqual(["misfit", "patient", at(48)]);
  for (const [as, holder] of [
    ["rule", "partner"],
    ["patient", "partner"],
    ["partner", "patient"],
  ] as const)
    expect(standing("confirmed", { amendment: amendment(as), isMisfit: true })).toEqual([
      "changing",
      holder,
      at(7),
    ]);
  expect(standing("under-way")).toEqual(["under-way", "partner", at(50)]);
  expect(standing("done")).toEqual(["done", null, null]);
  expect(standing("no-show")).toEqual(["not-done", "coordinator", at(72)]);
  expect(standing("disputed")).toEqual(["disputed", "coordinator", at(72)]);
  for (const over of ["refused", "lapsed", "cancelled"] as const)
    expect(standing(over)).toEqual(["open", "patient", at(24)]);
});

test("without an order: an offer goes before a question, the earliest limit counts, and the last word decides who looks on", () => {
  const by = (...offers: OfferRow[]) => where({ offers });
  expect(by(offer("asked", 1, 9), offer("asked", 2, 4))).toEqual({
    state: "asked",
    holder: "partner",
    dueAt: at(4),
  });
  expect(by(offer("asked", 1, 1), offer("offered", 2, 8), offer("offered", 3, 5))).toEqual({
    state: "offered",
    holder: "patient",
    dueAt: at(5),
  });
  for (const last of ["declined", "lapsed"] as const) {
    expect(by(offer("passed", 1), offer(last, 2))).toMatchObject({
      state: "stuck",
      holder: "coordinator",
    });
    expect(by(offer(last, 1), offer("withdrawn", 2))).toMatchObject({ state: "stuck" });
    expect(by(offer(last, 1), offer("passed", 2))).toMatchObject({ state: "open" });
  }
});

test("the association's limit begins when a leg comes to it, and does not begin anew while it waits there", () => {
  const waits = leg({ state: "stuck", holder: "coordinator", dueAt: at(3) });
  const offers = [offer("declined")];
  expect(where({ leg: waits, offers }).dueAt).toEqual(at(3));
  expect(where({ offers }).dueAt).toEqual(at(72));
  const quarrel = leg({ state: "disputed", holder: "coordinator", dueAt: at(5) });
  expect(where({ leg: quarrel, order: order("disputed") }).dueAt).toEqual(at(5));
  expect(where({ leg: quarrel, order: order("no-show") }).dueAt).toEqual(at(72));
});

test("what the patient sees to, has done or does not need is said before anything of partners", () => {
  const offers = [offer("asked")];
  expect(where({ leg: leg({ choice: "not-needed" }), offers }).state).toBe("not-needed");
  expect(where({ leg: leg({ doneAt: at(0) }), offers }).state).toBe("done");
  expect(where({ leg: leg({ choice: "own" }), offers })).toEqual({
    state: "own",
    holder: "patient",
    dueAt: at(24),
  });
  expect(where({ leg: leg({ key: "outbound" }) })).toMatchObject({ state: "own" });
});
