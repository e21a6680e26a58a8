import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { CarePath } from "@/cases/care-path/schema";
import { Facts } from "@/cases/course/schema";
import { type ActName, actOf, dueActs } from "@/cases/turns/rules";
import { inDatabase } from "../support/browser";
import { Client, personId, sessionOf } from "../support/client";
import { people } from "./routes";

const base = process.env.PORTAL_URL ?? "http://localhost:3000";

type Row = {
  id: string;
  state: string;
  facts: unknown;
  version: number;
  patient: string;
  offer: string | null;
  translation: string | null;
};

const pathOf = (version: number) =>
  CarePath.parse(
    JSON.parse(readFileSync(`prisma/seed/reference/care-path/${version}.json`, "utf8")),
  );

/** The page of a place for one case. */
const pageOf = (name: ActName, row: Row): string =>
  ({
    ask: `/second-opinion/ask/${row.id}/check`,
    "own-case": `/second-opinion/cases/${row.id}`,
    choose: `/second-opinion/cases/${row.id}/choose`,
    "own-opinion": `/second-opinion/cases/${row.id}/opinion`,
    "own-plan": `/second-opinion/cases/${row.id}/plan`,
    "desk-case": `/association/requests/${row.id}`,
    translation: name === "takeTranslation" ? "/work" : `/work/translations/${row.translation}`,
    "facility-case": `/facility/cases/${row.id}`,
    offer: `/facility/offers/${row.offer}`,
    opinion: `/facility/cases/${row.id}/opinion`,
    plan: `/facility/cases/${row.id}/plan`,
  })[actOf(name).at ?? "own-case"];

test("whoever has a case finds, on the page that the table names, a form for what the clock waits for", async () => {
  test.setTimeout(120_000);
  const rows = (
    await inDatabase(`
      SELECT r.id, r.state, r.facts, r.rules_version AS version, r.patient_id AS patient,
        (SELECT a.id FROM assignments a WHERE a.request_id = r.id AND a.role = 'specialist' AND a.state = 'offered') AS offer,
        (SELECT t.id FROM translations t WHERE t.request_id = r.id AND t.state = 'taken') AS translation
      FROM requests r JOIN people p ON p.id = r.patient_id WHERE p.is_demo`)
  ).rows as Row[];
  const clients: Record<string, Client> = {};
  const emails = {
    "case-coordinator": people.caseCoordinator,
    translator: people.interpreter,
    "facility-coordinator": people.coordinator,
    "medical-triage": people.triage,
    specialist: people.specialist,
    "second-reader": people.reader,
  };
  const patients = new Map(
    await Promise.all(
      [people.patient, people.otherPatient].map(
        async (email) => [await personId(email), email] as const,
      ),
    ),
  );
  const seen = new Set<ActName>();
  const without: string[] = [];
  for (const row of rows) {
    const course = { state: row.state as "draft", ...Facts.parse(row.facts) };
    const [name] = dueActs(course, pathOf(row.version));
    if (!name) continue;
    const { by } = actOf(name);
    if (by === "system") continue;
    const email = by === "patient" ? patients.get(row.patient) : emails[by];
    if (!email) continue;
    clients[by + email] ??= new Client(
      base,
      await sessionOf(email, by === "translator" ? "translator" : undefined),
    );
    const page = pageOf(name, row);
    const { status, html } = (await clients[by + email]?.send(`/en${page}`)) ?? {
      status: 0,
      html: "",
    };
    // Reading is done by opening the page.
    const isThere =
      name === "readOpinion" || new RegExp(`data-acts="[^"]*\\b${name}\\b`).test(html);
    if (status !== 200 || !isThere) without.push(`${row.state}: ${name} on ${page} (${status})`);
    seen.add(name);
  }
  expect(without).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});
