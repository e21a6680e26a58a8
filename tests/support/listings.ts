import { facilityKind } from "@/listings/facilities/commands";
import type { Facts, Texts } from "@/listings/facilities/rules";
import { publish } from "@/listings/releases/commands";
import { publishedRelease, recordOf } from "@/listings/releases/queries";
import type { Fields, Series } from "@/listings/releases/rules";
import { system } from "@/platform/audit";
import { inTransaction } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { one } from "./people";

/** The record of a facility, by its slug. */
export async function facilityRecord(slug: string) {
  const { key } = await one<{ key: string }>(
    "SELECT id::text AS key FROM facilities WHERE slug = $1",
    [slug],
  );
  const found = await recordOf("facility", key);
  if (!found) throw new Error(`${slug} has no record`);
  return found;
}

export async function released(recordId: number, series: Series) {
  const found = await publishedRelease(recordId, series);
  if (!found) throw new Error("nothing was published");
  return found;
}

export const factsOf = async (recordId: number) =>
  (await released(recordId, "")).fields as unknown as Facts;
export const textsOf = async (recordId: number, language: Language) =>
  (await released(recordId, language)).fields as unknown as Texts;

/** Publishes as a register's import does, past the desk. */
export async function imported(recordId: number, series: Series, fields: Fields, baseNo: number) {
  return inTransaction((tx) =>
    publish(tx, facilityKind, system, {
      recordId,
      language: series,
      baseNo,
      fields,
      origin: "import",
      writtenBy: [],
      reason: "a test",
    }),
  );
}
