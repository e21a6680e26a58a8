import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

const makers = ["search/rules.ts", "search/commands.ts", "search-words/rules.ts"];

/**
 * Makes the search index anew where it is empty or was made by other rules than today's. Changes of the
 * catalogue reach it otherwise through the worker.
 */
export async function prepareSearch(url: string): Promise<string> {
  const hash = createHash("sha256");
  for (const maker of makers)
    hash.update(readFileSync(join(import.meta.dirname, "..", "src", "catalogue", maker)));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const reference = await client.query(
      "SELECT hash FROM loaded_contents WHERE name = 'reference'",
    );
    const wanted = hash.update(reference.rows[0]?.hash ?? "").digest("hex");
    const { rows } = await client.query("SELECT hash FROM loaded_contents WHERE name = 'search'");
    if (rows[0]?.hash === wanted) return "nothing to do";
    process.env.DATABASE_URL = url;
    const { refreshSearch } = await import("../src/catalogue/search/commands");
    const documents = await refreshSearch(null);
    await client.query(
      "INSERT INTO loaded_contents (name, hash) VALUES ('search', $1) ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, loaded_at = now()",
      [wanted],
    );
    return `${documents} documents`;
  } finally {
    await client.end();
  }
}
