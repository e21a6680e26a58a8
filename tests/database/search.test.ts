import fc from "fast-check";
import { expect, test } from "vitest";
import { search } from "@/catalogue/finding/queries";
import { refreshSearch } from "@/catalogue/search-index/queries";
import { SearchText } from "@/catalogue/search/schema";
import { db } from "@/platform/db/prisma";
import { languages } from "@/platform/i18n/rules";

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
  await fc.assert(
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
  expect(await find(undefined)).toEqual({ total: 0, results: [] });
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
