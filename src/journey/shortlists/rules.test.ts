import { expect, test } from "vitest";
import type { Needs } from "../needs/rules";
import { featuresFor } from "../needs/rules";
import { type Candidate, shortlist, type Wish } from "./rules";

const needs: Needs = {
  mobility: "walks",
  oxygen: null,
  isolation: false,
  luggage: 2,
  childSeats: 0,
  languages: ["ar", "en"],
};
const wish: Wish = {
  needs,
  startsAt: new Date("2027-03-22T09:30:00Z"),
  weekday: 1,
  time: "10:30",
  fewestTrips: 10,
};
const one = (serviceId: string, more: Partial<Candidate> = {}): Candidate => ({
  serviceId,
  partnerId: `of-${serviceId}`,
  name: serviceId,
  slug: serviceId,
  service: serviceId,
  languages: ["it", "en"],
  features: [],
  days: [1, 2, 3, 4, 5],
  opens: "08:00",
  closes: "20:00",
  priceModel: "fixed",
  fromCents: 9000,
  toCents: null,
  checkedOn: null,
  trips: 0,
  onTime: 0,
  asked: 0,
  ...more,
});
const order = (candidates: Candidate[], by: Partial<Wish> = {}) =>
  shortlist(candidates, { ...wish, ...by }).map(({ serviceId }) => serviceId);
const isOpen = (more: Partial<Candidate>, by: Partial<Wish> = {}) =>
  shortlist([one("x", more)], { ...wish, ...by })[0]?.reasons.isOpen;

test("needs say what a service must be able to do, and who cannot do all of it is not on the list", () => {
  expect(featuresFor(needs)).toEqual([]);
  const wheels = { ...needs, mobility: "wheelchair-stays" as const, oxygen: 2, childSeats: 1 };
  expect(featuresFor(wheels)).toEqual(["wheelchair", "oxygen", "child-seat"]);
  expect(featuresFor({ ...needs, mobility: "wheelchair-seat" })).toEqual(["wheelchair"]);
  expect(featuresFor({ ...needs, mobility: "lies" })).toEqual(["stretcher"]);
  const all = one("b", { features: ["wheelchair", "oxygen", "child-seat", "stretcher"] });
  const most = one("a", { features: ["wheelchair", "oxygen"] });
  expect(order([most, all], { needs: wheels })).toEqual(["b"]);
  expect(shortlist([all], { ...wish, needs: wheels })[0]?.reasons.features).toEqual([
    "wheelchair",
    "oxygen",
    "child-seat",
  ]);
});

test("a language in common goes before open hours, those before punctuality, that before who was asked least", () => {
  expect(
    order([
      one("asked-more", { asked: 3 }),
      one("asked-less", { asked: 1 }),
      one("punctual", { trips: 10, onTime: 9, asked: 9 }),
      one("late", { trips: 10, onTime: 6 }),
      one("closed", { days: [2], trips: 10, onTime: 10 }),
      one("no-language", { languages: ["it"], trips: 10, onTime: 10 }),
    ]),
  ).toEqual(["punctual", "asked-less", "asked-more", "late", "closed", "no-language"]);
});

test("punctuality counts only from enough real trips, in three steps and no finer", () => {
  const share = (trips: number, onTime: number) =>
    shortlist([one("x", { trips, onTime })], wish)[0]?.reasons.punctuality;
  expect(share(9, 9)).toBeNull();
  expect(share(10, 7)).toBe(0.7);
  const of = (id: string, onTime: number, asked: number) => one(id, { trips: 100, onTime, asked });
  expect(order([of("99", 99, 2), of("90", 90, 1)])).toEqual(["90", "99"]);
  expect(order([of("89", 89, 2), of("70", 70, 1), one("new", { asked: 0 })])).toEqual([
    "new",
    "70",
    "89",
  ]);
  expect(order([of("69", 69, 0), of("70", 70, 1)])).toEqual(["70", "69"]);
});

test("open is open at that hour of that day, to the minute, over midnight and around the clock", () => {
  expect(isOpen({})).toBe(true);
  expect(isOpen({ days: [2, 3] })).toBe(false);
  expect(isOpen({ opens: "10:30" })).toBe(true);
  expect(isOpen({ closes: "10:30" })).toBe(false);
  const night = { opens: "22:00", closes: "06:00" };
  expect(isOpen(night)).toBe(false);
  expect(isOpen(night, { time: "23:10" })).toBe(true);
  expect(isOpen(night, { time: "05:59" })).toBe(true);
  expect(isOpen(night, { time: "06:00" })).toBe(false);
  expect(isOpen({ opens: "00:00", closes: "00:00" }, { time: "03:00" })).toBe(true);
  expect(isOpen({ days: [] }, { startsAt: null })).toBe(true);
});

test("the same candidates stand in the same order, whichever way they come", () => {
  const some = [one("c"), one("a"), one("b", { languages: [] }), one("d", { asked: 1 })];
  expect(order([...some].reverse())).toEqual(order(some));
  expect(order(some)).toEqual(["a", "c", "d", "b"]);
});
