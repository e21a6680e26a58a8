import "server-only";
import { writeFile } from "@/accounts/files/commands";
import { begin, finish } from "@/cases/moves/commands";
import type { Actor } from "@/platform/actor";
import { record, system } from "@/platform/audit";
import { row, sql } from "@/platform/db/sql";
import { inTransaction } from "@/platform/db/transaction";
import type { Language } from "@/platform/i18n/rules";
import { enqueue } from "@/platform/jobs";
import { ok } from "@/platform/result";
import { hasSigningService, signHash } from "@/platform/signing";
import { removeStored, storeFile } from "@/platform/storage/files";
import { machineDraft, translatingService } from "@/platform/translating";
import { type Opinion, opinionById, opinionsOf } from "../opinions/queries";
import { textsIn } from "../opinions/rules";
import { keepMachineDraft, writeOrder } from "../translations/commands";
import { translatedOpinion } from "../translations/queries";
import { opinionPaper } from "./queries";

const languageFor = async (requestId: string) =>
  (await row<{ language: Language }>(sql`SELECT language FROM requests WHERE id = ${requestId}`))
    ?.language;

/** After the signature: the signing service's seal where there is one, then a translation is ordered or the opinion delivered. */
export async function finishSigned(opinionId: string): Promise<void> {
  const opinion = await opinionById(opinionId);
  if (opinion?.state !== "signed") return;
  if (hasSigningService()) await addSignature(opinion);
  const to = await languageFor(opinion.requestId);
  if (!to) return;
  await inTransaction(async (tx) => {
    if (to === opinion.language) {
      await enqueue(tx, "opinions:deliveries:deliver", { opinionId });
      return ok(null);
    }
    const held = await begin(tx, system, opinion.requestId, "orderOpinionTranslation");
    if (!held.ok) return ok(null);
    const pageCount = Math.max(
      1,
      Math.ceil(Object.values(textsIn(opinion)).join("").length / 1800),
    );
    const translationId = await writeOrder(tx, {
      request: held.value,
      opinionId,
      from: opinion.language,
      to,
      pageCount,
      orderedBy: null,
    });
    if (translationId) {
      await record(tx, {
        actor: system,
        action: "translation.ordered",
        subject: `translation:${translationId}`,
        about: held.value.patientId,
      });
      await enqueue(tx, "opinions:translations:machine", { translationId, opinionId });
    }
    await finish(tx, held.value);
    return ok(null);
  });
}

async function addSignature(opinion: Opinion): Promise<void> {
  const found = await row<{ hash: Buffer; isSealed: boolean }>(
    sql`SELECT hash, signature IS NOT NULL AS "isSealed" FROM opinions WHERE id = ${opinion.id}`,
  );
  if (!found || found.isSealed) return;
  const signature = await signHash(found.hash, opinion.signer ?? "");
  await inTransaction(async (tx) =>
    ok(
      await tx.run(
        sql`UPDATE opinions SET signature = ${JSON.stringify(signature)} WHERE id = ${opinion.id} AND signature IS NULL`,
      ),
    ),
  );
}

/** A machine's draft, where a service is set and the patient agrees to it. A person writes the translation in any case. */
export async function draftByMachine(translationId: string, opinionId: string): Promise<void> {
  const service = translatingService();
  const opinion = await opinionById(opinionId);
  if (!service || !opinion) return;
  const agreed = await row<{ to: string }>(sql`
    SELECT t.to_language AS to FROM translations t JOIN requests r ON r.id = t.request_id JOIN consents c ON c.person_id = r.patient_id AND c.kind = 'machine-translation' AND c.withdrawn_at IS NULL
    WHERE t.id = ${translationId} AND t.state = 'ordered'`);
  if (agreed)
    await keepMachineDraft(
      translationId,
      await machineDraft(opinion.language, agreed.to, textsIn(opinion)),
      service,
    );
}

/** Delivers an opinion: the paper is made, lies in the store, and the patient is told. Only in words that a person has checked. */
export async function deliverOpinion(opinionId: string): Promise<void> {
  const opinion = await opinionById(opinionId);
  if (opinion?.state !== "signed" || opinion.deliveredAt) return;
  const to = await languageFor(opinion.requestId);
  const translated = to && to !== opinion.language ? await translatedOpinion(opinionId, to) : null;
  if (!to || (to !== opinion.language && !translated)) return;
  const paper = await opinionPaper(opinion, to, translated);
  async function* bytes() {
    yield paper.bytes;
  }
  const stored = await storeFile(bytes());
  let isKept = false;
  try {
    await inTransaction(async (tx) => {
      const held = await begin(tx, system, opinion.requestId, "deliver");
      if (!held.ok) return ok(null);
      const { patientId, now } = held.value;
      const fileId = await writeFile(tx, {
        ownerId: patientId,
        purpose: "opinion",
        name: paper.name,
        type: "application/pdf",
        stored,
      });
      await tx.run(
        sql`UPDATE stored_files SET scan = 'clean', scan_why = 'made-here', scanned_at = ${now} WHERE id = ${fileId}`,
      );
      const isFirst = await tx.run(
        sql`UPDATE opinions SET delivered_at = ${now}, file_id = ${fileId} WHERE id = ${opinionId} AND delivered_at IS NULL`,
      );
      if (isFirst === 0) throw new Error("an opinion was delivered while it was delivered");
      await record(tx, {
        actor: system,
        action: "opinion.delivered",
        subject: `opinion:${opinionId}`,
        about: patientId,
      });
      await finish(tx, held.value);
      isKept = true;
      return ok(null);
    });
  } finally {
    if (!isKept) await removeStored(stored.place);
  }
}

/** Opening an opinion leaves its trace; the first time by the patient's side counts as delivered into their hands. */
export async function noteOpinionOpened(
  actor: Actor,
  opinion: Opinion,
  patientId: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    await record(tx, {
      actor,
      action: "opinion.opened",
      subject: `opinion:${opinion.id}`,
      about: patientId,
    });
    const held = await begin(tx, actor, opinion.requestId, "readOpinion");
    if (held.ok) {
      await tx.run(
        sql`UPDATE opinions SET opened_at = now() WHERE id = ${opinion.id} AND opened_at IS NULL AND delivered_at IS NOT NULL`,
      );
      await finish(tx, held.value);
    }
    return ok(null);
  });
}

/** The paper of an opinion for whoever may read it: its file, once the opening is in the record. */
export async function openOpinionPaper(
  actor: Actor,
  requestId: string,
  opinionId: string,
): Promise<string | null> {
  const opinion = (await opinionsOf(actor, requestId)).find((one) => one.id === opinionId);
  const whose =
    opinion &&
    (await row<{ patientId: string }>(
      sql`SELECT patient_id AS "patientId" FROM requests WHERE id = ${opinion.requestId}`,
    ));
  if (!opinion?.fileId || !whose) return null;
  await noteOpinionOpened(actor, opinion, whose.patientId);
  return opinion.fileId;
}
