import { expect, test } from "vitest";
import { nextStates, plainName } from "./rules";

test.each([
  ["Trasporti di Prova S.r.l.", "trasporti di prova"],
  ["TRASPORTI  di-prova srl", "trasporti di prova"],
  ["Ospedàle dell’Esempio S.p.A.", "ospedale dellesempio"],
  ["Probe GmbH", "probe"],
  ["«»", ""],
])("%s is looked for as %s", (name, plain) => {
  expect(plainName(name)).toBe(plain);
});

test("what is answered or closed stays so", () => {
  expect(nextStates("open")).toEqual(["looking", "answered", "closed"]);
  expect(nextStates("looking")).toEqual(["answered", "closed"]);
  expect([nextStates("answered"), nextStates("closed")]).toEqual([[], []]);
});
