import type { DicomFile } from "@/platform/dicom/file";
import { dayOf, textOf } from "@/platform/dicom/text";
import { nameWords } from "../whose/rules";

/** What the header of one image says. */
export type ImageFacts = {
  study: string;
  series: string;
  instance: string;
  modality: string;
  region: string | null;
  day: string | null;
  studyDescription: string;
  seriesDescription: string;
  seriesNumber: number;
  number: number | null;
  /** How far a slice lies along the direction across it, in millimetres, and which direction that is. */
  along: { direction: string; at: number } | null;
  frames: number;
  isLocalizer: boolean;
  /** Words may stand in the picture itself, where nothing takes them out. */
  mayHoldWords: boolean;
  name: string;
  birth: string | null;
};

/** Kinds of images on which the machine itself often writes the name. */
const writesIntoPictures = ["US", "SC", "XA", "RF", "ES", "OT", "XC", "ECG"];

export function factsOf({ header }: DicomFile): ImageFacts {
  const text = (tag: string) => textOf(header, tag);
  const number = (tag: string) => {
    const value = Number.parseInt(text(tag), 10);
    return Number.isNaN(value) ? null : value;
  };
  const modality = text("x00080060").toUpperCase().slice(0, 16) || "OT";
  const [studyDescription, seriesDescription] = [text("x00081030"), text("x0008103e")];
  const burned = text("x00280301").toUpperCase();
  return {
    study: text("x0020000d"),
    series: text("x0020000e"),
    instance: text("x00080018"),
    modality,
    region: regionOf([text("x00180015"), studyDescription, seriesDescription, text("x00181030")]),
    day: dayOf(header, "x00080020") ?? dayOf(header, "x00080022") ?? dayOf(header, "x00080021"),
    studyDescription,
    seriesDescription,
    seriesNumber: number("x00200011") ?? 0,
    number: number("x00200013"),
    along: placeAlong(text("x00200032"), text("x00200037")),
    frames: Math.max(1, number("x00280008") ?? 1),
    isLocalizer: /\bLOCALIZER\b/i.test(text("x00080008")),
    mayHoldWords: burned === "YES" || (burned !== "NO" && writesIntoPictures.includes(modality)),
    name: text("x00100010"),
    birth: dayOf(header, "x00100030"),
  };
}

/** Where a slice lies, from its corner and the directions of its rows and columns (PS3.3, C.7.6.2). */
function placeAlong(corner: string, directions: string): ImageFacts["along"] {
  const numbers = (text: string) => text.split("\\").map(Number);
  const [[x, y, z], [a, b, c, d, e, f]] = [numbers(corner), numbers(directions)];
  const across = [
    (b ?? NaN) * (f ?? NaN) - (c ?? NaN) * (e ?? NaN),
    (c ?? NaN) * (d ?? NaN) - (a ?? NaN) * (f ?? NaN),
    (a ?? NaN) * (e ?? NaN) - (b ?? NaN) * (d ?? NaN),
  ];
  const at =
    (x ?? NaN) * (across[0] ?? 0) + (y ?? NaN) * (across[1] ?? 0) + (z ?? NaN) * (across[2] ?? 0);
  if (corner === "" || directions === "" || !Number.isFinite(at) || Math.abs(at) > 5000)
    return null;
  return { direction: across.map((one) => (Math.round(one * 100) || 0).toString()).join(" "), at };
}

