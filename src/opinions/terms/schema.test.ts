import { expect, test } from "vitest";
import { dayFromNow } from "../../../tests/support/days";
import { ConfirmTerms, Terms } from "./schema";

const typed = {
  version: "0",
  isOffered: "yes",
  pausedUntil: "",
  capacity: "10",
  feeCents: "380",
  teamFeeCents: "620,50",
  days: "5",
  teamDays: "7",
  minAge: "0",
  maxAge: "120",
  families: ["cancer"],
  languages: ["it", "en"],
  countriesNotServed: "kp, SY kp",
  sourceUrl: "https://hospital.example/second-opinion",
};
const wrong = (change: object) =>
  Object.keys(Terms.safeParse({ ...typed, ...change }).error?.flatten().fieldErrors ?? {});

test("terms are taken as they are typed: money in cents, countries once each, what is not ticked is not offered", () => {
  expect(Terms.parse(typed)).toMatchObject({
    feeCents: 38_000,
    teamFeeCents: 62_050,
    countriesNotServed: ["KP", "SY"],
    isOffered: true,
    withInterpreter: false,
    pausedUntil: null,
  });
});

test("no facility promises more than five days, or seven for a team", () => {
  expect(wrong({ days: "6" })).toEqual(["days"]);
  expect(wrong({ teamDays: "8" })).toEqual(["teamDays"]);
  expect(wrong({ days: "0" })).toEqual(["days"]);
});

test("what cannot be true is named by its field", () => {
  expect(wrong({ minAge: "60", maxAge: "50" })).toEqual(["maxAge"]);
  expect(wrong({ feeCents: "-1" })).toEqual(["feeCents"]);
  expect(wrong({ feeCents: "" })).toEqual(["feeCents"]);
  expect(wrong({ countriesNotServed: "Italy" })).toEqual(["countriesNotServed"]);
  expect(wrong({ sourceUrl: "http://hospital.example" })).toEqual(["sourceUrl"]);
  expect(wrong({ sourceUrl: "javascript:alert(1)" })).toEqual(["sourceUrl"]);
  expect(wrong({ pausedUntil: "2026-02-30" })).toEqual(["pausedUntil"]);
  expect(wrong({ languages: ["xx"] })).toEqual(["languages"]);
});

test("the next check is tomorrow at the earliest and a year ahead at most", () => {
  const takes = (nextCheckOn: string) =>
    ConfirmTerms.safeParse({ facilityId: "1", version: "1", nextCheckOn }).success;
  expect([dayFromNow(1), dayFromNow(365)].map(takes)).toEqual([true, true]);
  expect(["", "x", dayFromNow(0), dayFromNow(-3), dayFromNow(370)].map(takes)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
