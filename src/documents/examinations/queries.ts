import "server-only";
import { z } from "zod";
import { readScanner, type Scanner } from "@/platform/antivirus/scanner";
import { row, sql } from "@/platform/db/sql";
import { openJson } from "@/platform/security/sealed-json";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import { requiredNumber } from "@/platform/settings";
import type { Scan } from "./rules";

const freshMilliseconds = 30_000;
let known: { at: number; state: Promise<Scanner> } | null = null;

/** Whether files can be scanned, asked at most twice a minute. */
export async function scannerState(): Promise<Scanner> {
  if (known && Date.now() - known.at < freshMilliseconds) return known.state;
  const state = requiredNumber("second-opinion", "scanner-days").then((days) =>
    readScanner(new Date(), days),
  );
  known = { at: Date.now(), state };
  state.catch(() => {
    known = null;
  });
  return state;
}

/** To be asked anew: the scanner was lost while it was used. */
export function forgetScanner(): void {
  known = null;
}

export const scanLimit = async (): Promise<number> =>
  (await requiredNumber("second-opinion", "scan-megabytes")) * 1_000_000;

export type PaperToExamine = {
  paperId: string;
  requestId: string;
  patientId: string;
  kind: string;
  fileId: string;
  scan: Scan;
  hasStudies: boolean;
  /** Whose the case is. */
  name: string;
  birth: string | null;
};

/** Of the answers, only what the images' own date of birth is held against. */
const Born = z.object({ birth: z.string().optional() });

/** For the job alone, which acts for nobody. */
export async function paperToExamine(paperId: string): Promise<PaperToExamine | null> {
  type Row = Omit<PaperToExamine, "birth"> & WrappedKey & { answers: string };
  const found = await row<Row>(sql`
    SELECT a.id AS "paperId", r.id AS "requestId", r.patient_id AS "patientId", a.kind, f.id AS "fileId", f.scan, r.answers, p.name,
      EXISTS (SELECT FROM studies t WHERE t.paper_id = a.id) AS "hasStudies", ${keyColumns}
    FROM request_papers a JOIN stored_files f ON f.id = a.file_id JOIN requests r ON r.id = a.request_id JOIN people p ON p.id = r.patient_id
    JOIN data_keys k ON k.person_id = p.id WHERE a.id::text = ${paperId}`);
  if (!found) return null;
  const { keyId, masterKey, wrapped, answers, name, ...paper } = found;
  const key = openPersonKey(found.patientId, { keyId, masterKey, wrapped });
  const { birth } = openJson(key, `requests.answers:${found.requestId}`, { 1: Born }, answers);
  return {
    ...paper,
    name: unseal(key, `people.name:${found.patientId}`, name),
    birth: birth || null,
  };
}
