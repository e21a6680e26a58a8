import { expect, test } from "vitest";
import { entryOf } from "../search-entries/rules";
import { match } from "../search-matching/rules";
import { Segment } from "./rules";

const card = { district: null, comune: null, province: null };
const topic = (ref: string, name: string, language = "en") =>
  entryOf({
    kind: "condition",
    ref,
    slug: ref,
    phrases: [{ language, text: name, isName: true }],
    extra: [],
    card,
  });
const first = (segments: readonly Segment[], text: string) =>
  match(segments, text, "en", false, 5, () => false).hits[0]?.ref;

test.each([
  ["breast cancer", "the same words"],
  ["cancer of the breast", "in another order"],
  ["brest cancers", "with a slip and an ending"],
  ["bresat cancer", "with two letters swapped"],
])("%s is found: %s", async (text) => {
  const segment = await Segment.of([
    [topic("A", "Breast cancer"), topic("B", "Lung cancer"), topic("C", "Breast reduction")],
  ]);
  expect(first([segment], text)).toBe("A");
});

test("German parts, Chinese signs and what is heard in another script meet", async () => {
  const segment = await Segment.of([
    [
      topic("A", "Brustkrebs", "de"),
      topic("B", "前列腺癌", "zh"),
      topic("C", "рак печени", "ru"),
      topic("D", "سرطان الكبد", "ar"),
    ],
  ]);
  expect(first([segment], "Krebs der Brust")).toBe("A");
  expect(first([segment], "前列腺癌哪里治")).toBe("B");
  expect(first([segment], "qianliexianai")).toBe("B");
  expect(first([segment], "rak pecheni")).toBe("C");
  expect(first([segment], "saratan el kabid")).toBe("D");
});

test("what was struck out is found no more, and a younger segment stands in for it", async () => {
  const old = await Segment.of([[topic("A", "Gout"), topic("B", "Stroke")]]);
  const fresh = await Segment.of([[topic("A", "Podagra")]]);
  expect(old.strike("condition:A")).toBe(true);
  expect(old.strike("condition:Z")).toBe(false);
  expect(first([fresh, old], "gout")).toBeUndefined();
  expect(first([fresh, old], "podagra")).toBe("A");
  expect(first([fresh, old], "stroke")).toBe("B");
  expect(old.cardOf("condition:A", "en")).toBeUndefined();
  expect(fresh.topicOf("podagra")).toEqual({ kind: "condition", ref: "A" });
});

test("a word that is right as it is is taken for no other", async () => {
  const segment = await Segment.of([[topic("A", "Ovary")]]);
  const found = (isWord: boolean) =>
    match([segment], "ovale", "en", false, 5, () => isWord).hits.length;
  expect(found(true)).toBe(0);
});
