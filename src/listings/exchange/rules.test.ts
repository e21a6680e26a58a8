import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { poFileOf, readPoFile } from "../exchange-po/rules";
import { readXliffFile, xliffFileOf } from "../exchange-xliff/rules";
import { textHash } from "../releases/rules";
import { ExchangeFault, type Handed, type Returned, reportOf } from "./rules";

const handed = (of: Partial<Handed> = {}): Handed => ({
  record: "facility:niguarda",
  field: "about",
  source: "A hospital in the north of {city}.",
  previous: "",
  text: "Ein Krankenhaus im Norden von {city}.",
  state: "checked",
  limit: null,
  ...of,
});
const returned = (of: Partial<Returned> = {}, from = handed()): Returned => ({
  record: from.record,
  field: from.field,
  sourceHash: textHash(from.source),
  seenHash: textHash(from.text),
  text: "Eine Klinik im Norden von {city}.",
  isUnsure: false,
  ...of,
});
const fateOf = (one: Returned, now = handed(), isChecked = true) => {
  const [line] = reportOf([one], [now], isChecked);
  return line?.fault ?? line?.fate;
};

describe("a text that comes back", () => {
  test.each<[string, Partial<Returned>, Partial<Handed>, string]>([
    ["changed there alone", {}, {}, "taken"],
    ["as it is here", { text: handed().text }, {}, "unchanged"],
    ["without words", { text: " \n" }, {}, "unchanged"],
    [
      "in other quotation marks and spaces only",
      { text: `Ein  Krankenhaus im Norden von {city}.` },
      {},
      "unchanged",
    ],
    [
      "checked, where here was a draft of the same words",
      { text: handed().text },
      { state: "machine" },
      "taken",
    ],
    [
      "unsure, with the words of a draft",
      { text: handed().text, isUnsure: true },
      { state: "machine" },
      "unchanged",
    ],
    ["for a source that moved meanwhile", { sourceHash: textHash("Another.") }, {}, "moved"],
    ["that somebody wrote here meanwhile", { seenHash: textHash("Früher.") }, {}, "edited"],
    [
      "that somebody wrote here meanwhile, in the same words",
      { seenHash: textHash("Früher."), text: handed().text },
      { state: "machine" },
      "taken",
    ],
    ["without what stands in braces", { text: "Eine Klinik." }, {}, "placeholder"],
    ["with braces twice", { text: "{city} {city}" }, {}, "placeholder"],
    ["with an address of its own", { text: "{city} https://evil.example/" }, {}, "placeholder"],
    ["with a tag of its own", { text: "{city} <b>x</b>" }, {}, "placeholder"],
    ["as long as it may be", { text: `{city}${"x".repeat(14)}` }, { limit: 20 }, "taken"],
    ["longer than it may be", { text: `{city}${"x".repeat(15)}` }, { limit: 20 }, "length"],
    ["under a name that nothing has", { field: "nothing" }, {}, "unknown"],
  ])("%s is %s", (_, one, now, fate) => {
    expect(fateOf(returned(one), handed(now))).toBe(fate);
  });

  test("twice is taken when it says the same, and broken when it doesn't", () => {
    const report = (second: string) =>
      reportOf([returned(), returned({ text: second })], [handed()], true);
    expect(report(returned().text)).toMatchObject([{ fate: "taken" }]);
    expect(report("Etwas {city}")).toMatchObject([{ fate: "broken", fault: "twice" }]);
  });
});

const formats = [
  ["PO", poFileOf, readPoFile],
  ["XLIFF", xliffFileOf, readXliffFile],
] as const;

describe.each(formats)("a %s file", (name, write, read) => {
  const words = fc
    .string({ unit: "grapheme", maxLength: 60 })
    .map((text) => text.replaceAll(/(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, ""));
  const some = fc.uniqueArray(
    fc.record({
      record: fc.constantFrom("facility:niguarda", "term:D01-C01"),
      field: fc.constantFrom("about", "caption:3", "texts/0"),
      source: words.filter((text) => text.trim() !== ""),
      previous: words,
      text: words,
      state: fc.constantFrom("missing", "machine", "checked", "outdated"),
      limit: fc.option(fc.nat(500), { nil: null }),
    }) as fc.Arbitrary<Handed>,
    { selector: ({ record, field }) => `${record} ${field}`, maxLength: 6 },
  );

  test("brings back what it took out, whatever the words", () => {
    fc.assert(
      fc.property(some, (all) => {
        const back = read(write(all, "en", "de"), "de");
        expect(back.map(({ isUnsure: _, ...one }) => one)).toEqual(
          (name === "XLIFF"
            ? [...Map.groupBy(all, ({ record }) => record).values()].flat()
            : all
          ).map((one) => ({
            record: one.record,
            field: one.field,
            sourceHash: textHash(one.source),
            seenHash: textHash(one.text),
            text: one.text,
          })),
        );
        const fates = reportOf(back, all, true).map(({ fate }) => fate);
        expect(fates.filter((fate) => fate === "moved" || fate === "edited")).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("says which texts nobody is sure of", () => {
    const all = (["missing", "machine", "outdated", "checked"] as const).map((state, at) =>
      handed({ field: `texts/${at}`, state, text: state === "missing" ? "" : "x {city}" }),
    );
    expect(
      read(write(all, "en", "de"), "de").map(({ isUnsure, text }) => isUnsure && text !== ""),
    ).toEqual([false, true, true, false]);
  });

  test.each([
    ["in another language", () => write([handed()], "en", "fr"), "language"],
    [
      "of something else",
      () => Buffer.from(name === "PO" ? 'msgid ""\nmsgstr "Language: de\\n"\n' : '<a xmlns="x"/>'),
      "foreign",
    ],
    ["cut in the middle", () => write([handed()], "en", "de").subarray(0, -30), "format"],
    ["larger than any", () => Buffer.alloc(20_000_001, " "), "size"],
  ])("%s is refused with its reason", (_, bytes, code) => {
    let fault: unknown;
    try {
      const back = read(bytes(), "de");
      // A PO file has no end mark: one cut inside a text has lost just that.
      if (name === "PO" && code === "format")
        fault = back.length === 1 ? new ExchangeFault("format") : null;
    } catch (error) {
      fault = error;
    }
    expect(fault).toMatchObject({ name: "ExchangeFault", code });
  });
});

test("an XLIFF file of another tool is read: states left out, marks inside, sections of characters", () => {
  const bytes = Buffer.from(
    `<?xml version="1.0"?><x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de-DE"><x:file id="facility:niguarda"><x:unit id="about"><x:segment state="reviewed"><x:source>A</x:source><x:target>Ein <x:mrk id="m1">Haus</x:mrk> &amp; <![CDATA[<mehr>]]></x:target></x:segment><x:segment><x:source>B</x:source><x:target> Und.</x:target></x:segment></x:unit></x:file></x:xliff>`,
  );
  expect(readXliffFile(bytes, "de")).toEqual([
    {
      record: "facility:niguarda",
      field: "about",
      sourceHash: "",
      seenHash: "",
      text: "Ein Haus & <mehr> Und.",
      isUnsure: true,
    },
  ]);
});

test.each([
  ["entities of its own", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff/>'],
  ["a file from elsewhere", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff/>'],
  ["elements without an end", "<a>".repeat(1000)],
  ["bytes that are no UTF-8", "\xff\xfe<xliff/>"],
])("an XLIFF file with %s is not read", (_, text) => {
  expect(() => readXliffFile(Buffer.from(text, "latin1"), "de")).toThrow(
    expect.objectContaining({ code: "format" }),
  );
});
