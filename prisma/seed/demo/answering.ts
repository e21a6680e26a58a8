import { acceptOffer, findSuitable } from "../../../src/opinions/assignments/commands";
import { chooseFacilities } from "../../../src/opinions/choices/commands";
import { deliverOpinion, finishSigned } from "../../../src/opinions/deliveries/commands";
import { handIn, judgeFirst, saveOpinion } from "../../../src/opinions/opinions/commands";
import { opinionsOf } from "../../../src/opinions/opinions/queries";
import { answerPlan, askForPlan, writePlan } from "../../../src/opinions/plans/commands";
import { plansOf } from "../../../src/opinions/plans/queries";
import { acceptReferral, confirmPayment } from "../../../src/opinions/referrals/commands";
import { commentOn, judgeDraft } from "../../../src/opinions/reviews/commands";
import { signOpinion } from "../../../src/opinions/signatures/commands";
import { takeTranslation, workOnTranslation } from "../../../src/opinions/translations/commands";
import { translationsFor, translationWork } from "../../../src/opinions/translations/queries";
import type { Holder } from "../../../src/platform/actor";
import { row, sql } from "../../../src/platform/db/sql";
import { choice } from "./asking";
import { seedImages } from "./images";
import { type Act, done, type Scene, versionOf } from "./scene";
import { draftOpinion, plan, translated } from "./texts";

export const offered: Act = async (scene) => {
  await choice(scene);
  const choices = [
    {
      facilityId: scene.coordinator.facilityId,
      place: 1,
      groups: ["story" as const, "reports" as const, "images" as const],
    },
  ];
  done(
    await chooseFacilities(scene.patient, scene.once(), {
      requestId: scene.id,
      version: await versionOf(scene),
      choices,
      language: scene.language,
    }),
  );
};

export const triaged: Act = async (scene) => {
  await offered(scene);
  done(
    await acceptReferral(
      scene.coordinator,
      scene.id,
      await versionOf(scene),
      scene.triage.personId,
    ),
  );
};

export const offeredSpecialist: Act = async (scene) => {
  await triaged(scene);
  const suitable = {
    requestId: scene.id,
    version: await versionOf(scene),
    specialist: scene.specialist.personId,
    reader: "single" as const,
  };
  done(
    await findSuitable(scene.triage, {
      ...suitable,
      summary:
        "A person of 56, female. Everything in this summary is invented. Question: is an operation needed now?",
    }),
  );
};

export const payment: Act = async (scene) => {
  await offeredSpecialist(scene);
  const offer = await row<{ id: string }>(
    sql`SELECT id FROM assignments WHERE request_id = ${scene.id} AND role = 'specialist' AND state = 'offered'`,
  );
  done(await acceptOffer(scene.specialist, offer?.id ?? ""));
};

export const reading: Act = async (scene) => {
  await payment(scene);
  done(await confirmPayment(scene.coordinator, scene.id, await versionOf(scene), "INVENTED-1"));
};

/** The same with images, which the seed makes itself. */
export const readingWithImages: Act = async (scene) => {
  await reading(scene);
  await seedImages(scene.patient, scene.id);
};

const opinionOf = async (scene: Scene) => {
  const [opinion] = await opinionsOf(scene.specialist, scene.id);
  if (!opinion) throw new Error("an invented opinion is missing");
  return opinion;
};

export const secondReading: Act = async (scene) => {
  await readingWithImages(scene);
  const judged = {
    requestId: scene.id,
    version: await versionOf(scene),
    judgement: "Nessuna operazione urgente (inventato).",
    language: "it" as const,
  };
  done(await judgeFirst(scene.specialist, judged));
  const opinion = await opinionOf(scene);
  done(await saveOpinion(scene.specialist, opinion.id, opinion.revision, draftOpinion));
  done(await handIn(scene.specialist, opinion.id, await versionOf(scene)));
};

export const returned: Act = async (scene) => {
  await secondReading(scene);
  const opinion = await opinionOf(scene);
  done(
    await commentOn(
      scene.reader,
      opinion.id,
      "alternatives",
      "Aggiungere la fisioterapia (inventato).",
    ),
  );
  done(
    await judgeDraft(scene.reader, {
      opinionId: opinion.id,
      version: await versionOf(scene),
      does: "return",
    }),
  );
};

export const agreed: Act = async (scene) => {
  await secondReading(scene);
  const opinion = await opinionOf(scene);
  done(
    await judgeDraft(scene.reader, {
      opinionId: opinion.id,
      version: await versionOf(scene),
      does: "agree",
    }),
  );
};

export const signed: Act = async (scene) => {
  await agreed(scene);
  const opinion = await opinionOf(scene);
  const proven = { ...scene.specialist, kind: "holder" } as unknown as Holder;
  done(
    await signOpinion(scene.specialist, proven, {
      opinionId: opinion.id,
      version: await versionOf(scene),
      alone: "",
    }),
  );
};

export const translating: Act = async (scene) => {
  await signed(scene);
  await finishSigned((await opinionOf(scene)).id);
};

const lineOf = async (scene: Scene) => {
  const number = (
    await row<{ number: string }>(sql`SELECT number FROM requests WHERE id = ${scene.id}`)
  )?.number;
  return (await translationsFor(scene.translator)).find((one) => one.number === number)?.id ?? "";
};

export const translationTaken: Act = async (scene) => {
  await translating(scene);
  done(await takeTranslation(scene.translator, await lineOf(scene)));
};

export const delivered: Act = async (scene) => {
  await translationTaken(scene);
  const work = await translationWork(scene.translator, await lineOf(scene));
  if (!work) throw new Error("an invented translation does not open");
  done(
    await workOnTranslation(scene.translator, {
      translationId: work.id,
      revision: work.revision,
      texts: translated(work.source, scene.language),
      does: "checked",
    }),
  );
  await deliverOpinion((await opinionOf(scene)).id);
};

export const planAsked: Act = async (scene) => {
  await delivered(scene);
  done(await askForPlan(scene.patient, scene.id, await versionOf(scene)));
};

export const planSent: Act = async (scene) => {
  await planAsked(scene);
  done(
    await writePlan(scene.coordinator, {
      requestId: scene.id,
      version: await versionOf(scene),
      revision: 0,
      does: "send",
      plan,
    }),
  );
};

export const planAccepted: Act = async (scene) => {
  await planSent(scene);
  const [sent] = await plansOf(scene.patient, scene.id);
  done(await answerPlan(scene.patient, sent?.id ?? "", "accept", ""));
};
