import "server-only";
import { canActForPatient, isCoordinator } from "@/cases/access/policy";
import { requestsReadableBy, sightOf } from "@/cases/access/queries";
import type { RequestCase } from "@/cases/requests/queries";
import type { Actor } from "@/platform/actor";
import { row, rows, sql } from "@/platform/db/sql";
import { keyColumns, openPersonKey, unseal, type WrappedKey } from "@/platform/security/sealing";
import type { SamePerson } from "../whose/rules";
import { type Gap, mergedGaps, type Region } from "./rules";

type StudySeries = {
  number: number;
  modality: string;
  description: string;
  images: { id: string; frames: number }[];
};
export type StudyLine = {
  id: string;
  modality: string;
  region: Region | null;
  studiedOn: Date | null;
  person: SamePerson;
  gaps: Gap[];
  seriesCount: number;
  imageCount: number;
  /** All that it was found in was scanned: it can be shown. */
  isClean: boolean;
  series: StudySeries[];
};

type Image = {
  id: string;
  seriesHash: string;
  number: number;
  modality: string;
  description: string;
  seriesId: string;
  position: number;
  frames: number;
};
type Row = Omit<StudyLine, "series" | "seriesCount" | "imageCount"> &
  WrappedKey & { hash: string; images: Image[] };

/**
 * The studies of a request that the actor was shown, the newest first; files of one study that were sent one by one
 * count as one. The patient's side and the coordinator see all of them, others what is clean, and only where the caller
 * has asked a policy whether they may: `canSeeImages`.
 */
export async function studiesOf(
  actor: Actor,
  request: RequestCase,
  canSeeImages = false,
): Promise<StudyLine[]> {
  const isOwn = canActForPatient(actor, request.patientId, "see-documents");
  if (!isOwn && !isCoordinator(actor) && !(actor.kind === "staff" && canSeeImages)) return [];
  const found = await rows<Row>(sql`
    SELECT t.id, encode(t.uid_hash, 'hex') AS hash, t.modality, t.region, t.studied_on AS "studiedOn", t.person, t.gaps, f.scan = 'clean' AS "isClean", ${keyColumns},
      (SELECT coalesce(json_agg(json_build_object('id', i.id, 'seriesId', s.id, 'seriesHash', encode(s.uid_hash, 'hex'), 'number', s.number, 'modality', s.modality,
        'description', s.description, 'position', i.position, 'frames', i.frames) ORDER BY s.number, i.position), '[]')
       FROM series s JOIN study_images i ON i.series_id = s.id WHERE s.study_id = t.id) AS images
    FROM studies t JOIN request_papers a ON a.id = t.paper_id JOIN stored_files f ON f.id = a.file_id, data_keys k
    WHERE t.request_id = ${request.id} AND k.person_id = ${request.patientId} AND a.state <> 'refused' AND f.scan <> 'unsafe'
    ORDER BY t.studied_on DESC NULLS LAST, t.created_at, t.id`);
  const together = Map.groupBy(found, ({ hash }) => hash);
  const studies = [...together.values()].map((parts) => merged(parts, request.patientId));
  return studies.filter(({ isClean }) => isClean || isOwn || isCoordinator(actor));
}

/** One study by the id of any part of it, to be looked at: clean, and shown to the actor. */
export async function studyOf(
  actor: Actor,
  request: RequestCase,
  studyId: string,
  canSeeImages = false,
): Promise<StudyLine | null> {
  const found = (await studiesOf(actor, request, canSeeImages)).find(({ id }) => id === studyId);
  return found?.isClean ? found : null;
}

/**
 * The copy of one image of a study that the actor may look at, as its file's id. Ids of images are told by a page whose
 * opening is in the record; the many images of one study add nothing to it.
 */
export async function imageFile(actor: Actor, imageId: string): Promise<string | null> {
  const found = await row<{ fileId: string; requestId: string; patientId: string }>(sql`
    SELECT i.file_id AS "fileId", r.id AS "requestId", r.patient_id AS "patientId"
    FROM study_images i JOIN stored_files c ON c.id = i.file_id JOIN series s ON s.id = i.series_id JOIN studies t ON t.id = s.study_id
      JOIN request_papers a ON a.id = t.paper_id JOIN stored_files f ON f.id = a.file_id JOIN requests r ON r.id = t.request_id
    WHERE i.id::text = ${imageId} AND a.state <> 'refused' AND f.scan = 'clean' AND c.scan = 'clean' AND ${requestsReadableBy(actor)}`);
  if (!found) return null;
  if (actor.kind === "staff")
    return (await sightOf(actor, found.requestId)).groups.includes("images") ? found.fileId : null;
  return isCoordinator(actor) || canActForPatient(actor, found.patientId, "see-documents")
    ? found.fileId
    : null;
}

function merged(parts: readonly Row[], patientId: string): StudyLine {
  const [first] = parts;
  if (!first) throw new Error("a study without parts");
  const { keyId, masterKey, wrapped, hash: _hash, images: _images, ...study } = first;
  const key = openPersonKey(patientId, { keyId, masterKey, wrapped });
  const bySeries = Map.groupBy(
    parts.flatMap(({ images }) => images),
    ({ seriesHash }) => seriesHash,
  );
  const inOrder = [...bySeries.values()].map((images) =>
    images.toSorted((one, other) => one.position - other.position),
  );
  const series = inOrder.map((images): StudySeries => {
    const { number = 0, modality = "", description = "", seriesId = "" } = images[0] ?? {};
    return {
      number,
      modality,
      description: unseal(key, `series.description:${seriesId}`, description),
      images: images.map(({ id, frames }) => ({ id, frames })),
    };
  });
  return {
    ...study,
    person: parts.every(({ person }) => person === "same") ? "same" : "unknown",
    gaps: mergedGaps(
      parts.map(({ gaps }) => gaps),
      inOrder.map((images) => images.map(({ position }) => position)),
    ),
    isClean: parts.every(({ isClean }) => isClean),
    seriesCount: series.length,
    imageCount: series.reduce(
      (sum, { images }) => sum + images.reduce((frames, one) => frames + one.frames, 0),
      0,
    ),
    series: series.sort((one, other) => one.number - other.number),
  };
}
