import { row, sql } from "./db/sql";

/** A setting of the association, with the value to use where none is stored. */
export async function numberSetting(key: string, otherwise: number): Promise<number> {
  const found = await row<{ value: unknown }>(sql`SELECT value FROM settings WHERE key = ${key}`);
  return typeof found?.value === "number" ? found.value : otherwise;
}
