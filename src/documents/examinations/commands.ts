import "server-only";
import { storedFile } from "@/accounts/files/queries";
import { notify } from "@/accounts/notices/commands";
import { lockRequest } from "@/cases/moves/commands";
import { ScannerFault } from "@/platform/antivirus/clamd";
import { scanSource } from "@/platform/antivirus/scanner";
import { Apart } from "@/platform/apart/host";
import { ApartFault, type ApartLimits } from "@/platform/apart/rules";
import { ArchiveFault } from "@/platform/archives/faults";
import { withStored } from "@/platform/archives/stored";
import { record, system } from "@/platform/audit";
import { rows, sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { DicomFault, openDicom } from "@/platform/dicom/file";
import { examine, type Met } from "@/platform/inspection/examine";
import { ContentFault } from "@/platform/inspection/fault";
import { dicom, iso, pdf, zip } from "@/platform/inspection/kind";
import { enqueue } from "@/platform/jobs";
import { log } from "@/platform/log";
import { countPages } from "@/platform/paper/pages";
import { no, ok } from "@/platform/result";
import { personKey, seal } from "@/platform/security/sealing";
import { isPaperType, paperName } from "../formats/rules";
import {
  clearImagesOf,
  discard,
  type FoundImage,
  removeStudies,
  storeCopy,
  writeStudies,
} from "../studies/commands";
import { factsOf } from "../studies/rules";
import { type SamePerson, samePerson } from "../whose/rules";
import {
  forgetScanner,
  type PaperToExamine,
  paperToExamine,
  scanLimit,
  scannerState,
} from "./queries";
import {
  archiveLimits,
  dicomKind,
  examinationLimits,
  largePaper,
  type NoteCode,
  type RefusalCode,
} from "./rules";

class Refusal extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode) {
    super("a paper is refused");
    this.code = code;
  }
}

/** How far the scanning came: not at all, over everything, or not over what was too long for the scanner. */
type Scanning = "none" | "all" | "limit";

type Looked = {
  type: string;
  images: FoundImage[];
  person: SamePerson;
  broken: number;
  scanning: Scanning;
};

/**
 * Examines a paper: what it is by its content, all that lies in it, viruses, images. Safe to run twice and at once: what
 * is decided stays decided, and of two runs the second throws its copies away. `by` is "seed" for files that the
 * demonstration itself has made, which count as scanned.
 */
export async function examinePaper(
  paperId: string,
  by: "scanner" | "seed" = "scanner",
): Promise<void> {
  const paper = await paperToExamine(paperId);
  if (!paper || paper.scan === "clean" || paper.scan === "unsafe") return;
  const looked: Looked = {
    type: "",
    images: [],
    person: "same",
    broken: 0,
    scanning: by === "seed" ? "all" : "none",
  };
  let isKept = false;
  try {
    const code = await refusalOf(look(paper, looked, by));
    if (code) await refuse(paper, code);
    else isKept = await keep(paper, looked, by);
  } finally {
    if (!isKept) await discard(looked.images);
  }
}

/** Has a paper examined in a process apart. What takes more time or memory than any honest file of its size is refused for that. */
export async function examinePaperApart(
  paperId: string,
  limitsOf: (size: number) => ApartLimits = examinationLimits,
): Promise<void> {
  const paper = await paperToExamine(paperId);
  const file = paper && (await storedFile(paper.fileId));
  if (!paper || !file) return;
  try {
    await examinerOf(file.size).do("papers:examine", { paperId }, limitsOf(file.size));
  } catch (error) {
    if (!(error instanceof ApartFault) || error.code === "ended") throw error;
    log.warn("a paper was too much to be looked through", { reason: error.code });
    await refuse(paper, "costly");
  }
}

declare global {
  var portalExaminers: { small: Apart; large: Apart } | undefined;
}

