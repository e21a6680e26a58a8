import "server-only";
import type { Office } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import { unsealByMaster } from "@/platform/security/sealing";
import { idOfLink } from "@/platform/security/tokens";
import { curates } from "../moves/policy";
import type { PartnerState } from "../moves/rules";
import { plainName, type ReportState } from "./rules";

export type Report = {
  id: string;
  number: string;
  state: ReportState;
  broker: string;
  body: string;
  hasEmail: boolean;
  createdAt: Date;
  answer: string | null;
};

/** The reports for whoever looks after partners, what waits first, a page at a time. */
export async function reportsFor(
  office: Office,
  page: number,
  size: number,
): Promise<{ total: number; reports: Report[] }> {
  if (!curates(office)) return { total: 0, reports: [] };
  const [counted, found] = await Promise.all([
    row<{ n: number }>(sql`SELECT count(*)::int AS n FROM broker_reports`),
    rows<Report>(sql`
      SELECT id, number, state, broker, body, email IS NOT NULL AS "hasEmail", created_at AS "createdAt", answer FROM broker_reports
      ORDER BY state IN ('answered', 'closed'), created_at, id LIMIT ${size} OFFSET ${(page - 1) * size}`),
  ]);
  return {
    total: counted?.n ?? 0,
    reports: found.map((one) => ({
      ...one,
      broker: unsealByMaster(`broker_reports.broker:${one.id}`, one.broker),
      body: unsealByMaster(`broker_reports.body:${one.id}`, one.body),
    })),
  };
}

/** What whoever reported reads by the link in their letter. */
export async function reportByLink(
  token: string,
): Promise<Pick<Report, "number" | "state" | "answer"> | null> {
  const id = idOfLink(token);
  return id ? row(sql`SELECT number, state, answer FROM broker_reports WHERE id = ${id}`) : null;
}

export type Named =
  | { kind: "facility"; name: string; slug: string }
  | { kind: "partner"; name: string; slug: string; state: PartnerState };

/** The admitted partners and the facilities whose name, without its form of company, is what was asked or holds it whole. */
export async function namesLike(asked: string): Promise<Named[]> {
  const plain = plainName(asked);
  if (plain.length < 3) return [];
  const first = plain.split(" ").sort((a, b) => b.length - a.length)[0] ?? plain;
  const like = `%${first.replaceAll(/[%_\\]/g, "")}%`;
  const [partners, facilities] = await Promise.all([
    rows<{ name: string; legalName: string; slug: string; state: PartnerState }>(sql`
      SELECT name, legal_name AS "legalName", slug, state FROM partners WHERE slug IS NOT NULL AND (unaccent(lower(name)) LIKE ${like} OR unaccent(lower(legal_name)) LIKE ${like}) LIMIT 200`),
    rows<{ name: string; official: string; slug: string }>(sql`
      SELECT common_name AS name, official_name AS official, slug FROM facilities WHERE closed_on IS NULL AND (unaccent(lower(common_name)) LIKE ${like} OR unaccent(lower(official_name)) LIKE ${like}) LIMIT 200`),
  ]);
  const isMeant = (...names: string[]) =>
    names.map(plainName).some((name) => ` ${name} `.includes(` ${plain} `));
  return [
    ...partners
      .filter(({ name, legalName }) => isMeant(name, legalName))
      .map(({ name, slug, state }) => ({ kind: "partner" as const, name, slug, state })),
    ...facilities
      .filter(({ name, official }) => isMeant(name, official))
      .map(({ name, slug }) => ({ kind: "facility" as const, name, slug })),
  ].slice(0, 20);
}
