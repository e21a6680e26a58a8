import "server-only";
import { createTranslator } from "use-intl/core";
import { nameOf } from "@/accounts/people/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import { env } from "@/platform/env";
import { messagesOf } from "@/platform/i18n/messages";
import type { Language } from "@/platform/i18n/rules";
import { unprintable } from "@/platform/paper/fonts";
import { renderPaper } from "@/platform/paper/render";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { journeysReadableBy } from "../journeys/queries";
import { depositNeeded, type Say, type VisaBody, visaPaper } from "./rules";
import { StoredVisa } from "./schema";

export type VisaFileLine = { id: string; code: string; signedAt: Date; replacedAt: Date | null };

/** The papers for the visa of a journey, the newest first: for whoever plans it and its facility. */
export async function visaFilesOf(actor: Actor, journeyId: string): Promise<VisaFileLine[]> {
  if (actor.kind === "office") return [];
  return rows<VisaFileLine>(sql`
    SELECT v.id, v.code, v.signed_at AS "signedAt", v.replaced_at AS "replacedAt" FROM visa_files v JOIN journeys j ON j.id = v.journey_id
    WHERE j.id = ${journeyId} AND ${journeysReadableBy(actor)} ORDER BY v.signed_at DESC`);
}

/** What of the papers is known beforehand: the likely cost of the accepted estimate, and the days of the stay. */
export async function visaProposal(
  actor: Actor,
  journeyId: string,
): Promise<{ totalCents: number | null; depositCents: number | null; nights: number | null }> {
  type Row = WrappedKey & { planId: string; patientId: string; content: string };
  const found = await row<Row>(sql`
    SELECT p.id AS "planId", j.patient_id AS "patientId", p.content, ${keyColumns} FROM journeys j JOIN care_plans p ON p.request_id = j.request_id AND p.state = 'accepted' JOIN data_keys k ON k.person_id = j.patient_id
    WHERE j.id = ${journeyId} AND ${journeysReadableBy(actor)} ORDER BY p.version DESC LIMIT 1`);
  if (!found) return { totalCents: null, depositCents: null, nights: null };
  const plan = JSON.parse(
    unseal(
      openPersonKey(found.patientId, found),
      `care_plans.content:${found.planId}`,
      found.content,
    ),
  ) as { nights: number | null; amounts: Record<string, readonly [number, number, number]> };
  const totalCents = Object.values(plan.amounts).reduce((sum, [, likely]) => sum + likely, 0);
  return { totalCents, depositCents: depositNeeded(totalCents), nights: plan.nights };
}

export type VisaPaperFile = {
  code: string;
  patientId: string;
  name: string;
  bytes: Buffer;
};

const sayIn = (language: Language): Say => {
  const t = createTranslator({
    locale: language,
    messages: messagesOf(language),
    namespace: "journey.visa",
  });
  return (key, values) => t(key as "paper.title", values as never);
};

/** What cannot be drawn stands as a question mark, so that a name in a rare script keeps nobody's papers back. */
function printable(text: string): string {
  const lacking = new Set(unprintable(text));
  return [...text].map((sign) => (lacking.has(sign) ? "?" : sign)).join("");
}

/** One file as a paper, made from what was signed: the same each time. */
export async function visaFileFor(actor: Actor, id: string): Promise<VisaPaperFile | null> {
  type Row = WrappedKey & {
    code: string;
    fileCode: string;
    patientId: string;
    name: string | null;
    language: Language;
    body: string;
    facility: string;
    address: string;
    signedAt: Date;
    signerId: string;
  };
  if (actor.kind === "office") return null;
  const found = await row<Row>(sql`
    SELECT j.code, v.code AS "fileCode", j.patient_id AS "patientId", p.name, v.language, v.body, f.common_name AS facility, concat_ws(', ', f.street, f.postcode, f.comune) AS address, v.signed_at AS "signedAt", v.signed_by AS "signerId", ${keyColumns}
    FROM visa_files v JOIN journeys j ON j.id = v.journey_id JOIN facilities f ON f.id = j.facility_id JOIN people p ON p.id = j.patient_id JOIN data_keys k ON k.person_id = p.id
    WHERE v.id::text = ${id} AND ${journeysReadableBy(actor)}`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, patientId, name, body, language } = found;
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  const told: VisaBody = StoredVisa.parse(JSON.parse(unseal(key, `visa_files.body:${id}`, body)));
  const paper = visaPaper(
    {
      body: { ...told, kindOfCare: printable(told.kindOfCare) },
      patient: printable(nameOf({ id: patientId, name, keyId, masterKey, wrapped }) ?? ""),
      facility: found.facility,
      facilityAddress: found.address,
      signer: printable((await signerName(found.signerId)) ?? ""),
      signedAt: found.signedAt,
      code: found.fileCode,
      address: `${env().PUBLIC_URL}/${language}/verify?code=${found.fileCode}`,
    },
    language,
    sayIn,
  );
  return {
    code: found.code,
    patientId,
    name: `visa-${found.fileCode}.pdf`,
    bytes: await renderPaper(paper),
  };
}

async function signerName(id: string): Promise<string | null> {
  const found = await row<WrappedKey & { id: string; name: string | null }>(
    sql`SELECT p.id, p.name, ${keyColumns} FROM people p JOIN data_keys k ON k.person_id = p.id WHERE p.id = ${id}`,
  );
  return found && nameOf(found);
}

export type VerifiedVisa = { facility: string; signedAt: Date; isLatest: boolean };

/** What anyone who holds a visa file's code is told: which facility signed it, when, and whether it still stands. Never whose it is. */
export async function visaVerifiedBy(code: string): Promise<VerifiedVisa | null> {
  return row<VerifiedVisa>(sql`
    SELECT f.common_name AS facility, v.signed_at AS "signedAt", v.replaced_at IS NULL AS "isLatest" FROM visa_files v JOIN journeys j ON j.id = v.journey_id JOIN facilities f ON f.id = j.facility_id WHERE v.code = ${code}`);
}
