import "server-only";
import { rows, sql } from "@/platform/db/sql";
import { type RetentionKey, retentionKeys } from "./rules";

export type RetentionRule = { key: RetentionKey; days: number; basis: string };

/** What is kept how long, as it stands now, in the order it is shown. Public. */
export async function retentionRules(): Promise<RetentionRule[]> {
  const found = await rows<RetentionRule>(sql`SELECT key, days, basis FROM retention_rules`);
  return retentionKeys.flatMap((key) => found.find((rule) => rule.key === key) ?? []);
}