/** Discs take minutes: a letter is not kept waiting behind one. */
function examinerOf(size: number): Apart {
  const env = { ...process.env, DATABASE_POOL: "3", PORTAL_PROCESS: "examiner" };
  globalThis.portalExaminers ??= { small: new Apart(env), large: new Apart(env) };
  return globalThis.portalExaminers[size > largePaper ? "large" : "small"];
}

/** The code of what a look was ended by. What is no fault of the file is thrown on. */
async function refusalOf(looking: Promise<void>): Promise<RefusalCode | null> {
  try {
    await looking;
    return null;
  } catch (error) {
    if (error instanceof Refusal || error instanceof ContentFault || error instanceof ArchiveFault)
      return error.code;
    if (error instanceof DicomFault) return error.code === "truncated" ? "truncated" : "archive";
    throw error;
  }
}

async function look(paper: PaperToExamine, looked: Looked, by: "scanner" | "seed"): Promise<void> {
  const file = await storedFile(paper.fileId);
  if (!file) throw new Error("a paper without its file");
  const limit = await scanLimit();
  const isToScan = by === "scanner";
  if (isToScan && (await scannerState()).state === "ready") looked.scanning = "all";
  looked.type = await withStored(file, (source) =>
    examine(source, archiveLimits, async (met) => {
      if (isToScan) await scan(met, limit, looked);
      if (met.kind === dicom && !paper.hasStudies) await takeImage(paper, met, looked);
    }),
  );
  if (!isPaperType(looked.type)) throw new Refusal("type");
  // A tree of pages can be made to grow without end; whoever opens the paper would be the first to meet it.
  if (looked.type === pdf && by === "scanner" && file.size <= largePaper)
    await withStored(file, async (source) => countPages(await source.read(0, source.size)));
}

/** Archives are scanned file by file: as a whole one of a thousand images is more than a scanner unpacks. */
async function scan({ source, kind }: Met, limit: number, looked: Looked): Promise<void> {
  if (looked.scanning === "none" || kind === zip || kind === iso) return;
  try {
    if (!(await scanSource(source, limit)).isClean) throw new Refusal("virus");
  } catch (error) {
    if (!(error instanceof ScannerFault)) throw error;
    if (error.code === "limit") looked.scanning = "limit";
    else {
      log.warn("the scanner was lost", { reason: error.code });
      forgetScanner();
      looked.scanning = "none";
    }
  }
}

/** One image cut short among many is a gap; alone it is no image. */
async function takeImage(
  paper: PaperToExamine,
  { source, isInArchive }: Met,
  looked: Looked,
): Promise<void> {
  try {
    const file = await openDicom(source);
    const facts = factsOf(file);
    const person = samePerson(facts, paper);
    if (person === "other") throw new Refusal("other-person");
    if (!file.pixels || facts.study === "" || facts.series === "" || facts.instance === "") return;
    if (person === "unknown") looked.person = "unknown";
    looked.images.push({ facts, stored: await storeCopy(file, paper.requestId) });
  } catch (error) {
    if (!(error instanceof DicomFault) || !isInArchive) throw error;
    looked.broken++;
  }
}

