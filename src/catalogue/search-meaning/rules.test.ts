import { expect, test } from "vitest";
import { askedWords } from "../search-matching/rules";
import { Meaning } from "./rules";

const meaning = new Meaning(
  [
    { id: "blood", words: ["blood", "кров*", "دم", "血"] },
    { id: "urine", words: ["pee", "моч*", "بول", "尿"] },
    { id: "pain", words: ["pain", "schmerz*", "疼"] },
    { id: "painless", words: ["no pain", "不疼"] },
    { id: "chest", words: ["chest", "brust"] },
    { id: "after", words: ["after"] },
  ],
  [
    { is: [["blood"], ["urine"]], unless: [], targets: ["D10-C04"] },
    { is: [["chest"], ["pain"]], unless: ["after"], targets: ["danger:heart", "D05-C01"] },
  ],
  [{ id: "1", what: "illness", words: ["foramen ovale"], near: ["S02"] }],
);
const read = (text: string) => meaning.read(askedWords(text, false), text);

test.each(["blood in my pee", "кровь в моче", "دم في البول", "尿里有血"])(
  "%s is a story",
  (text) => {
    expect(read(text).stories[0]?.targets).toEqual(["D10-C04"]);
  },
);

test("a longer phrase is read before the shorter one inside it", () => {
  expect([...read("no pain").concepts]).toEqual(["painless"]);
  expect([...read("尿里有血但不疼").concepts].sort()).toEqual(["blood", "painless", "urine"]);
});

test("a danger is named, unless it is past", () => {
  expect(read("chest pain").dangers).toEqual(["heart"]);
  expect(read("Brustschmerzen").dangers).toEqual(["heart"]);
  expect(read("chest pain after surgery").dangers).toEqual([]);
});

test("what is known and not here is named, and its words are right as they are", () => {
  expect(read("foramen ovale").unlisted).toMatchObject([
    { what: "illness", word: "foramen ovale", words: [0, 1] },
  ]);
  expect(meaning.isWord({ text: "ovale", script: "latin" })).toBe(true);
});
