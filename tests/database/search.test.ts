import fc from "fast-check";
import { expect, test } from "vitest";
import { search } from "@/catalogue/finding/queries";
import { SearchText } from "@/catalogue/search/schema";
import { followSearch, refreshSearch } from "@/catalogue/search-memory/queries";
import { db } from "@/platform/db/prisma";
import { languages } from "@/platform/i18n/rules";
import { holds } from "../support/properties";

const find = async (text: unknown, typing = false) =>
  search(SearchText.parse(text), "en", 10, typing);

test("nothing a person or a machine can type is an error", async () => {
  const odd = [
    "",
    " ",
    "%",
    "_",
    "\\",
    "'",
    '"; DROP TABLE topics; --',
    "!&|<->:*()",
    "a\u0000b",
    "\ud800",
    "😀👩‍⚕️",
    "\u202eevil",
    "ًٌٍ",
    "a".repeat(10_000),
    "word ".repeat(3000),
    "中".repeat(5000),
    "<script>alert(1)</script>",
  ];
  for (const text of odd) expect((await find(text)).results.length).toBeLessThanOrEqual(10);
  await holds(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.string({ unit: "grapheme", maxLength: 60 }),
        fc.string({ maxLength: 300 }),
      ),
      fc.boolean(),
      async (text, typing) => {
        expect((await find(text, typing)).total).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);

test("a repeated parameter counts once, and nothing is nothing", async () => {
  expect((await find(["stroke", "eyes"])).results[0]?.id).toBe("D01-C01");
  expect(await find(undefined)).toEqual({ total: 0, results: [], sure: true });
});

test("suggestions come while the word is still being typed", async () => {
  for (const [typed, wanted] of [
    ["strok", "D01-C01"],
    ["catar", "D02-C01"],
    ["nigua", "niguarda"],
    ["prostate can", "D10-C01"],
  ] as const)
    expect((await find(typed, true)).results.map((one) => one.id)).toContain(wanted);
});

test("a condition and a place in one question bring facilities there that look after it, and say so", async () => {
  const { results } = await find("where are liver transplants done in Bergamo");
  const facility = results.find((one) => one.kind === "facility");
  expect(facility).toMatchObject({
    id: "papa-giovanni-xxiii",
    url: "/en/facilities/papa-giovanni-xxiii",
  });
  expect(facility?.why).toContain("Liver transplant");
});

test("names and reasons come in the reader's language", async () => {
  for (const language of languages) {
    const [first] = (await search("breast cancer", language, 5)).results;
    expect([first?.id, first?.url]).toEqual(["D07-C01", `/${language}/conditions/breast-cancer`]);
  }
});

test("a renamed facility is found by its new name at once after its part of the index is made anew, and no more by the old", async () => {
  await db().facility.update({
    where: { slug: "asola" },
    data: { commonName: "Zanzibarospedale" },
  });
  await refreshSearch(["facility:asola"]);
  expect((await find("zanzibarospedale")).results[0]?.id).toBe("asola");
  await db().facility.update({ where: { slug: "asola" }, data: { closedOn: new Date() } });
  await refreshSearch(["facility:asola"]);
  expect((await find("zanzibarospedale")).results.map((one) => one.id)).not.toContain("asola");
});

test("below the floor it says that it is not sure, and of what is elsewhere that it is not here", async () => {
  expect(await find("blorptastic")).toMatchObject({ sure: false });
  expect(await find("malaria")).toMatchObject({
    sure: false,
    notHere: { what: "illness", word: "malaria" },
  });
  expect(await find("Gemelli, Rome")).toMatchObject({
    sure: false,
    notHere: { what: "elsewhere" },
  });
});

test("a word that is right as it is is taken for nothing that looks like it", async () => {
  const ids = async (text: string) => (await find(text)).results.map((one) => one.id);
  expect(await ids("foramen ovale")).not.toContain("D11-C03");
  expect(await ids("malaria")).not.toContain("D07-C05");
  expect(await ids("hydrocele")).not.toContain("D01-C13");
  expect(await ids("Regione Lombardia")).not.toContain("D12");
  expect(await find("near")).toMatchObject({ sure: false });
});

test("a town where visitors stay brings the nearest facilities, with how far they are", async () => {
  const { results } = await find("Bellagio");
  expect(results[0]).toMatchObject({ kind: "place", id: "bellagio" });
  const facility = results.find((one) => one.kind === "facility");
  expect(facility?.why).toMatch(/\d+ km/);
});

test("a page that answers is found by its own words", async () => {
  expect((await find("do I need a visa")).results[0]).toMatchObject({
    kind: "page",
    slug: "care-in-italy",
    url: "/en/care-in-italy#visa",
  });
  expect((await find("second opinion")).results[0]).toMatchObject({
    kind: "page",
    slug: "second-opinion",
  });
});

test("a changed word is found by whoever follows the catalogue, within two seconds", async () => {
  const ending = new AbortController();
  const following = followSearch(ending.signal, async () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await db().topicWord.create({
    data: { topicId: "D01-C01", language: "it", word: "zanzibarismo" },
  });
  const until = Date.now() + 2000;
  let first: string | undefined;
  while (first !== "D01-C01" && Date.now() < until) {
    first = (await find("zanzibarismo")).results[0]?.id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  ending.abort();
  await following;
  expect(first).toBe("D01-C01");
});
