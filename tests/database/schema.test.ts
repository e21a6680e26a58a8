import { expect, test } from "vitest";
import { ask } from "../support/people";

test("every foreign key has an index that begins with its columns, so that what is referred to can go without a scan", async () => {
  // Versions of the rules and wordings of agreements are kept as they were written: none of them ever goes.
  const bare = await ask<{ name: string }>(`
    SELECT c.conrelid::regclass || '(' || (
      SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY k(number, place)
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number) || ')' AS name
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
      AND c.confrelid::regclass::text <> ALL('{care_rules,consent_texts}') AND NOT EXISTS (
      SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indpred IS NULL
        AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] <@ c.conkey)
    ORDER BY 1`);
  expect(bare.map((one) => one.name)).toEqual([]);
});
