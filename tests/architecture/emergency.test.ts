import { expect, test } from "vitest";
import { countryChoices } from "@/app/countries";
import { emergencyNumbers, lifelines } from "@/content/emergency/rules";

test("every country from which a request is taken has a number to call", () => {
  const missing = countryChoices("en").filter(
    ({ value }) => !/^\d{2,5}$/.test(emergencyNumbers[value] ?? ""),
  );
  expect(missing).toEqual([]);
});

test("a line to talk to belongs to a country that is on the list", () => {
  const known = new Set(countryChoices("en").map(({ value }) => value));
  expect(Object.keys(lifelines).filter((country) => !known.has(country))).toEqual([]);
});
