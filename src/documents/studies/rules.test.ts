import { describe, expect, test } from "vitest";
import {
  descriptionOf,
  gapsOf,
  type ImageFacts,
  mergedGaps,
  positionsOf,
  regionOf,
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
  along: null,
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

describe("slices", () => {
  const lying = (places: readonly number[], change: Partial<ImageFacts> = {}) =>
    places.map((at, index) =>
      image({ number: index + 1, along: { direction: "0 0 100", at }, ...change }),
    );
  const ordered = (images: readonly ImageFacts[]) =>
    studiesOfImages(images)[0]?.series[0]?.images.map(({ facts }) => facts.along?.at);

  test("lie as they lie in the body, whatever their numbers", () => {
    expect(ordered(lying([6, 2, 7.5, -4, 5]))).toEqual([-4, 2, 5, 6, 7.5]);
    expect(gaps(lying([30, 10, 20, 40]))).toEqual([[]]);
    expect(gaps(lying([30, 10, 20, 50]))).toEqual([["missing-images"]]);
  });
  test("at one place twice, in two directions, or of a scout, are put in order by their numbers", () => {
    expect(ordered(lying([6, 2, 6]))).toEqual([6, 2, 6]);
    const [one, other] = lying([6, 2]);
    const turned = { ...(other as ImageFacts), along: { direction: "100 0 0", at: 2 } };
    expect(ordered([one as ImageFacts, turned])).toEqual([6, 2]);
    expect(ordered(lying([6, 2], { isLocalizer: true }))).toEqual([6, 2]);
  });
  test("stand where they lie also when they come apart", () => {
    const positions = (images: readonly ImageFacts[]) =>
      studiesOfImages(images)[0]?.series.map(positionsOf)[0] ?? [];
    const [a, b, c] = lying([30, 10, 20]).map((one) => positions([one])[0] ?? 0);
    expect([b, c, a].every((one, at, all) => at === 0 || (all[at - 1] ?? 0) < (one ?? 0))).toBe(
      true,
    );
    expect(mergedGaps([[], [], []], [[a ?? 0, b ?? 0, c ?? 0]])).toEqual([]);
    const far = positions(lying([60]))[0] ?? 0;
    expect(mergedGaps([[], [], [], []], [[a ?? 0, b ?? 0, c ?? 0, far]])).toEqual([
      "missing-images",
    ]);
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
