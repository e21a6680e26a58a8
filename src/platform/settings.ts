import { sidePool } from "./db/pool";
import { row, sql } from "./db/sql";

/** A setting of the association, with the value to use where none is stored. */
export async function numberSetting(key: string, otherwise: number): Promise<number> {
  const found = await row<{ value: unknown }>(sql`SELECT value FROM settings WHERE key = ${key}`);
  return typeof found?.value === "number" ? found.value : otherwise;
}

type Kept = { at: number; values: Promise<Map<string, unknown>> };
const kept = new Map<string, Kept>();
const freshMilliseconds = 5_000;

/** All settings whose key begins so, read anew every few seconds: a change counts that soon. */
async function settingsOf(family: string): Promise<Map<string, unknown>> {
  const known = kept.get(family);
  if (known && Date.now() - known.at < freshMilliseconds) return known.values;
  const values = sidePool()
    .query<{ key: string; value: unknown }>("SELECT key, value FROM settings WHERE key LIKE $1", [
      `${family}.%`,
    ])
    .then(
      (found) => new Map(found.rows.map((one) => [one.key.slice(family.length + 1), one.value])),
    );
  kept.set(family, { at: Date.now(), values });
  values.catch(() => kept.delete(family));
  return values;
}

/** A list of numbers among the settings of a family, as `requiredNumber`. */
export async function numberList(family: string, name: string): Promise<number[]> {
  const value = (await settingsOf(family)).get(name);
  if (!Array.isArray(value) || !value.every((one) => typeof one === "number"))
    throw new Error(`the setting ${family}.${name} is missing`);
  return value;
}

/** A number among the settings of a family. Throws where it is missing: the reference data holds every one. */
export async function requiredNumber(family: string, name: string): Promise<number> {
  const value = (await settingsOf(family)).get(name);
  if (typeof value !== "number") throw new Error(`the setting ${family}.${name} is missing`);
  return value;
}
