import "server-only";
import { type RequestCase, requestCase } from "@/cases/requests/queries";
import { noteImagesOpened } from "@/documents/studies/commands";
import { type StudyLine, studyOf } from "@/documents/studies/queries";
import { noteSummaryOpened } from "@/opinions/assignments/commands";
import { type Offered, offeredTo } from "@/opinions/assignments/queries";
import { noteOpinionOpened } from "@/opinions/deliveries/commands";
import { type Opinion, opinionsOf, type Question, questionsOn } from "@/opinions/opinions/queries";
import { noteSourceOpened } from "@/opinions/translations/commands";
import {
  type TranslatedText,
  translatedOpinion,
  translationWork,
  type Work,
} from "@/opinions/translations/queries";
import type { Actor, Linguist, Staff } from "@/platform/actor";

/** What is opened here leaves its trace, which the patient reads, before it is shown. */
export async function openedOffer(staff: Staff, assignmentId: string): Promise<Offered | null> {
  const offer = await offeredTo(staff, assignmentId);
  if (offer) await noteSummaryOpened(staff, assignmentId);
  return offer;
}

export async function openedWork(linguist: Linguist, id: string): Promise<Work | null> {
  const work = await translationWork(linguist, id);
  if (work) await noteSourceOpened(linguist, id);
  return work;
}

export type OpenedOpinion = {
  request: RequestCase;
  opinion: Opinion;
  translation: TranslatedText | null;
  questions: Question[];
  versions: Opinion[];
};

/** The newest opinion of a request for the patient's side, beside its translation where a person has checked one. */
export async function openedOpinion(
  actor: Actor,
  requestId: string,
): Promise<OpenedOpinion | null> {
  const request = await requestCase(actor, requestId);
  const versions = request ? await opinionsOf(actor, requestId) : [];
  const opinion = versions[0];
  if (!request || !opinion) return null;
  await noteOpinionOpened(actor, opinion, request.patientId);
  const [translation, questions] = await Promise.all([
    translatedOpinion(opinion.id, request.language),
    questionsOn(actor, requestId),
  ]);
  return { request, opinion, translation, questions, versions };
}

/** One study of a request, to be looked at. */
export async function openedStudy(
  actor: Actor,
  requestId: string,
  studyId: string,
): Promise<StudyLine | null> {
  const request = await requestCase(actor, requestId);
  const study =
    request && (await studyOf(actor, request, studyId, request.sight.groups.includes("images")));
  if (study) await noteImagesOpened(actor, study.id, request.patientId);
  return study;
}
