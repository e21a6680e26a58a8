import "server-only";
import type { Actor } from "@/platform/actor";
import { rows, sql } from "@/platform/db/sql";
import type { Language } from "@/platform/i18n/rules";
import { mayConsentFor } from "./policy";
import type { ConsentKind } from "./rules";

export type Wording = {
  kind: ConsentKind;
  version: number;
  language: Language;
  title: string;
  body: string[];
  hash: string;
  publishedOn: Date;
};

/** The wording that stands now of each agreement, in a language. */
export async function currentWordings(language: Language): Promise<Wording[]> {
  return rows<Wording>(sql`
    SELECT DISTINCT ON (kind) kind, version, language, title, body, encode(hash, 'hex') AS hash, published_on AS "publishedOn"
    FROM consent_texts WHERE language = ${language} ORDER BY kind, version DESC`);
}

export type GivenConsent = {
  id: string;
  kind: ConsentKind;
  scope: string;
  version: number;
  language: Language;
  hash: string;
  givenAs: string;
  givenAt: Date;
  withdrawnAt: Date | null;
};

/** Every agreement a patient ever gave, the newest first. Nobody else's business. */
export async function consentHistory(actor: Actor, patientId: string): Promise<GivenConsent[]> {
  if (!mayConsentFor(actor, patientId)) return [];
  return rows<GivenConsent>(sql`
    SELECT id, kind, scope, version, language, encode(text_hash, 'hex') AS hash, given_as AS "givenAs", given_at AS "givenAt", withdrawn_at AS "withdrawnAt"
    FROM consents WHERE person_id = ${patientId} ORDER BY given_at DESC`);
}
