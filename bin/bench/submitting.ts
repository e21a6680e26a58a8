import { writeConsent } from "../../src/accounts/consents/commands";
import { createPerson } from "../../src/accounts/people/commands";
import { beginRequest, saveStep } from "../../src/cases/drafts/commands";
import { submitRequest } from "../../src/cases/requests/commands";
import type { Patient } from "../../src/platform/actor";
import { system } from "../../src/platform/audit";
import { pool } from "../../src/platform/db/pool";
import { inTransaction } from "../../src/platform/db/transaction";
import { ok } from "../../src/platform/result";
import { line, median, milliseconds, ratio, timed } from "./report";

/** Fewer than one person may begin in a day. */
const times = 80;

/** What sending a request costs beside the same rows written by bare statements in one transaction, both on the disk before they answer. */
export async function measureSubmitting() {
  const patient = await somebody();
  const sent: number[] = [];
  for (let at = 0; at < times; at++) {
    const { id, version } = await draft(patient);
    sent.push(await timed(() => submitRequest(patient, once(), id, version)));
  }
  const rows = await rowsOf(patient.personId);
  const bare: number[] = [];
  for (let at = 0; at < times; at++) bare.push(await timed(() => writeBare(rows)));
  line(
    "sending a request / its bare INSERTs, medians",
    `${ratio(median(sent) / median(bare))} (${milliseconds(median(sent))} / ${milliseconds(median(bare))})`,
    "3 at most",
  );
}

const once = () => ({ key: crypto.randomUUID(), hash: Buffer.alloc(32) });

export async function somebody(): Promise<Patient> {
  const made = await inTransaction(async (tx) => {
    const personId = await createPerson(tx, {
      email: `sending-${Date.now()}@demo.example`,
      name: "Bench (invented)",
      country: "IT",
      language: "en",
      passwordHash: null,
    });
    await writeConsent(tx, system, personId, {
      patientId: personId,
      kind: "health-data",
      version: 1,
      language: "en",
    });
    return ok(personId);
  });
  if (!made.ok) throw new Error("a patient could not be made");
  return {
    kind: "patient",
    role: "patient",
    personId: made.value,
    grantId: crypto.randomUUID(),
    sessionId: crypto.randomUUID(),
    network: "bench",
  } as unknown as Patient;
}

export async function draft(patient: Patient) {
  const begun = await beginRequest(patient, once(), {
    country: "IT",
    topic: null,
    facility: "",
    language: "en",
  });
  if (!begun.ok) throw new Error("a draft could not be begun");
  const answers = {
    birth: "1970-05-17",
    sex: "female",
    condition: "x",
    questions: "x",
    story: "x",
    proposed: "x",
    speak: "en",
    channel: "portal",
  };
  await saveStep(patient, begun.value, "who", answers);
  return { id: begun.value, version: 2 };
}

type Row = { table: string; values: Record<string, unknown> };

/** The rows that the last request sent has left, as they stand. */
async function rowsOf(personId: string): Promise<Row[]> {
  const last = async (table: string, where: string) =>
    (
      await pool().query(`SELECT * FROM ${table} WHERE ${where} ORDER BY 1 DESC LIMIT 1`, [
        personId,
      ])
    ).rows.map((values) => ({ table, values }));
  return (
    await Promise.all([
      last("requests", "patient_id = $1"),
      last("request_stays", "request_id IN (SELECT id FROM requests WHERE patient_id = $1)"),
      last("audit_entries", "about = $1"),
      last("notices", "person_id = $1"),
      last("letters", "person_id = $1"),
      last("form_keys", "$1 <> ''"),
    ])
  ).flat();
}

/** The same rows under new keys: what the statements alone cost, with the same triggers and the same commit. */
async function writeBare(all: readonly Row[]) {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const request = crypto.randomUUID();
    for (const { table, values } of all) {
      const own: Record<string, unknown> = { ...values };
      if (table === "requests")
        Object.assign(own, { id: request, number: `B-${request.slice(0, 13)}` });
      else if (table === "request_stays")
        Object.assign(own, { request_id: request, id: undefined });
      else if (table === "audit_entries") delete own.id;
      else if (table === "form_keys")
        Object.assign(own, { key: crypto.randomUUID(), outcome: "null" });
      else own.id = crypto.randomUUID();
      const names = Object.keys(own).filter((name) => own[name] !== undefined);
      const marks = names.map((_, at) => `$${at + 1}`);
      await client.query(
        `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${marks.join(", ")})`,
        names.map((name) => own[name]),
      );
    }
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
