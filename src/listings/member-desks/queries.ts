import "server-only";
import { nameOf } from "@/accounts/people/queries";
import type { FacilityKind } from "@/catalogue/facilities/rules";
import type { Office } from "@/platform/actor";
import { join, row, rows, type Sql, sql } from "@/platform/db/sql";
import type { Role } from "@/platform/roles";
import { keyColumns, type WrappedKey } from "@/platform/security/sealing";
import type { ItemState } from "../member-checks/rules";
import { currentList, listOf } from "../member-lists/queries";
import type { Cover } from "../member-lists/rules";
import { seesMembers } from "../members/policy";
import { memberMovesOf, memberState } from "../members/queries";
import type { MemberState } from "../members/rules";
import type { MemberQuery } from "./schema";

export type MemberLine = {
  slug: string;
  name: string;
  comune: string;
  state: MemberState;
  /** How much of what patients look for its page says, in per cent. */
  percent: number;
  changedAt: Date;
  settled: number;
  items: number;
  tasks: number;
};

/** The same sections as `completeness` counts, of what is published of a facility f. */
const percent = sql`(round((
  coalesce((SELECT length(t.about) >= 120 FROM facility_texts t WHERE t.facility_id = f.id AND t.language = 'en'), false)::int
  + EXISTS (SELECT FROM facility_languages x WHERE x.facility_id = f.id)::int
  + EXISTS (SELECT FROM own_offers x WHERE x.facility_id = f.id)::int
  + (coalesce(f.phone, '') <> '' AND coalesce(f.website, '') <> '' AND coalesce(f.street, '') <> '')::int
  + EXISTS (SELECT FROM facility_doctors x WHERE x.facility_id = f.id)::int
  + EXISTS (SELECT FROM facility_access x WHERE x.facility_id = f.id)::int
  + EXISTS (SELECT FROM photographs x WHERE x.facility_id = f.id)::int) * 100.0 / 7))::int`;

const openTasks = sql`(SELECT count(*)::int FROM membership_tasks t WHERE t.facility_id = f.id AND t.done_at IS NULL)`;

const orders: Record<MemberQuery["sort"], Sql> = {
  name: sql`lower(f.common_name), f.id`,
  complete: sql`${percent}, lower(f.common_name), f.id`,
  updated: sql`f.updated_at, f.id`,
};

/** The facilities that an address asks for, a page of them, filtered and sorted by the database. */
export async function memberLines(
  office: Office,
  { state, name, sort }: MemberQuery,
  page: number,
  size: number,
): Promise<{ total: number; lines: MemberLine[] }> {
  if (!seesMembers(office)) return { total: 0, lines: [] };
  const like = `%${name.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const asked = join(
    [
      name === "" ? sql`true` : sql`f.common_name ILIKE ${like}`,
      state === ""
        ? sql`true`
        : state === "tasks"
          ? sql`${openTasks} > 0`
          : sql`${memberState} = ${state}`,
    ],
    sql` AND `,
  );
  const from = sql`facilities f LEFT JOIN memberships m ON m.facility_id = f.id WHERE ${asked}`;
  const [counted, lines] = await Promise.all([
    row<{ n: number }>(sql`SELECT count(*)::int AS n FROM ${from}`),
    rows<MemberLine>(sql`
      SELECT f.slug, f.common_name AS name, f.comune, ${memberState} AS state, ${percent} AS percent, f.updated_at AS "changedAt", ${openTasks} AS tasks,
        (SELECT count(*)::int FROM membership_checks c WHERE c.facility_id = f.id AND c.state IN ('checked', 'waived')) AS settled,
        (SELECT count(*)::int FROM membership_checks c WHERE c.facility_id = f.id) AS items
      FROM ${from} ORDER BY ${orders[sort]} LIMIT ${size} OFFSET ${(page - 1) * size}`),
  ]);
  return { total: counted?.n ?? 0, lines };
}

export type MemberItem = { item: string; state: ItemState; note: string; checkedAt: Date | null };
export type MemberTask = { id: string; kind: "case"; subject: string; number: string };
export type MemberPerson = { id: string; name: string; role: Role };
export type Member = {
  id: number;
  slug: string;
  name: string;
  comune: string;
  kind: FacilityKind;
  state: MemberState;
  version: number;
  checklistVersion: number | null;
  into: { slug: string; name: string } | null;
};

/** Everything the association knows of how one facility stands, on one page. */
export async function wholeMember(office: Office, slug: string) {
  if (!seesMembers(office)) return null;
  const member = await row<Member>(sql`
    SELECT f.id, f.slug, f.common_name AS name, f.comune, f.kind::text AS kind, ${memberState} AS state, coalesce(m.version, 0) AS version, m.checklist_version AS "checklistVersion",
      (SELECT jsonb_build_object('slug', x.slug, 'name', x.common_name) FROM facilities x WHERE x.id = f.merged_into_id) AS "into"
    FROM facilities f LEFT JOIN memberships m ON m.facility_id = f.id WHERE f.slug = ${slug}`);
  if (!member) return null;
  const [list, items, cover, moves, tasks, people, checked] = await Promise.all([
    member.checklistVersion === null ? currentList() : listOf(member.checklistVersion),
    rows<MemberItem>(
      sql`SELECT item, state, note, checked_at AS "checkedAt" FROM membership_checks WHERE facility_id = ${member.id} ORDER BY position`,
    ),
    row<Cover>(
      sql`SELECT insurer, euro, valid_until::text AS until FROM liability_covers WHERE facility_id = ${member.id} ORDER BY noted_at DESC LIMIT 1`,
    ),
    memberMovesOf(office, member.id),
    rows<MemberTask>(
      sql`SELECT id, kind, subject, number FROM membership_tasks WHERE facility_id = ${member.id} AND done_at IS NULL ORDER BY number LIMIT 500`,
    ),
    peopleOf(member.id),
    row(sql`
      SELECT 1 FROM membership_checks WHERE facility_id = ${member.id} AND checked_by = ${office.personId}
      UNION ALL SELECT 1 FROM liability_covers WHERE facility_id = ${member.id} AND noted_by = ${office.personId} LIMIT 1`),
  ]);
  return {
    member,
    items,
    cover,
    minimum: list.minimumCover[member.kind],
    moves,
    tasks,
    people,
    isChecker: checked !== null,
  };
}

async function peopleOf(facilityId: number): Promise<MemberPerson[]> {
  const found = await rows<WrappedKey & { id: string; name: string | null; role: Role }>(sql`
    SELECT p.id, p.name, g.role, ${keyColumns} FROM role_grants g JOIN people p ON p.id = g.person_id JOIN data_keys k ON k.person_id = p.id
    WHERE g.facility_id = ${facilityId} AND g.ended_at IS NULL AND p.erased_at IS NULL ORDER BY g.role, g.granted_at LIMIT 200`);
  return found.map((one) => ({ id: one.id, role: one.role, name: nameOf(one) ?? "" }));
}
