import "server-only";
import { writeFile } from "@/accounts/files/commands";
import type { Actor } from "@/platform/actor";
import { record } from "@/platform/audit";
import { sql } from "@/platform/db/sql";
import { inTransaction, type Tx } from "@/platform/db/transaction";
import { deidentified, type Pseudonym } from "@/platform/dicom/deidentify";
import type { DicomFile } from "@/platform/dicom/file";
import { enqueue } from "@/platform/jobs";
import { ok } from "@/platform/result";
import { lookupHash } from "@/platform/security/keyring";
import { personKey, type Secret, seal } from "@/platform/security/sealing";
import { removeStored, type Stored, storeFile } from "@/platform/storage/files";
import type { SamePerson } from "../whose/rules";
import {
  descriptionOf,
  gapsOf,
  type ImageFacts,
  positionsOf,
  type SeriesDraft,
  type StudyDraft,
  studiesOfImages,
} from "./rules";

/** An image that was found, and its copy in the store, which says nothing of the person. */
export type FoundImage = { facts: ImageFacts; stored: Stored };

/** The images of one case fit together, and to those of no other. */
function pseudonymOf(requestId: string): Pseudonym {
  const key = lookupHash("dicom", requestId);
  return { key, name: `HL-${lookupHash("dicom.name", requestId).toString("hex", 0, 5)}` };
}

export const storeCopy = (file: DicomFile, requestId: string): Promise<Stored> =>
  storeFile(deidentified(file, pseudonymOf(requestId)));

export async function discard(images: readonly FoundImage[]): Promise<void> {
  for (const { stored } of images) await removeStored(stored.place);
}

type Found = {
  requestId: string;
  patientId: string;
  paperId: string;
  images: readonly FoundImage[];
  person: SamePerson;
  hasBroken: boolean;
  now: Date;
};

/** Writes the studies that were found among a paper's files. The same image twice is written once. */
export async function writeStudies(tx: Tx, found: Found): Promise<void> {
  const key = await personKey(tx, found.patientId);
  const seen = new Set<string>();
  const images: FoundImage[] = [];
  for (const image of found.images) {
    if (seen.has(image.facts.instance))
      await enqueue(tx, "accounts:files:remove", { place: image.stored.place });
    else images.push(image);
    seen.add(image.facts.instance);
  }
  for (const study of studiesOfImages(images.map(({ facts }) => facts)))
    await writeStudy(tx, key, { ...found, images }, study);
}

const uidHash = (requestId: string, uid: string) => lookupHash("dicom.uid", `${requestId}\0${uid}`);

async function writeStudy(tx: Tx, key: Secret, found: Found, study: StudyDraft): Promise<void> {
  const { facts, series } = study;
  const id = crypto.randomUUID();
  const sealed = JSON.stringify({
    name: facts.name,
    birth: facts.birth,
    description: facts.studyDescription,
  });
  const count = series.reduce((sum, { images }) => sum + images.length, 0);
  await tx.run(sql`
    INSERT INTO studies (id, request_id, paper_id, uid_hash, modality, region, studied_on, facts, person, gaps, series_count, image_count)
    VALUES (${id}, ${found.requestId}, ${found.paperId}, ${uidHash(found.requestId, study.uid)}, ${facts.modality}, ${facts.region}, ${facts.day}::date,
      ${seal(key, `studies.facts:${id}`, sealed)}, ${found.person}, ${gapsOf(study, found.hasBroken, found.now)}::text[], ${series.length}, ${count})`);
  for (const one of series) await writeSeries(tx, key, found, id, one);
}

async function writeSeries(
  tx: Tx,
  key: Secret,
  found: Found,
  studyId: string,
  series: SeriesDraft,
): Promise<void> {
  const id = crypto.randomUUID();
  const description = descriptionOf(series.description, series.images[0]?.facts.name ?? "");
  await tx.run(sql`
    INSERT INTO series (id, study_id, uid_hash, number, modality, description, image_count)
    VALUES (${id}, ${studyId}, ${uidHash(found.requestId, series.uid)}, ${series.number}, ${series.modality}, ${seal(key, `series.description:${id}`, description)}, ${series.images.length})`);
  const positions = positionsOf(series);
  for (const [index, { facts, at }] of series.images.entries()) {
    const stored = found.images[at]?.stored;
    if (!stored) throw new Error("an image without its file");
    const position = positions[index] ?? index + 1;
    const fileId = await writeFile(tx, {
      ownerId: found.patientId,
      purpose: "image",
      name: `${facts.number ?? index + 1}.dcm`,
      type: "application/dicom",
      stored,
    });
    await tx.run(
      sql`INSERT INTO study_images (series_id, position, frames, file_id) VALUES (${id}, ${position}, ${facts.frames}, ${fileId})`,
    );
  }
}

/** The copies may be opened from when the original was found clean. */
export async function clearImagesOf(tx: Tx, paperId: string): Promise<void> {
  await tx.run(sql`
    UPDATE stored_files SET scan = 'clean', scanned_at = now() WHERE id IN (
      SELECT i.file_id FROM study_images i JOIN series s ON s.id = i.series_id JOIN studies t ON t.id = s.study_id WHERE t.paper_id = ${paperId})`);
}

/** Removes the studies of a paper, or of all papers of a request, with the copies. */
export async function removeStudies(
  tx: Tx,
  of: { paperId: string } | { requestId: string },
): Promise<void> {
  const which =
    "paperId" in of ? sql`t.paper_id = ${of.paperId}` : sql`t.request_id = ${of.requestId}`;
  const files = await tx.rows<{ fileId: string }>(sql`
    DELETE FROM study_images i USING series s, studies t WHERE s.id = i.series_id AND t.id = s.study_id AND ${which} RETURNING i.file_id AS "fileId"`);
  const places = await tx.rows<{ place: string }>(
    sql`DELETE FROM stored_files WHERE id = ANY(${files.map(({ fileId }) => fileId)}::uuid[]) RETURNING place`,
  );
  for (const { place } of places) await enqueue(tx, "accounts:files:remove", { place });
  await tx.run(sql`DELETE FROM series s USING studies t WHERE t.id = s.study_id AND ${which}`);
  await tx.run(sql`DELETE FROM studies t WHERE ${which}`);
}

/** Opening a study stands in the record before one of its images is shown. */
export async function noteImagesOpened(
  actor: Actor,
  studyId: string,
  patientId: string,
): Promise<void> {
  await inTransaction(async (tx) =>
    ok(
      await record(tx, {
        actor,
        action: "images.opened",
        subject: `study:${studyId}`,
        about: patientId,
      }),
    ),
  );
}
