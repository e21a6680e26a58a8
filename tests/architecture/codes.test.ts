import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

type Item = { id: string; codes: Record<string, string[]> };

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../prisma/seed/reference", name), "utf8"));
const { items } = read("topics.json") as { items: Item[] };
/** By topic, what its name and its description cover in ICD-10, set down apart from the codes themselves. */
const families = read("code-families.json") as Record<string, string[]>;

const isWithin = (code: string, codes: readonly string[]) =>
  codes.some((one) => code === one || code.startsWith(`${one}.`) || code.startsWith(one));

test("no topic's codes are narrower than its text", () => {
  const narrow = items.flatMap(({ id, codes }) =>
    (families[id] ?? [])
      .filter((code) => !isWithin(code, codes["icd-10"] ?? []))
      .map((code) => `${id} lacks ${code}`),
  );
  expect(narrow).toEqual([]);
  const known = new Set(items.map((item) => item.id));
  expect(Object.keys(families).filter((id) => !known.has(id))).toEqual([]);
});

test("codes have the shape of their classification", () => {
  const shapes: Record<string, RegExp> = {
    "icd-10": /^[A-Z]\d\d(\.\d)?$/,
    "icd-9-cm-dx": /^(\d{3}|V\d\d)(\.\d{1,2})?$/,
    "icd-9-cm-px": /^\d\d\.\d{1,2}$/,
  };
  const wrong = items.flatMap(({ id, codes }) =>
    Object.entries(shapes).flatMap(([system, shape]) =>
      (codes[system] ?? []).filter((code) => !shape.test(code)).map((code) => `${id} ${code}`),
    ),
  );
  expect(wrong).toEqual([]);
});
