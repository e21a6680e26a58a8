import { receiveRequest } from "@/cases/moves/commands";
import { decideRequest } from "@/cases/requests/commands";
import { acceptOffer } from "@/opinions/assignments/commands";
import { finishSigned } from "@/opinions/deliveries/commands";
import { judgeFirst } from "@/opinions/opinions/commands";
import { answerPlan, askForPlan, writePlan } from "@/opinions/plans/commands";
import { plansOf } from "@/opinions/plans/queries";
import { askQuestion } from "@/opinions/questions/commands";
import { commentOn, judgeDraft } from "@/opinions/reviews/commands";
import type { Office, Patient } from "@/platform/actor";
import { askForVisit, planVisit } from "@/visits/appointments/commands";
import { plan } from "../../prisma/seed/demo/texts";
import {
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
} from "./opinions";
import { granted, once } from "./people";
import { versionOf } from "./requests";

export type Scene = { actor: Patient; id: string; coordinator: Office; house: House };
export type Step = (scene: Scene) => Promise<void>;

export const v = ({ id }: Scene) => versionOf(id);
export const first: Step = async ({ id }) => receiveRequest(id);
export const decide =
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
export const offered: Step = async ({ actor, id, house }) => {
  granted(await choose(actor, id, [house]));
};
export const triage: Step = async (scene) => {
  await offered(scene);
  await toTriage(scene.house, scene.id);
};
export const asked: Step = async (scene) => {
  await offered(scene);
  await toSpecialist(scene.house, scene.id);
};
export const payment: Step = async (scene) => {
  await asked(scene);
  granted(await acceptOffer(scene.house.specialist, await offerOf(scene.id)));
};
export const reading: Step = async (scene) => {
  await offered(scene);
  await toReading(scene.house, scene.id);
};
export const judged: Step = async (scene) => {
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
export const visitAsked: Step = async (scene) => {
  await reading(scene);
  granted(await askForVisit(scene.house.specialist, scene.id, await v(scene)));
};
export const visitPlanned: Step = async (scene) => {
  await visitAsked(scene);
  const at = new Date(Date.now() + 86_400_000);
  granted(await planVisit(scene.house.coordinator, scene.id, await v(scene), at, false));
};
export const second: Step = async (scene) => {
  await offered(scene);
  await toSecondReading(scene.house, scene.id);
};
export const commented: Step = async (scene) => {
  await second(scene);
  const { id } = await opinionIn(scene.house.reader, scene.id);
  granted(await commentOn(scene.house.reader, id, "summary", "Manca la data"));
};
export const returned: Step = async (scene) => {
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
export const agreed: Step = async (scene) => {
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
export const signed: Step = async (scene) => {
  await offered(scene);
  await toSigned(scene.house, scene.id);
};
export const translating: Step = async (scene) => {
  await signed(scene);
  await finishSigned((await opinionIn(scene.house.specialist, scene.id)).id);
};
export const delivered: Step = async (scene) => {
  await offered(scene);
  await toDelivered(scene.house, scene.id);
};
export const questioned: Step = async (scene) => {
  await delivered(scene);
  granted(await askQuestion(scene.actor, once(crypto.randomUUID()), scene.id, "Und nun?"));
};
export const planAsked: Step = async (scene) => {
  await delivered(scene);
  granted(await askForPlan(scene.actor, scene.id, await v(scene)));
};
export const planSent: Step = async (scene) => {
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
export const planAccepted: Step = async (scene) => {
  await planSent(scene);
  const [sent] = await plansOf(scene.actor, scene.id);
  granted(await answerPlan(scene.actor, sent?.id ?? "", "accept", ""));
};
