import { describe, expect, test } from "vitest";
import { samePerson } from "./rules";

describe("whose images they are", () => {
  const anna = { name: "Anna Maria Müller-Rossi", birth: "1961-07-13" };
  test.each([
    ["MUELLER ROSSI^ANNA", "same"],
    ["MULLER-ROSSI^ANNA", "same"],
    ["ROSSI^ANNA MARIA", "same"],
    ["müller^anna", "same"],
    ["ROSSI^MARIA ANNA^^DR", "same"],
    ["ROSI^ANNA", "unknown"],
    ["BIANCHI^ANNA", "unknown"],
    ["VERDI^CARLO", "unknown"],
    ["ANON^12", "unknown"],
    ["", "unknown"],
    ["Мюллер^Анна", "unknown"],
    ["Мюллер^Анна=ROSSI^ANNA", "same"],
  ] as const)("“%s”, born on the same day: %s", (name, answer) =>
    expect(samePerson({ name, birth: anna.birth }, anna)).toBe(answer),
  );

  test("clearly another birth date is another person, whatever the name", () => {
    for (const birth of ["1961-08-13", "1962-07-13", "1958-01-01", "1381-08-01"])
      expect(samePerson({ name: "ROSSI^ANNA", birth }, anna), birth).toBe("other");
  });
  test.each([
    ["a day before", "1961-07-12"],
    ["a day after", "1961-07-14"],
    ["the first of January of the year", "1961-01-01"],
    ["the Muslim calendar", "1381-01-30"],
    ["the Persian calendar", "1340-04-22"],
    ["the Buddhist calendar", "2504-07-13"],
  ])("a birth date by %s may be the same", (_, birth) =>
    expect(samePerson({ name: "ROSSI^ANNA", birth }, anna)).toBe("unknown"),
  );
  test("day and month turned may be the same", () =>
    expect(
      samePerson({ name: "ROSSI^ANNA", birth: "1961-07-05" }, { ...anna, birth: "1961-05-07" }),
    ).toBe("unknown"));
  test("a date that stands for none is none", () =>
    expect(samePerson({ name: "ROSSI^ANNA", birth: "1900-01-01" }, anna)).toBe("unknown"));
  test("without a birth date nothing is sure, whatever the name", () => {
    expect(samePerson({ name: "VERDI^CARLO", birth: null }, anna)).toBe("unknown");
    expect(samePerson({ name: "ROSSI^ANNA", birth: null }, anna)).toBe("unknown");
    expect(samePerson({ name: "ANONYMOUS", birth: null }, anna)).toBe("unknown");
    expect(samePerson({ name: "Мюллер", birth: null }, anna)).toBe("unknown");
  });
  test.each([
    ["محمد^أحمد", "أحمد محمد", "same"],
    ["MOHAMMED^AHMED", "Ahmed Mohamed", "same"],
    ["Иванов^Иван", "Иван Иванов", "same"],
    ["PATIENT^PAULA", "Paula Patient (invented)", "same"],
    ["IVANOV^IVAN", "Иван Иванов", "unknown"],
    ["王^伟", "伟 王", "same"],
    ["王^伟", "李 伟", "unknown"],
  ] as const)("“%s” for %s: %s", (name, known, answer) =>
    expect(samePerson({ name, birth: "1970-01-01" }, { name: known, birth: "1970-01-01" })).toBe(
      answer,
    ),
  );
});
