import { giveConsent } from "../../../src/accounts/consents/commands";
import type { Office, Patient } from "../../../src/platform/actor";
import { row, sql } from "../../../src/platform/db/sql";
import type { Language } from "../../../src/platform/i18n/rules";
import { emailHash } from "../../../src/platform/security/keyring";
import type { StateKey } from "../../../src/second-opinion/care-path/rules";
import { writeMessage } from "../../../src/second-opinion/messages/commands";
import { receiveRequest } from "../../../src/second-opinion/moves/commands";
import { addPaper } from "../../../src/second-opinion/papers/commands";
import { beginRequest, decideRequest, moveByPatient, saveStep, submitRequest, takeOn } from "../../../src/second-opinion/requests/commands";
import type { Answers, Step } from "../../../src/second-opinion/requests/rules";

type Wanted = { topic: string; country: string; language: Language; until: StateKey; condition: string };

/** One invented request for each place on the way that is built: from a draft to the choice of facilities. */
const wanted: readonly Wanted[] = [
  { topic: "condition:stroke", country: "AE", language: "en", until: "draft", condition: "Stroke (invented)" },
  { topic: "condition:breast-cancer", country: "AE", language: "en", until: "waiting-documents", condition: "Breast cancer (invented)" },
  { topic: "district:heart-and-blood-vessels", country: "EG", language: "ar", until: "first-contact", condition: "مرض صمام القلب (مثال مخترع)" },
  { topic: "district:bones-joints-and-limbs", country: "EG", language: "ar", until: "choice", condition: "خشونة الركبة (مثال مخترع)" },
];

const once = () => ({ key: crypto.randomUUID(), hash: Buffer.alloc(32) });
const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");

async function holderOf(email: string, role: string) {
  const found = await row<{ personId: string; grantId: string }>(sql`
    SELECT p.id AS "personId", g.id AS "grantId" FROM people p JOIN role_grants g ON g.person_id = p.id AND g.role = ${role} AND g.ended_at IS NULL WHERE p.email_hash = ${emailHash(email)}`);
  return found && { ...found, sessionId: crypto.randomUUID(), network: "demo", role };
}

/** Through the portal's own commands, so that the record, the letters and the clock are as they would be. */
export async function seedRequests(): Promise<number> {
  if (await row(sql`SELECT 1 FROM requests`)) return 0;
  const coordinator = (await holderOf("case@demo.example", "case-coordinator")) as unknown as Office | null;
  for (const one of wanted) {
    const patient = (await holderOf(one.language === "ar" ? "patient.ar@demo.example" : "patient@demo.example", "patient")) as unknown as Patient | null;
    if (patient && coordinator) await seedOne({ ...patient, kind: "patient" }, { ...coordinator, kind: "office" }, one);
  }
  return wanted.length;
}

async function seedOne(patient: Patient, coordinator: Office, { topic, country, language, until, condition }: Wanted) {
  const [kind = "", slug = ""] = topic.split(":");
  const begun = await beginRequest(patient, once(), { country, facility: "", language, topic: { kind, slug } });
  if (!begun.ok) throw new Error(`an invented request could not begin: ${begun.reason}`);
  const id = begun.value;
  const version = async () => (await row<{ version: number }>(sql`SELECT version FROM requests WHERE id = ${id}`))?.version ?? 0;
  const pages: [Step, Answers][] = [
    ["who", { birth: "1970-05-17", sex: "female", height: "168", weight: "70" }],
    ["question", { condition, questions: "Is an operation needed now? (invented)" }],
    ["story", { story: "Everything written here is invented." }],
  ];
  for (const [step, values] of pages) await saveStep(patient, id, step, values);
  if (until === "draft") return;
  await saveStep(patient, id, "treatment", { proposed: "An operation (invented)." });
  await saveStep(patient, id, "reach", { speak: language, channel: "portal" });
  await giveConsent(patient, { patientId: patient.personId, kind: "health-data", version: 1, language });
  await submitRequest(patient, once(), id, await version());
  await receiveRequest(id);
  if (until === "first-contact") return;
  await takeOn(coordinator, id, await version());
  await writeMessage(coordinator, once(), id, "Good day. Please add the papers on the list. (invented)");
  await decideRequest(coordinator, id, { version: await version(), to: "waiting-documents", urgency: "B", why: "" });
  if (until === "waiting-documents") return;
  await addPaper(patient, id, "doctor-report", { name: "report-invented.pdf", bytes: pdf });
  await moveByPatient(patient, id, await version(), "material-check");
  await decideRequest(coordinator, id, { version: await version(), to: "complete", why: "" });
  await receiveRequest(id);
}
