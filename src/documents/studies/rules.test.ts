import { describe, expect, test } from "vitest";
import {
  descriptionOf,
  gapsOf,
  type ImageFacts,
  mergedGaps,
  positionsOf,
  regionOf,
  samePerson,
  studiesOfImages,
} from "./rules";

const now = new Date("2026-11-22T12:00:00Z");
const image = (change: Partial<ImageFacts> = {}): ImageFacts => ({
  study: "1",
  series: "1.1",
  instance: crypto.randomUUID(),
  modality: "CT",
  region: "chest",
  day: "2026-11-01",
  studyDescription: "",
  seriesDescription: "",
  seriesNumber: 1,
  number: 1,
  frames: 1,
  isLocalizer: false,
  mayHoldWords: false,
  name: "ROE^JANE",
  birth: "1970-01-01",
  ...change,
});
const stack = (count: number, change: Partial<ImageFacts> = {}) =>
  Array.from({ length: count }, (_, at) => image({ number: at + 1, ...change }));
const gaps = (images: readonly ImageFacts[], hasBroken = false) =>
  studiesOfImages(images).map((study) => gapsOf(study, hasBroken, now));

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

  test("another birth date is another person, whatever the name", () =>
    expect(samePerson({ name: "ROSSI^ANNA", birth: "1961-07-14" }, anna)).toBe("other"));
  test("a date that stands for none is none", () =>
    expect(samePerson({ name: "ROSSI^ANNA", birth: "1900-01-01" }, anna)).toBe("unknown"));
  test("without a birth date a wholly different name is another person, a name that fits still open", () => {
    expect(samePerson({ name: "VERDI^CARLO", birth: null }, anna)).toBe("other");
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
  ] as const)("“%s” for %s: %s", (name, known, answer) =>
    expect(samePerson({ name, birth: "1970-01-01" }, { name: known, birth: "1970-01-01" })).toBe(
      answer,
    ),
  );
});

test.each([
  [["CHEST"], "chest"],
  [["", "TC torace senza mdc"], "chest"],
  [["", "MRT Schädel nativ"], "head"],
  [["", "IRM lombaire"], "spine"],
  [["THORAX_ABDOMEN"], "chest-abdomen"],
  [["LSPINE"], "spine"],
  [["", "", "Mammografia"], "breast"],
  [["", "Serie 1"], null],
] as const)("%j shows %s", (texts, region) => expect(regionOf(texts)).toBe(region));

describe("what lacks", () => {
  test("is nothing in a whole stack, also one that begins at ten, or counts an image of two echoes once", () => {
    expect(gaps(stack(20))).toEqual([[]]);
    expect(gaps(stack(20).map((one) => ({ ...one, number: (one.number ?? 0) + 9 })))).toEqual([[]]);
    expect(gaps([...stack(5), ...stack(5)])).toEqual([[]]);
  });
  test.each([
    ["missing-images", stack(20).filter(({ number }) => number !== 7)],
    ["only-localizer", stack(3, { isLocalizer: true })],
    ["single-slice", [image()]],
    ["old", stack(5, { day: "2026-08-20" })],
    ["no-date", stack(5, { day: null })],
    ["burned-in", stack(5, { modality: "US", mayHoldWords: true })],
  ] as const)("is named: %s", (code, images) => expect(gaps(images)).toEqual([[code]]));
  test("is not said of one image with many frames, nor of an X-ray", () => {
    expect(gaps([image({ frames: 80 })])).toEqual([[]]);
    expect(gaps([image({ modality: "DX" })])).toEqual([[]]);
  });
  test("is said where files could not be read", () =>
    expect(gaps(stack(3), true)).toEqual([["broken"]]));
  test("is looked at again over files that came one by one", () => {
    const parts = [1, 2, 3].map(() => ["single-slice" as const]);
    expect(mergedGaps(parts, [[1, 2, 3]])).toEqual([]);
    expect(mergedGaps(parts, [[1, 2, 4]])).toEqual(["missing-images"]);
    expect(mergedGaps([["single-slice", "old"]], [[1]])).toEqual(["single-slice", "old"]);
  });
});

test("images fall into studies and series, each in its order, however they lie on the disc", () => {
  const images = [
    image({ series: "1.2", seriesNumber: 2 }),
    image({ number: 3 }),
    image({ study: "2", series: "2.1" }),
    image({ number: 1 }),
    image({ number: 2 }),
  ];
  const studies = studiesOfImages(images);
  expect(
    studies.map(({ uid, series }) => [uid, series.map((one) => one.images.map(({ at }) => at))]),
  ).toEqual([
    ["1", [[3, 4, 1], [0]]],
    ["2", [[2]]],
  ]);
});

test("an image stands where its number says, and one after another where numbers do not tell", () => {
  const positions = (numbers: (number | null)[]) =>
    positionsOf({
      uid: "",
      number: 1,
      modality: "CT",
      description: "",
      images: numbers.map((number, at) => ({ facts: image({ number }), at })),
    });
  expect(positions([4, 5, 9])).toEqual([4, 5, 9]);
  expect(positions([1, 1, 2])).toEqual([1, 2, 3]);
  expect(positions([null, 3])).toEqual([1, 2]);
});

test("a description that holds the name is not shown", () => {
  expect(descriptionOf("T2 tse sag", "ROE^JANE")).toBe("T2 tse sag");
  expect(descriptionOf("Thorax Fr. Roe", "ROE^JANE")).toBe("");
});
