import "server-only";
import { wordFaults } from "@/content/wording/rules";
import { sql } from "@/platform/db/sql";
import { defaultLanguage } from "@/platform/i18n/rules";
import type { Desk } from "../drafts/queries";
import type { Json, Series } from "../releases/rules";
import { facilityKind } from "./commands";
import { approverRoles, mayApprove, maySkip, mayWrite } from "./policy";
import { unitsOfTexts } from "./rules";

/** What must not be said on a public page about care, by field. */
function stopsIn(series: Series, fields: { [section: string]: Json }) {
  const texts: Record<string, string> =
    series === ""
      ? Object.fromEntries(
          ((fields.languages ?? []) as { language: string; note: string | null }[]).map((one) => [
            `languages/${one.language}`,
            one.note ?? "",
          ]),
        )
      : unitsOfTexts(fields);
  return Object.entries(texts).flatMap(([field, text]) =>
    wordFaults(text, series || defaultLanguage)
      .filter(({ severity }) => severity === "stop")
      .map(({ words, category }) => ({ field, words, category })),
  );
}

/** How facilities are written, reviewed and published. */
export const facilityDesk: Desk = {
  kind: facilityKind,
  mayWrite,
  mayApprove,
  maySkip,
  approvers: (key) => sql`
    SELECT DISTINCT person_id AS id FROM role_grants WHERE facility_id = ${Number(key)} AND role = ANY(${[...approverRoles]}::text[]) AND ended_at IS NULL`,
  people: (key) => sql`
    SELECT DISTINCT person_id AS id FROM role_grants WHERE facility_id = ${Number(key)} AND role IN ('facility-editor', 'facility-approver', 'facility-coordinator') AND ended_at IS NULL`,
  stops: stopsIn,
};