/** Parts of the body as headers name them, in the languages in which they mostly come. The first that is met counts. */
const regionWords = [
  ["whole-body", /whole ?body|total body|ganzk[oö]rper|corps entier|total ?corporea?/],
  ["chest-abdomen", /chest ?\/? ?abd|thorax ?\/? ?abd|tor(?:ace)? ?\/?-? ?add/],
  [
    "head",
    /head|skull|brain|cranio|cerebr|encefalo|enc[eé]phal|encephal|kopf|sch[aä]del|hirn|neuro|cr[aâ]ne|cabeza|testa|sella|orbit/,
  ],
  ["neck", /neck|hals(?!wir)|collo|cuello|cou\b|thyroid|tiroid|schilddr|carotid/],
  ["breast", /breast|mammo|mammella|\bseno\b|brust(?!korb|bein)/],
  ["heart", /heart|cardi|coronar|cuore|herz|c[oœ]eur|coraz/],
  ["spine", /spine|spinal|[ctl]spine|vertebr|rachi|colonna|wirbels|columna|lumba|lomb|sacr/],
  ["chest", /chest|thora|torace|lung|pulm|polmon|t[oó]rax|poumon|lunge/],
  ["abdomen", /abdom|addome|bauch|liver|fegato|leber|hepat|kidney|ren[ea]|niere|pancrea|oberbauch/],
  ["pelvis", /pelvi|becken|bacino|prostat|uter|bladder|rectum|bassin/],
  ["hip", /\bhip\b|h[uü]ft|\banca\b|hanche|cadera/],
  ["knee", /knee|knie|ginocchi|genou|rodilla/],
  ["shoulder", /shoulder|schulter|spalla|[eé]paule|hombro/],
  ["foot", /foot|ankle|fu(?:ss|ß)|piede|pied\b|cheville|caviglia|\bpie\b|tobillo/],
  ["hand", /hand|wrist|mano|polso|main\b|poignet|mu[nñ]eca/],
  ["leg", /\bleg\b|femur|thigh|tibia|gamba|bein\b|jambe|extremity/],
  ["arm", /\barm\b|elbow|humer|gomito|ellenbogen|coude|braccio/],
  ["eye", /\beye|ocular|retina|occhi|auge|oeil/],
] as const;
export type Region = (typeof regionWords)[number][0];

export function regionOf(texts: readonly string[]): Region | null {
  for (const text of texts.map((one) => one.toLowerCase().replaceAll("_", " "))) {
    const found = regionWords.find(([, words]) => words.test(text));
    if (found) return found[0];
  }
  return null;
}

const gapCodes = [
  "missing-images",
  "only-localizer",
  "single-slice",
  "old",
  "no-date",
  "burned-in",
  "broken",
] as const;
export type Gap = (typeof gapCodes)[number];

export type SeriesDraft = {
  uid: string;
  number: number;
  modality: string;
  description: string;
  images: { facts: ImageFacts; at: number }[];
};
export type StudyDraft = { uid: string; facts: ImageFacts; series: SeriesDraft[] };

/** Images put together into studies and series, each in its order. `at` is where an image stood among those given. */
export function studiesOfImages(images: readonly ImageFacts[]): StudyDraft[] {
  const studies = new Map<string, StudyDraft>();
  images.forEach((facts, at) => {
    const study = studies.get(facts.study) ?? { uid: facts.study, facts, series: [] };
    studies.set(facts.study, study);
    let series = study.series.find(({ uid }) => uid === facts.series);
    if (!series) {
      series = {
        uid: facts.series,
        number: facts.seriesNumber,
        modality: facts.modality,
        description: facts.seriesDescription,
        images: [],
      };
      study.series.push(series);
    }
    series.images.push({ facts, at });
  });
  for (const study of studies.values()) {
    study.series.sort((one, other) => one.number - other.number);
    for (const { images: inSeries } of study.series) {
      inSeries.sort((one, other) => (one.facts.number ?? 0) - (other.facts.number ?? 0));
      if (areSlices(inSeries.map(({ facts }) => facts)))
        inSeries.sort((one, other) => (one.facts.along?.at ?? 0) - (other.facts.along?.at ?? 0));
    }
  }
  return [...studies.values()];
}

const oldAfterMonths = 3;
const madeOfSlices = ["CT", "MR", "PT"];

/** Places along a body begin here, in hundredths of a millimetre, far from the numbers that machines give. */
const alongFrom = 1_000_000_000;
const placeOf = ({ along }: ImageFacts) => alongFrom + Math.round((along?.at ?? 0) * 100);

