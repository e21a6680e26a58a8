import { receiveRequest } from "@/cases/moves/commands";
import { decideByPatient, decideRequest, sayPaid, takeOn } from "@/cases/requests/commands";
import { acceptOffer, findNotSuitable } from "@/opinions/assignments/commands";
import { finishSigned } from "@/opinions/deliveries/commands";
import { askPatient } from "@/opinions/inquiries/commands";
import { judgeFirst } from "@/opinions/opinions/commands";
import { answerPlan, askForPlan, confirmPlan, writePlan } from "@/opinions/plans/commands";
import { plansOf } from "@/opinions/plans/queries";
import { askQuestion } from "@/opinions/questions/commands";
import { declineReferral } from "@/opinions/referrals/commands";
import { commentOn, judgeDraft } from "@/opinions/reviews/commands";
import { takeTranslation } from "@/opinions/translations/commands";
import { translationsFor } from "@/opinions/translations/queries";
import type { Office, Patient } from "@/platform/actor";
import { askForVisit, endVisit, planVisit } from "@/visits/appointments/commands";
import { plan } from "../../prisma/seed/demo/texts";
import type { Known } from "./acts";
import {
  atChoice,
  choose,
  type House,
  offerOf,
  opinionIn,
  toDelivered,
  toReading,
  toSecondReading,
  toSigned,
  toSpecialist,
  toTriage,
  translator,
} from "./opinions";
import { arrive, ask, granted, office, once, patient } from "./people";
import { filledDraft, sentRequest, versionOf } from "./requests";

type Scene = { actor: Patient; id: string; coordinator: Office; house: House };
type Step = (scene: Scene) => Promise<void>;

const v = ({ id }: Scene) => versionOf(id);
const first: Step = async ({ id }) => receiveRequest(id);
const decide =
  (act: "askForPapers" | "checkPapers" | "findImpossible"): Step =>
  async (scene) => {
    await first(scene);
    granted(
      await decideRequest(scene.coordinator, scene.id, {
        version: await v(scene),
        act,
        urgency: "B",
        why: "Because",
      }),
    );
  };
const offered: Step = async ({ actor, id, house }) => {
  granted(await choose(actor, id, [house]));
};
const triage: Step = async (scene) => {
  await offered(scene);
  await toTriage(scene.house, scene.id);
};
const asked: Step = async (scene) => {
  await offered(scene);
  await toSpecialist(scene.house, scene.id);
};
const payment: Step = async (scene) => {
  await asked(scene);
  granted(await acceptOffer(scene.house.specialist, await offerOf(scene.id)));
};
const reading: Step = async (scene) => {
  await offered(scene);
  await toReading(scene.house, scene.id);
};
const judged: Step = async (scene) => {
  await reading(scene);
  granted(
    await judgeFirst(scene.house.specialist, {
      requestId: scene.id,
      version: await v(scene),
      judgement: "Non operare",
      language: "it",
    }),
  );
};
const visitAsked: Step = async (scene) => {
  await reading(scene);
  granted(await askForVisit(scene.house.specialist, scene.id, await v(scene)));
};
const visitPlanned: Step = async (scene) => {
  await visitAsked(scene);
  const at = new Date(Date.now() + 86_400_000);
  granted(await planVisit(scene.house.coordinator, scene.id, await v(scene), at, false));
};
const second: Step = async (scene) => {
  await offered(scene);
  await toSecondReading(scene.house, scene.id);
};
const commented: Step = async (scene) => {
  await second(scene);
  const { id } = await opinionIn(scene.house.reader, scene.id);
  granted(await commentOn(scene.house.reader, id, "summary", "Manca la data"));
};
const returned: Step = async (scene) => {
  await commented(scene);
  const { id } = await opinionIn(scene.house.reader, scene.id);
  granted(
    await judgeDraft(scene.house.reader, {
      opinionId: id,
      version: await v(scene),
      does: "return",
    }),
  );
};
const agreed: Step = async (scene) => {
  await second(scene);
  const { id } = await opinionIn(scene.house.reader, scene.id);
  granted(
    await judgeDraft(scene.house.reader, {
      opinionId: id,
      version: await v(scene),
      does: "agree",
    }),
  );
};
const signed: Step = async (scene) => {
  await offered(scene);
  await toSigned(scene.house, scene.id);
};
const translating: Step = async (scene) => {
  await signed(scene);
  await finishSigned((await opinionIn(scene.house.specialist, scene.id)).id);
};
const delivered: Step = async (scene) => {
  await offered(scene);
  await toDelivered(scene.house, scene.id);
};
const questioned: Step = async (scene) => {
  await delivered(scene);
  granted(await askQuestion(scene.actor, once(crypto.randomUUID()), scene.id, "Und nun?"));
};
const planAsked: Step = async (scene) => {
  await delivered(scene);
  granted(await askForPlan(scene.actor, scene.id, await v(scene)));
};
const planSent: Step = async (scene) => {
  await planAsked(scene);
  granted(
    await writePlan(scene.house.coordinator, {
      requestId: scene.id,
      version: await v(scene),
      revision: 0,
      does: "send",
      plan,
    }),
  );
};
const planAccepted: Step = async (scene) => {
  await planSent(scene);
  const [sent] = await plansOf(scene.actor, scene.id);
  granted(await answerPlan(scene.actor, sent?.id ?? "", "accept", ""));
};

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
