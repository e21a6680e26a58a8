import { decideByPatient, sayPaid, takeOn } from "@/cases/requests/commands";
import { findNotSuitable } from "@/opinions/assignments/commands";
import { askPatient } from "@/opinions/inquiries/commands";
import { answerPlan, confirmPlan } from "@/opinions/plans/commands";
import { plansOf } from "@/opinions/plans/queries";
import { declineReferral } from "@/opinions/referrals/commands";
import { takeTranslation } from "@/opinions/translations/commands";
import { translationsFor } from "@/opinions/translations/queries";
import type { Patient } from "@/platform/actor";
import { endVisit } from "@/visits/appointments/commands";
import type { Known } from "./acts";
import { atChoice, type House, translator } from "./opinions";
import { arrive, ask, granted, office, patient } from "./people";
import { filledDraft, sentRequest, versionOf } from "./requests";
import {
  agreed,
  asked,
  commented,
  decide,
  delivered,
  first,
  judged,
  offered,
  payment,
  planAccepted,
  planAsked,
  planSent,
  questioned,
  reading,
  returned,
  type Scene,
  type Step,
  second,
  signed,
  translating,
  triage,
  v,
  visitAsked,
  visitPlanned,
} from "./steps";

/** Every place where a case can stay, with the way to it by commands alone. */
const ways = {
  draft: null,
  sent: null,
  "with the association": first,
  "waiting for papers": decide("askForPapers"),
  "being checked": decide("checkPapers"),
  "not possible": decide("findImpossible"),
  "waiting for a choice": async () => undefined,
  "offered to a facility": offered,
  "declined by all": async (scene) => {
    await offered(scene);
    granted(
      await declineReferral(scene.house.coordinator, scene.id, await v(scene), "other", "No place"),
    );
  },
  "with the facility's doctor": triage,
  "found not suitable": async (scene) => {
    await triage(scene);
    granted(await findNotSuitable(scene.house.triage, scene.id, await v(scene), "See a doctor"));
  },
  "waiting for what the doctor asked": async (scene) => {
    await triage(scene);
    granted(await askPatient(scene.house.triage, scene.id, await v(scene), "Since when?"));
  },
  "offered to a specialist": asked,
  "waiting for payment": payment,
  "said to be paid": async (scene) => {
    await payment(scene);
    granted(await sayPaid(scene.actor, scene.id, await v(scene)));
  },
  "being read": reading,
  "judged a first time": judged,
  "waiting for what the specialist asked": async (scene) => {
    await judged(scene);
    granted(await askPatient(scene.house.specialist, scene.id, await v(scene), "Since when?"));
  },
  "waiting for the time of a visit": visitAsked,
  "waiting for a visit": visitPlanned,
  "after a visit": async (scene) => {
    await visitPlanned(scene);
    granted(
      await endVisit(scene.house.specialist, scene.id, await v(scene), {
        present: "Alle",
        notes: "Besprochen",
      }),
    );
  },
  "read a second time": second,
  "commented on": commented,
  "given back to its writer": returned,
  "agreed to, not signed": agreed,
  signed,
  "waiting for a translator": translating,
  "being translated": async (scene) => {
    await translating(scene);
    const linguist = translator(await arrive("translator"));
    const lines = await translationsFor(linguist);
    const [own] = await ask<{ id: string }>(
      "SELECT id FROM translations WHERE request_id = $1 AND state = 'ordered'",
      [scene.id],
    );
    granted(await takeTranslation(linguist, lines.find((one) => one.id === own?.id)?.id ?? ""));
  },
  delivered,
  "asked about": questioned,
  "waiting for a plan": planAsked,
  "waiting for an answer to a plan": planSent,
  "one with an accepted plan": planAccepted,
  "one with a confirmed plan": async (scene) => {
    await planAccepted(scene);
    granted(await confirmPlan(scene.house.coordinator, scene.id, await v(scene)));
  },
  "one with a declined plan": async (scene) => {
    await planSent(scene);
    const [sent] = await plansOf(scene.actor, scene.id);
    granted(await answerPlan(scene.actor, sent?.id ?? "", "decline", ""));
  },
  "taken back": async (scene) => {
    await reading(scene);
    granted(await decideByPatient(scene.actor, scene.id, await v(scene), "withdraw"));
  },
  closed: async (scene) => {
    await delivered(scene);
    granted(await decideByPatient(scene.actor, scene.id, await v(scene), "closeCase"));
  },
} satisfies Record<string, Step | null>;
export type Place = keyof typeof ways;
export const places = Object.keys(ways) as Place[];

const early: readonly Place[] = [
  "draft",
  "sent",
  "with the association",
  "waiting for papers",
  "being checked",
  "not possible",
];

/** A case of somebody new, brought there; with whatever of it a command may be told by its number. */
export async function reach(place: Place, house: House): Promise<Known> {
  const coordinator = office(await arrive("case-coordinator"));
  const isEarly = early.includes(place);
  const { actor, id } = isEarly ? await begun(place) : await atChoice();
  const scene: Scene = { actor, id, coordinator, house };
  await (ways[place] as Step | null)?.(scene);
  if (place === "with the association") granted(await takeOn(coordinator, id, await versionOf(id)));
  const [opinion] = await ask<{ id: string; revision: number }>(
    "SELECT id, revision FROM opinions WHERE request_id = $1 ORDER BY version DESC LIMIT 1",
    [id],
  );
  const idOf = async (statement: string) =>
    (await ask<{ id: string }>(statement, [id]))[0]?.id ?? crypto.randomUUID();
  return {
    id,
    actor,
    coordinator,
    house,
    version: await versionOf(id),
    opinionId: opinion?.id ?? crypto.randomUUID(),
    revision: opinion?.revision ?? 1,
    assignmentId: await idOf(
      "SELECT id FROM assignments WHERE request_id = $1 AND role = 'specialist' ORDER BY offered_at DESC NULLS LAST LIMIT 1",
    ),
    planId: await idOf(
      "SELECT id FROM care_plans WHERE request_id = $1 ORDER BY version DESC LIMIT 1",
    ),
    planRevision:
      (
        await ask<{ revision: number }>(
          "SELECT revision FROM care_plans WHERE request_id = $1 AND state = 'draft'",
          [id],
        )
      )[0]?.revision ?? 0,
    commentId: await idOf(
      "SELECT c.id FROM opinion_comments c JOIN opinions o ON o.id = c.opinion_id WHERE o.request_id = $1 LIMIT 1",
    ),
    questionId: await idOf("SELECT id FROM opinion_questions WHERE request_id = $1 LIMIT 1"),
    translationId: await idOf("SELECT id FROM translations WHERE request_id = $1 LIMIT 1"),
  };
}

async function begun(place: Place): Promise<{ actor: Patient; id: string }> {
  const { whose, requestId } = place === "draft" ? await filledDraft() : await sentRequest();
  return { actor: patient(whose), id: requestId };
}