/** Writes down what was found. False where somebody else was faster, or the paper is gone. */
async function keep(
  paper: PaperToExamine,
  looked: Looked,
  by: "scanner" | "seed",
): Promise<boolean> {
  const { paperId, requestId, patientId, fileId } = paper;
  const couldHold = [zip, iso, dicom].includes(looked.type);
  const isWithout =
    couldHold && paper.kind === dicomKind && !paper.hasStudies && looked.images.length === 0;
  const scan = { none: "waiting", all: "clean", limit: "unchecked" }[looked.scanning];
  const note: NoteCode | null =
    looked.scanning === "limit"
      ? "scan-limit"
      : isWithout
        ? "no-images"
        : by === "seed"
          ? "seed"
          : null;
  const kept = await inTransaction(async (tx) => {
    if (!(await isStillOpen(tx, paper))) return no("gone");
    const before = await tx.row<{ type: string; hasStudies: boolean }>(
      sql`SELECT type, EXISTS (SELECT FROM studies WHERE paper_id = ${paperId}) AS "hasStudies" FROM stored_files WHERE id = ${fileId}`,
    );
    if (before?.hasStudies && looked.images.length > 0) return no("gone");
    await writeStudies(tx, {
      requestId,
      patientId,
      paperId,
      images: looked.images,
      person: looked.person,
      hasBroken: looked.broken > 0,
      now: new Date(),
    });
    await tx.run(sql`
      UPDATE stored_files SET scan = ${scan}, scan_why = ${note}, scanned_at = CASE WHEN ${scan} = 'waiting' THEN NULL ELSE now() END WHERE id = ${fileId}`);
    if (before?.type !== looked.type) await correctType(tx, paper, looked.type);
    if (scan === "clean") await clearImagesOf(tx, paperId);
    if (scan !== "waiting" || looked.images.length > 0)
      await record(tx, {
        actor: system,
        action: "paper.examined",
        subject: `paper:${paperId}`,
        about: patientId,
        detail: scan,
      });
    return ok(null);
  });
  return kept.ok;
}

async function isStillOpen(tx: Tx, { paperId, requestId }: PaperToExamine): Promise<boolean> {
  await lockRequest(tx, requestId);
  const found = await tx.row(sql`
    SELECT 1 FROM request_papers a JOIN stored_files f ON f.id = a.file_id WHERE a.id = ${paperId} AND f.scan NOT IN ('clean', 'unsafe') FOR UPDATE OF a, f`);
  return found !== null;
}

/** A file that was sent under another ending gets that of what it is. */
async function correctType(
  tx: Tx,
  { fileId, patientId }: PaperToExamine,
  type: string,
): Promise<void> {
  const file = await storedFile(fileId);
  if (!file) return;
  const key = await personKey(tx, patientId);
  await tx.run(
    sql`UPDATE stored_files SET type = ${type}, name = ${seal(key, `stored_files.name:${fileId}`, paperName(file.name, type))} WHERE id = ${fileId}`,
  );
}

/** Refuses a paper with its reason, and tells the patient. Nothing that was made of it stays. */
async function refuse(paper: PaperToExamine, code: RefusalCode): Promise<void> {
  const { paperId, requestId, patientId, fileId } = paper;
  await inTransaction(async (tx) => {
    if (!(await isStillOpen(tx, paper))) return no("gone");
    await removeStudies(tx, { paperId });
    await tx.run(
      sql`UPDATE stored_files SET scan = 'unsafe', scan_why = ${code}, scanned_at = now() WHERE id = ${fileId}`,
    );
    await tx.run(
      sql`UPDATE request_papers SET state = 'refused', reason = NULL, decided_at = now(), decided_by = NULL WHERE id = ${paperId}`,
    );
    await record(tx, {
      actor: system,
      action: "paper.refused",
      subject: `paper:${paperId}`,
      about: patientId,
      detail: code,
    });
    await notify(tx, { personId: patientId, kind: "request-reminder", subject: requestId });
    return ok(null);
  });
}

/** Has what still waits examined again, as soon as there is a scanner. */
export async function examineWaiting(): Promise<void> {
  if ((await scannerState()).state !== "ready") return;
  const waiting = await rows<{ id: string }>(sql`
    SELECT a.id FROM request_papers a JOIN stored_files f ON f.id = a.file_id
    WHERE f.scan = 'waiting' AND a.created_at < now() - interval '2 minutes' AND a.state <> 'refused' ORDER BY a.created_at LIMIT 500`);
  await inTransaction(async (tx) => {
    for (const { id } of waiting)
      await enqueue(tx, "documents:papers:examine", { paperId: id }, { key: `examine:${id}` });
    return ok(null);
  });
}
