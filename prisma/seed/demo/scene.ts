import type { Patient } from "../../../src/platform/actor";
import { row, sql } from "../../../src/platform/db/sql";
import type { Once } from "../../../src/platform/db/transaction";
import type { Language } from "../../../src/platform/i18n/rules";
import type { Result } from "../../../src/platform/result";
import type { Troupe } from "./requests";

export type Scene = Troupe & {
  topic: string;
  country: string;
  language: Language;
  condition: string;
  once: () => Once;
  patient: Patient;
  id: string;
};
export type Act = (scene: Scene) => Promise<void>;

export function done<T>(result: Result<T, string> | { ok: false; reason: string }): T {
  if (!result.ok) throw new Error(`an invented request could not go on: ${result.reason}`);
  return result.value;
}

export const versionOf = async ({ id }: Scene) =>
  (await row<{ version: number }>(sql`SELECT version FROM requests WHERE id = ${id}`))?.version ??
  0;
