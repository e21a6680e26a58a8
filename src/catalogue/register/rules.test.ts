import { expect, test } from "vitest";
import { kilometres } from "../places/rules";
import {
  inUsualLetters,
  kindOf,
  nameWithoutTown,
  ownershipOf,
  slugOf,
  soundsLikeTheSame,
  streetInUsualLetters,
  townInName,
} from "./rules";

test.each([
  ["OSPEDALE DI CIRCOLO", "Ospedale di Circolo"],
  ["PRESIDIO OSPEDALIERO DI SALO'", "Presidio Ospedaliero di Salò"],
  ["OSPEDALE A.BELLINI", "Ospedale A.Bellini"],
  ["IRCCS CENTRO MEDICO", "IRCCS Centro Medico"],
  ["PALAZZOLO SULL'OGLIO", "Palazzolo sull'Oglio"],
  ["SANT'ANGELO LODIGIANO", "Sant'Angelo Lodigiano"],
  ["OSPEDALE PAPA GIOVANNI XXIII", "Ospedale Papa Giovanni XXIII"],
])("%s is written %s", (capitals, usual) => {
  expect(inUsualLetters(capitals)).toBe(usual);
});

test("the town behind a name is left out, another addition is not", () => {
  expect(nameWithoutTown("OSPEDALE DI CIRCOLO - BUSTO ARSIZIO", "Busto Arsizio")).toBe(
    "OSPEDALE DI CIRCOLO",
  );
  expect(nameWithoutTown("OSPEDALE CA' GRANDA-NIGUARDA", "Milano")).toBe(
    "OSPEDALE CA' GRANDA-NIGUARDA",
  );
  expect([
    townInName("CASA DI CURA VILLA LETIZIA - MILANO"),
    townInName("IST. RIV. E CURA-GRUPPO ISENI SANITA'"),
    townInName("OSPEDALE"),
  ]).toEqual(["MILANO", null, null]);
});

test("a street is written as on a letter", () => {
  expect(streetInUsualLetters("VIA ARNALDO DA BRESCIA,1")).toBe("Via Arnaldo da Brescia 1");
});

test("kind and ownership follow the ministry's types", () => {
  expect([
    kindOf("1"),
    kindOf("3.2"),
    kindOf("3.3"),
    kindOf("4"),
    kindOf("5.1"),
    kindOf("5.2"),
    kindOf("Casa di cura privata accreditata"),
    kindOf("IRCCS privato"),
  ]).toEqual([
    "asst-hospital",
    "irccs",
    "irccs",
    "private-accredited",
    "private-accredited",
    "private",
    "private-accredited",
    "irccs",
  ]);
  expect([
    ownershipOf("1", "Pubblico"),
    ownershipOf("3.2", "Privato (Equiparato a pubblico)"),
    ownershipOf("3.3", "Privato (Equiparato a pubblico), in Lombardia Pubblico"),
  ]).toEqual(["public", "private", "public"]);
});

test("one house under two codes is recognised by its name, two saints are not one", () => {
  expect(soundsLikeTheSame("San Gerardo", "Fondazione IRCCS San Gerardo dei Tintori")).toBe(true);
  expect(soundsLikeTheSame("Casa di Cura San Camillo", "Casa di Cura San Giovanni")).toBe(false);
});

test("slugs are plain, distances are kilometres", () => {
  expect(slugOf("Ospedale di Salò (BS)")).toBe("ospedale-di-salo-bs");
  expect(kilometres({ lat: 45.4642, lon: 9.19 }, { lat: 45.6949, lon: 9.6699 })).toBeCloseTo(45, 0);
});
