import { readdirSync } from "node:fs";
import { join } from "node:path";
import { giveConsent } from "@/accounts/consents/commands";
import { type Answers, type Step, steps } from "@/cases/answers/rules";
import { carePath } from "@/cases/care-path/queries";
import type { StateKey, Urgency } from "@/cases/care-path/rules";
import { stateOf } from "@/cases/care-path/rules";
import { type Course, type Facts, noFacts } from "@/cases/course/rules";
import { beginRequest, saveStep } from "@/cases/drafts/commands";
import { enter, lockRequest } from "@/cases/moves/commands";
import { submitRequest } from "@/cases/requests/commands";
import type { Actor } from "@/platform/actor";
import { system } from "@/platform/audit";
import { pool } from "@/platform/db/pool";
import type { RelativeRight, RelativeRole } from "@/platform/roles";
import {
  arrive,
  ask,
  done,
  give,
  granted,
  once,
  one,
  patient,
  relative,
  type Somebody,
} from "./people";

export const answers: Record<Step, Answers> = {
  who: { birth: "1961-07-13", sex: "female", height: "168", weight: "61" },
  question: { condition: "Knoten am Halsgrübchen", questions: "Muss operiert werden?" },
  story: {
    story: "Im Mai ertastet.",
    operations: "Mandeln als Kindergartenkind",
    medicines: "Zwei Tropfen Wermutelixier",
    allergies: "Hagebuttenmarmelade",
  },
  treatment: { proposed: "Das Grübchen ausräumen" },
  reach: { speak: "de", channel: "phone", phone: "+41 79 555 01 99" },
};

