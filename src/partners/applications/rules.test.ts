import { expect, test } from "vitest";
import { isVat, openSteps, plainVat, questions, stepAfter, steps } from "./rules";

const full = {
  legalName: "Trasporti di prova srl",
  vat: "07643520567",
  categories: ["transfer"],
  contactName: "Wilma Probe",
  answers: Object.fromEntries(questions.map((one) => [one, "as asked"])),
};

test("an application with everything has nothing open, and each gap names its step", () => {
  expect(openSteps(full, 0)).toEqual([]);
  expect(openSteps({ ...full, vat: "" }, 0)).toEqual(["firm"]);
  expect(openSteps({ ...full, contactName: "" }, 0)).toEqual(["contact"]);
  expect(openSteps({ ...full, categories: [] }, 0)).toEqual(["work"]);
  expect(openSteps({ ...full, answers: { ...full.answers, owners: "" } }, 0)).toEqual(["work"]);
  expect(openSteps(full, 2)).toEqual(["papers"]);
});

test("the steps follow one another and end with sending", () => {
  expect(steps.map(stepAfter)).toEqual(["contact", "work", "papers", "send", "send"]);
});

test.each([
  ["IT", "IT 0764 3520 567", true],
  ["IT", "07643520568", false],
  ["IT", "00000000000", false],
  ["IT", "123", false],
  ["DE", "DE 123456789", true],
  ["CH", "CHE-123.456.789", true],
  ["DE", "12;3456", false],
  ["DE", "", false],
])("in %s the number %s can be one: %s", (country, typed, is) => {
  expect(isVat(country, plainVat(country, typed))).toBe(is);
});