/** Whether images are slices of one stack: all across the same direction, each at a place of its own. */
function areSlices(images: readonly ImageFacts[]): boolean {
  const [first] = images;
  return (
    first !== undefined &&
    images.every(
      ({ along, isLocalizer, modality }) =>
        along?.direction === first.along?.direction &&
        !isLocalizer &&
        madeOfSlices.includes(modality),
    ) &&
    first.along !== null &&
    new Set(images.map(placeOf)).size === images.length
  );
}

/** Where an image stands in its series: a slice by where it lies in the body, any other by its own number, so that images that came apart still fall into order; else one after another. */
export function positionsOf({ images }: SeriesDraft): number[] {
  if (areSlices(images.map(({ facts }) => facts))) return images.map(({ facts }) => placeOf(facts));
  const numbers = images.map(({ facts }) => facts.number);
  const isOrdered =
    numbers.every((number) => number !== null && number >= 0 && number < 2 ** 31) &&
    new Set(numbers).size === numbers.length;
  return numbers.map((number, index) => (isOrdered && number !== null ? number : index + 1));
}

/** A description as others may read it: none, where it holds a word of the name. */
export function descriptionOf(description: string, name: string): string {
  const words = nameWords(description);
  return nameWords(name).some((token) => token.length > 2 && words.includes(token))
    ? ""
    : description.slice(0, 100);
}

/** What seems to lack from a study. It hinders nobody: a coordinator looks at it with the patient. */
export function gapsOf({ facts, series }: StudyDraft, hasBroken: boolean, now: Date): Gap[] {
  const images = series.flatMap((one) => one.images.map((image) => image.facts));
  const old = new Date(now);
  old.setUTCMonth(old.getUTCMonth() - oldAfterMonths);
  const isSliced = madeOfSlices.includes(facts.modality);
  const found: Record<Gap, boolean> = {
    "missing-images": series.some(hasHole),
    "only-localizer": images.every((one) => one.isLocalizer),
    "single-slice":
      isSliced &&
      series.every((one) => one.images.length === 1 && one.images[0]?.facts.frames === 1),
    old: facts.day !== null && facts.day < old.toISOString().slice(0, 10),
    "no-date": facts.day === null,
    "burned-in": images.some((one) => one.mayHoldWords),
    broken: hasBroken,
  };
  return gapCodes.filter((code) => found[code]);
}

/** Numbers need not begin at one, but of those in between none lacks. Machines that count echoes or phases apart give one number twice. */
function hasHole({ images }: SeriesDraft): boolean {
  const facts = images.map((one) => one.facts);
  return isBroken(
    areSlices(facts) ? facts.map(placeOf) : facts.flatMap(({ number }) => number ?? []),
  );
}

/** Whether something lacks in between: a number, or a slice where the others lie evenly. */
function isBroken(positions: readonly number[]): boolean {
  const numbers = [...new Set(positions)].sort((one, other) => one - other);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  if (first < alongFrom) return numbers.length > 1 && last - first + 1 > numbers.length;
  const steps = numbers.slice(1).map((number, at) => number - (numbers[at] ?? 0));
  const usual =
    steps.toSorted((one, other) => one - other)[Math.floor((steps.length - 1) / 2)] ?? 0;
  return steps.some((step) => step > usual * 1.5 + 2);
}

/** The gaps of a study whose files came apart: what only seemed to lack from a part is looked at again over the whole. */
export function mergedGaps(
  parts: readonly (readonly Gap[])[],
  positions: readonly (readonly number[])[],
): Gap[] {
  const [first] = parts;
  if (!first || parts.length === 1) return [...(first ?? [])];
  const holes = positions.some(isBroken);
  const inAll = (code: Gap) => parts.every((gaps) => gaps.includes(code));
  const found: Partial<Record<Gap, boolean>> = {
    "missing-images": holes,
    "only-localizer": inAll("only-localizer"),
    "single-slice": inAll("single-slice") && positions.every((numbers) => numbers.length === 1),
  };
  return gapCodes.filter((code) => found[code] ?? parts.some((gaps) => gaps.includes(code)));
}
