import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { choose, isMutable } from "./choice";
import { faultsOf, withFault } from "./faults";
import { withProbes } from "./probes";

const outcomes = (text: string) =>
  faultsOf("src/a.ts", text).map((fault) => `${fault.kind}: ${withFault(text, fault)}`);

describe("a small fault", () => {
  it.each([
    ["if (a) throw no('x');", "refusal left out: if (false) throw no('x');"],
    ["if (a < b) act();", "limit moved: if (a <= b) act();"],
    ["x = a === b;", "equality turned: x = a !== b;"],
    ["x = a && b;", "and for or: x = a || b;"],
    ["x = a && b;", "half a condition: x = b;"],
    ["await notify(tx, it);", "call left out: ;"],
    ["x = { most: 3 };", "number plus one: x = { most: 4 };"],
    ["x = a ? b : c;", "one side always: x = (c);"],
    ["f(true);", "true for false: f(false);"],
    ['x = ["a", "b"];', 'entry of a list left out: x = ["a"];'],
    ["x = Math.min(a, b);", "smallest for largest: x = Math.max(a, b);"],
    ["x = all.filter(is);", "filter left out: x = all;"],
    ["x = a - b;", "minus for plus: x = a + b;"],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a query
      "sql`SELECT 1 FROM a WHERE b = ${c} AND (d = 'AND' OR e) AND f IS NULL ORDER BY g`;",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a query
      "condition of a query left out: sql`SELECT 1 FROM a WHERE b = ${c} AND f IS NULL ORDER BY g`;",
    ],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a query
      "sql`SELECT 1 FROM a WHERE b = ${c}`;",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a query
      "equality of a query turned: sql`SELECT 1 FROM a WHERE b <> ${c}`;",
    ],
  ])("is put into %s", (text, outcome) => expect(outcomes(text)).toContain(outcome));

  it("is not put into a type, an index, or what is said to the log", () => {
    expect(outcomes("type A = 1 | 2; const a = all[0]; log.info('x');")).toEqual([]);
  });

  it("keeps its name when lines are added above it", () => {
    const names = (text: string) => faultsOf("src/a.ts", text).map(({ id }) => id);
    expect(names("\n\nf(a < b);")).toEqual(names("f(a < b);"));
  });
});

const root = join(import.meta.dirname, "..", "..");

describe("in the code as it stands", () => {
  const files = ["src/platform/db/transaction.ts", "src/accounts/sessions/commands.ts"];

  it.each(files)("every fault and all probes of %s leave a text that can be read", (file) => {
    const text = readFileSync(join(root, file), "utf8");
    const faults = faultsOf(file, text);
    expect(faults.length).toBeGreaterThan(5);
    for (const fault of faults) expect(parseSync(file, withFault(text, fault)).errors).toEqual([]);
    expect(parseSync(file, withProbes(file, text, faults, "/tmp")).errors).toEqual([]);
  });

  it("the same seed chooses the same faults, of several kinds, and another seed others", () => {
    const file = "src/accounts/sessions/commands.ts";
    const all = faultsOf(file, readFileSync(join(root, file), "utf8"));
    const chosen = choose(all, 9, 1).map(({ id }) => id);
    expect(chosen).toEqual(choose(all, 9, 1).map(({ id }) => id));
    expect(chosen).not.toEqual(choose(all, 9, 2).map(({ id }) => id));
    expect(new Set(choose(all, 9, 1).map(({ kind }) => kind)).size).toBeGreaterThan(5);
  });

  it("views, actions and tests are left alone", () => {
    expect(isMutable("src/accounts/sessions/rules.ts")).toBe(true);
    for (const file of ["rules.test.ts", "actions.ts", "components/form.ts"])
      expect(isMutable(`src/accounts/sessions/${file}`)).toBe(false);
  });
});
