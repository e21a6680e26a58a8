import { expect, test } from "vitest";
import {
  cancelPercent,
  canonical,
  emptyProfile,
  type Profile,
  profileHash,
  sourceHash,
  textFor,
  textState,
} from "./rules";

const id = "11111111-1111-4111-8111-111111111111";
const profile: Profile = {
  ...emptyProfile("it"),
  about: "Portiamo persone dall’aeroporto all’ospedale.",
  services: [
    {
      id,
      category: "transfer",
      name: "Auto",
      included: "",
      areas: ["province-milano"],
      languages: ["it"],
      days: [1, 2],
      opens: "08:00",
      closes: "20:00",
      capacity: 4,
      priceModel: "fixed",
      fromCents: 100,
      toCents: 200,
      features: [],
      cancellation: [
        { hours: 48, percent: 50 },
        { hours: 12, percent: 100 },
      ],
    },
  ],
  translations: {},
};
const withEnglish = (isChecked: boolean, of = profile.about): Profile => ({
  ...profile,
  translations: {
    en: {
      about: {
        text: "We drive people from the airport to the hospital.",
        source: sourceHash(of),
        isChecked,
      },
    },
  },
});

test("a translation is missing, a draft, checked or outdated, by its source and never by time", () => {
  expect(textState(profile, "it", "about")).toBe("original");
  expect(textState(profile, "en", "about")).toBe("missing");
  expect(textState(withEnglish(false), "en", "about")).toBe("draft");
  expect(textState(withEnglish(true), "en", "about")).toBe("checked");
  expect(textState({ ...withEnglish(true), about: "Altro." }, "en", "about")).toBe("outdated");
});

test("another shape of quotes or white space does not outdate a translation, a comma does", () => {
  expect(sourceHash("dall’ospedale  «a casa»\n")).toBe(sourceHash('dall\'ospedale "a casa"'));
  expect(sourceHash("a, b")).not.toBe(sourceHash("a b"));
});

test("a reader gets their own language where it is there, and else the original under its own", () => {
  expect(textFor(withEnglish(true), "en", "about").language).toBe("en");
  expect(textFor(profile, "ar", "about")).toEqual({
    text: profile.about,
    language: "it",
    state: "missing",
  });
});

test("the same profile has one hash, and every change another", () => {
  const turned = JSON.parse(
    JSON.stringify(Object.fromEntries(Object.entries(profile).reverse())),
  ) as Profile;
  expect(canonical(turned)).toBe(canonical(profile));
  expect(profileHash({ ...profile, about: `${profile.about} ` })).not.toEqual(profileHash(profile));
});

test.each([
  [100, 0],
  [48, 0],
  [47, 50],
  [12, 50],
  [11, 100],
  [0, 100],
])("cancelling %i hours before costs %i percent", (hours, percent) => {
  expect(cancelPercent(profile.services[0]?.cancellation ?? [], hours)).toBe(percent);
});