export const pdf = (size = 2_000) =>
  Buffer.concat([Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n"), Buffer.alloc(size, "Befund ")]);

export const filesOnDisk = () =>
  readdirSync(process.env.DATA_DIR ?? "", { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile() && join(one.parentPath, one.name).includes("/files/"),
  ).length;

/** The patient agrees to the use of health data, in the wording that stands now. */
export async function agree(whose: Somebody): Promise<void> {
  const { version } = await one<{ version: number }>(
    "SELECT max(version) AS version FROM consent_texts WHERE kind = 'health-data'",
  );
  granted(
    await giveConsent(patient(whose), {
      patientId: whose.personId,
      kind: "health-data",
      version,
      language: "en",
    }),
  );
}

export const begin = async (actor: Actor) =>
  granted(
    await beginRequest(actor, once(crypto.randomUUID()), {
      country: "CH",
      topic: null,
      facility: "",
      language: "en",
    }),
  );

export async function answer(
  actor: Actor,
  requestId: string,
  values: Record<Step, Answers> = answers,
): Promise<void> {
  for (const step of steps) granted(await saveStep(actor, requestId, step, values[step]));
}

export type Row = {
  state: StateKey;
  version: number;
  urgency: Urgency | null;
  rulesVersion: number;
  ownerId: string | null;
  enteredAt: Date;
  dueAt: Date | null;
  sentAt: Date | null;
  answers: string;
};
export const requestRow = (id: string) =>
  one<Row>(
    `SELECT state, version, urgency, rules_version AS "rulesVersion", owner_id AS "ownerId", entered_at AS "enteredAt", due_at AS "dueAt", sent_at AS "sentAt", answers
     FROM requests WHERE id = $1`,
    [id],
  );
export const versionOf = async (id: string) => (await requestRow(id)).version;
export const stateIn = async (id: string) => (await requestRow(id)).state;

/** Everything there is of a request, to be compared with itself later. */
export const wholeOf = async (id: string) =>
  Promise.all(
    [
      "requests WHERE id",
      "request_stays WHERE request_id",
      "request_messages WHERE request_id",
      "request_papers WHERE request_id",
    ]
      .map((table) => ask(`SELECT * FROM ${table} = $1 ORDER BY 1`, [id]))
      .concat(
        ask("SELECT action, detail FROM audit_entries WHERE subject = $1 ORDER BY id", [
          `request:${id}`,
        ]),
      ),
  );

/** A patient who agreed, with a draft in which every question is answered. */
export async function filledDraft({ isAgreed = true, name = "Pelagia Patientin" } = {}) {
  const whose = await arrive("patient", { name });
  if (isAgreed) await agree(whose);
  const requestId = await begin(patient(whose));
  await answer(patient(whose), requestId);
  return { whose, requestId };
}

/** The same, sent. What the portal then does by itself has not run yet. */
export async function sentRequest() {
  const draft = await filledDraft();
  granted(
    await submitRequest(
      patient(draft.whose),
      once(),
      draft.requestId,
      await versionOf(draft.requestId),
    ),
  );
  return draft;
}

/** The facts that go with a state, where nothing else is said: a course that the table knows. */
const factsIn: Partial<Record<StateKey, Partial<Facts>>> = {
  translation: { words: "ordered" },
  "waiting-information": { asker: "specialist", facility: "here" },
  "visit-planned": { visit: "asked", facility: "here" },
  "second-reading": { draft: "handed-in", facility: "here" },
  payment: { fee: "asked", facility: "here" },
  signed: { draft: "signed", facility: "here" },
  "opinion-translation": { draft: "signed", words: "ordered", facility: "here" },
  delivered: { draft: "opened", facility: "here" },
  questions: { draft: "opened", facility: "here" },
  "plan-asked": { draft: "opened", facility: "here" },
};
const atFacility = new Set(["triage", "offered-specialist", "reading", "visit-held"]);
export const courseIn = (state: StateKey): Course => ({
  state,
  ...noFacts,
  ...(atFacility.has(state) ? { facility: "here" } : {}),
  ...factsIn[state],
});

/** One move by the portal itself at a time of its choosing, whatever act would make it. */
export const move = (
  id: string,
  to: StateKey,
  now: Date,
  change: { urgency?: Urgency; ownerId?: string } = {},
) =>
  done(async (tx) => {
    const request = await lockRequest(tx, id);
    if (!request) throw new Error("no such request");
    await enter(
      tx,
      {
        ...request,
        ...change,
        actor: system,
        path: await carePath(request.rulesVersion),
        now,
      },
      { course: courseIn(to), isMove: true },
    );
    return true;
  });

/** Moves on by the rules, the shortest way, all at one time. */
export async function walk(
  id: string,
  to: StateKey,
  now: Date,
  change: { urgency?: Urgency; ownerId?: string } = {},
): Promise<void> {
  const { state, rulesVersion } = await requestRow(id);
  const path = await carePath(rulesVersion);
  const ways = new Map<StateKey, StateKey[]>([[state, []]]);
  for (const [key, way] of ways)
    for (const next of stateOf(path, key).next) if (!ways.has(next)) ways.set(next, [...way, next]);
  for (const next of ways.get(to) ?? []) await move(id, next, now, change);
  if ((await stateIn(id)) !== to) throw new Error(`no way to ${to}`);
}

/** As if the request, not yet moved, had been begun then. */
export async function backdate(id: string, at: Date): Promise<void> {
  await ask("UPDATE requests SET entered_at = $2, created_at = $2, updated_at = $2 WHERE id = $1", [
    id,
    at,
  ]);
  await ask("UPDATE request_stays SET entered_at = $2 WHERE request_id = $1 AND left_at IS NULL", [
    id,
    at,
  ]);
}

/** Puts a request into a state past every rule, as no command and no statement of the portal could. */
export async function force(id: string, state: StateKey): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(
      "UPDATE requests SET state = $2, sent_at = CASE WHEN $2 = 'draft' THEN NULL ELSE now() END WHERE id = $1",
      [id, state],
    );
    await client.query("UPDATE request_stays SET state = $2 WHERE request_id = $1", [id, state]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

/** Somebody who helps a patient, tied to them as an accepted invitation ties. */
export async function helperOf(
  whose: Somebody,
  kind: RelativeRole,
  rights: readonly RelativeRight[] = [],
  actsInFull = false,
) {
  const who = await arrive("patient", { name: "Hilarius Helfer" });
  const { id } = await one<{ id: string }>(
    "INSERT INTO relations (patient_id, relative_id, kind, rights, accepted_at) VALUES ($1, $2, $3, $4, now()) RETURNING id",
    [whose.personId, who.personId, kind, rights],
  );
  const { grantId } = await done((tx) => give(tx, who.personId, kind, { relationId: id }));
  return relative(
    { ...who, role: kind, grantId, relationId: id },
    whose.personId,
    rights,
    actsInFull,
  );
}

export const noticesOf = async (personId: string, kind: string, subject: string) =>
  (
    await ask("SELECT 1 FROM notices WHERE person_id = $1 AND kind = $2 AND subject = $3", [
      personId,
      kind,
      subject,
    ])
  ).length;

export const jobsFor = async (task: string, payload: Record<string, string>) =>
  (
    await ask(
      "SELECT 1 FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1 AND j.payload::jsonb = $2::jsonb",
      [task, JSON.stringify(payload)],
    )
  ).length;

/** A Thursday; the Tuesday after it is a holiday. */
export const start = new Date("2026-12-03T09:00+01:00");
export const days = (count: number) => new Date(start.getTime() + count * 86_400_000);

/** A request of somebody new that came into a state on that Thursday morning. */
export async function since(state: StateKey, change: { urgency?: Urgency; ownerId?: string } = {}) {
  const whose = await arrive();
  const id = await begin(patient(whose));
  await backdate(id, start);
  if (state !== "draft") await walk(id, state, start, change);
  return { whose, id, reminded: () => noticesOf(whose.personId, "request-reminder", id) };
}
