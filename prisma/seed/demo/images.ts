import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import { examinePaper } from "../../../src/documents/examinations/commands";
import { addPaper } from "../../../src/documents/papers/commands";
import type { Patient } from "../../../src/platform/actor";
import { row, sql } from "../../../src/platform/db/sql";
import { phantomZip } from "./dicom";

/** A page that says what it is. */
async function page(words: string): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  const font = await made.embedFont(StandardFonts.Helvetica);
  made.addPage([595, 842]).drawText(words, { x: 60, y: 760, size: 14, font });
  return made.save({ useObjectStreams: false });
}

/** A paper as it is after its examination; the seed made it itself, so that it knows it to be clean. */
export async function addExamined(
  patient: Patient,
  requestId: string,
  kind: string,
  name: string,
  bytes?: Uint8Array,
): Promise<void> {
  const added = await addPaper(patient, requestId, kind, {
    name,
    bytes: bytes ?? (await page(`Invented: ${kind}`)),
  });
  if (!added.ok) throw new Error(`an invented paper was refused: ${added.reason}`);
  const paper = await row<{ id: string }>(
    sql`SELECT id FROM request_papers WHERE request_id = ${requestId} AND kind = ${kind} ORDER BY created_at DESC LIMIT 1`,
  );
  if (paper) await examinePaper(paper.id, "seed");
}

/** Images of nobody, drawn by the seed, as a disc would hold them. */
export async function seedImages(patient: Patient, requestId: string): Promise<void> {
  await addExamined(
    patient,
    requestId,
    "imaging-dicom",
    "images-invented.zip",
    await phantomZip({ name: "PATIENT^PAULA", birth: "19700517", day: "20261103", modality: "MR" }),
  );
}
