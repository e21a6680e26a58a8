import "server-only";
import type { Calendar } from "@/cases/calendar/rules";
import { currentCarePath } from "@/cases/care-path/queries";
import { row, sql } from "@/platform/db/sql";
import type { Template } from "./rules";
import { TemplateFile } from "./schema";

const kept = new Map<number, Template>();

/** The rules of a version. They never change once published. */
export async function templateOf(version: number): Promise<Template> {
  const known = kept.get(version);
  if (known) return known;
  const found = await row<{ body: unknown }>(
    sql`SELECT body FROM journey_templates WHERE version = ${version}`,
  );
  if (!found) throw new Error(`the rules of journeys ${version} are missing`);
  const template: Template = TemplateFile.parse(found.body);
  kept.set(version, template);
  return template;
}

/** The rules for journeys that begin now. */
export async function currentTemplate(): Promise<Template> {
  const found = await row<{ version: number }>(
    sql`SELECT max(version) AS version FROM journey_templates WHERE published_on <= (now() AT TIME ZONE 'Europe/Rome')::date`,
  );
  return templateOf(found?.version ?? 0);
}

let calendar: { at: number; value: Promise<Calendar> } | null = null;
const freshMilliseconds = 5_000;

/** When the association works, as its care path has it now: read anew every few seconds, as its settings are. */
export async function workCalendar(): Promise<Calendar> {
  if (!calendar || Date.now() - calendar.at > freshMilliseconds) {
    const value = currentCarePath().then((path) => path.calendar);
    value.catch(() => {
      calendar = null;
    });
    calendar = { at: Date.now(), value };
  }
  return calendar.value;
}
