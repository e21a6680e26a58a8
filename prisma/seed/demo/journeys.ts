import type { Answers, Step } from "../../../src/cases/answers/rules";
import { beginRequest, saveStep } from "../../../src/cases/drafts/commands";
import { writeMessage } from "../../../src/cases/messages/commands";
import { begin, finish, receiveRequest } from "../../../src/cases/moves/commands";
import {
  decideByPatient,
  decideRequest,
  sayPaid,
  submitRequest,
  takeOn,
} from "../../../src/cases/requests/commands";
import type { DeskDecision } from "../../../src/cases/requests/rules";
import {
  acceptOffer,
  findNotSuitable,
  findSuitable,
} from "../../../src/opinions/assignments/commands";
import { chooseFacilities } from "../../../src/opinions/choices/commands";
import { deliverOpinion, finishSigned } from "../../../src/opinions/deliveries/commands";
import { askPatient } from "../../../src/opinions/inquiries/commands";
import { handIn, judgeFirst, saveOpinion } from "../../../src/opinions/opinions/commands";
import { opinionsOf } from "../../../src/opinions/opinions/queries";
import {
  answerPlan,
  askForPlan,
  confirmPlan,
  writePlan,
} from "../../../src/opinions/plans/commands";
import { plansOf } from "../../../src/opinions/plans/queries";
import { propose } from "../../../src/opinions/proposals/commands";
import { askQuestion } from "../../../src/opinions/questions/commands";
import {
  acceptReferral,
  confirmPayment,
  declineReferral,
} from "../../../src/opinions/referrals/commands";
import { commentOn, judgeDraft } from "../../../src/opinions/reviews/commands";
import { signOpinion } from "../../../src/opinions/signatures/commands";
import {
  orderTranslation,
  takeTranslation,
  workOnTranslation,
} from "../../../src/opinions/translations/commands";
import { translationsFor, translationWork } from "../../../src/opinions/translations/queries";
import type { Actor, Holder, Patient } from "../../../src/platform/actor";
import { system } from "../../../src/platform/audit";
import { row, sql } from "../../../src/platform/db/sql";
import { inTransaction, type Once } from "../../../src/platform/db/transaction";
import type { Language } from "../../../src/platform/i18n/rules";
import { ok, type Result } from "../../../src/platform/result";
import { askForVisit, endVisit, planVisit } from "../../../src/visits/appointments/commands";
import { addExamined, seedImages } from "./images";
import type { Troupe } from "./requests";
import { draftOpinion, plan, translated } from "./texts";

export type Scene = Troupe & {
  topic: string;
  country: string;
  language: Language;
  condition: string;
  once: () => Once;
  patient: Patient;
  id: string;
};
type Act = (scene: Scene) => Promise<void>;

function done<T>(result: Result<T, string> | { ok: false; reason: string }): T {
  if (!result.ok) throw new Error(`an invented request could not go on: ${result.reason}`);
  return result.value;
}

const versionOf = async ({ id }: Scene) =>
  (await row<{ version: number }>(sql`SELECT version FROM requests WHERE id = ${id}`))?.version ??
  0;

/** The portal's own move, where time alone would make it. */
const rest = async ({ id }: Scene) => {
  await inTransaction(async (tx) => {
    const held = await begin(tx, system, id, "runOut");
    if (held.ok) await finish(tx, held.value, "dormant");
    return ok(null);
  });
};

const addCleanPaper = ({ id, patient }: Scene, kind: string, name: string) =>
  addExamined(patient, id, kind, name);

const draft: Act = async (scene) => {
  const { patient, country, language, topic, condition } = scene;
  const [kind = "", slug = ""] = topic.split(":");
  scene.id = done(
    await beginRequest(patient, scene.once(), {
      country,
      facility: "",
      language,
      topic: { kind, slug },
    }),
  );
  const pages: [Step, Answers][] = [
    ["who", { birth: "1970-05-17", sex: "female", height: "168", weight: "70" }],
    ["question", { condition, questions: "Is an operation needed now? (invented)" }],
    ["story", { story: "Everything written here is invented.", medicines: "None (invented)" }],
  ];
  for (const [step, values] of pages) done(await saveStep(patient, scene.id, step, values));
};

const firstContact: Act = async (scene) => {
  await draft(scene);
  const { patient, id, language } = scene;
  done(await saveStep(patient, id, "treatment", { proposed: "An operation (invented)." }));
  done(
    await saveStep(patient, id, "reach", {
      speak: language,
      channel: "portal",
      zone: language === "ar" ? "Africa/Cairo" : "Asia/Dubai",
    }),
  );
  done(await submitRequest(patient, scene.once(), id, await versionOf(scene)));
  await receiveRequest(id);
};

const taken: Act = async (scene) => {
  await firstContact(scene);
  done(await takeOn(scene.office, scene.id, await versionOf(scene)));
};

const decide = async (scene: Scene, act: DeskDecision, why = "") =>
  done(
    await decideRequest(scene.office, scene.id, {
      version: await versionOf(scene),
      act,
      urgency: "B",
      why,
    }),
  );

const waiting: Act = async (scene) => {
  await taken(scene);
  done(
    await writeMessage(
      scene.office as Actor,
      scene.once(),
      scene.id,
      "Good day. Please add the papers on the list. (invented)",
    ),
  );
  await decide(scene, "askForPapers");
};

const checked: Act = async (scene) => {
  await waiting(scene);
  await addCleanPaper(scene, "doctor-report", "report-invented.pdf");
  await addCleanPaper(scene, "identity", "identity-invented.pdf");
  done(await decideByPatient(scene.patient, scene.id, await versionOf(scene), "papersSent"));
};

const choice: Act = async (scene) => {
  await checked(scene);
  await decide(scene, "findComplete");
  await receiveRequest(scene.id);
  await propose(scene.id);
};

const offered: Act = async (scene) => {
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

const triaged: Act = async (scene) => {
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

const offeredSpecialist: Act = async (scene) => {
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

const payment: Act = async (scene) => {
  await offeredSpecialist(scene);
  const offer = await row<{ id: string }>(
    sql`SELECT id FROM assignments WHERE request_id = ${scene.id} AND role = 'specialist' AND state = 'offered'`,
  );
  done(await acceptOffer(scene.specialist, offer?.id ?? ""));
};

const reading: Act = async (scene) => {
  await payment(scene);
  done(await confirmPayment(scene.coordinator, scene.id, await versionOf(scene), "INVENTED-1"));
};

/** The same with images, which the seed makes itself. */
const readingWithImages: Act = async (scene) => {
  await reading(scene);
  await seedImages(scene.patient, scene.id);
};

const opinionOf = async (scene: Scene) => {
  const [opinion] = await opinionsOf(scene.specialist, scene.id);
  if (!opinion) throw new Error("an invented opinion is missing");
  return opinion;
};

const secondReading: Act = async (scene) => {
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

const returned: Act = async (scene) => {
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

const agreed: Act = async (scene) => {
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

const signed: Act = async (scene) => {
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

const translating: Act = async (scene) => {
  await signed(scene);
  await finishSigned((await opinionOf(scene)).id);
};

const lineOf = async (scene: Scene) => {
  const number = (
    await row<{ number: string }>(sql`SELECT number FROM requests WHERE id = ${scene.id}`)
  )?.number;
  return (await translationsFor(scene.translator)).find((one) => one.number === number)?.id ?? "";
};

const translationTaken: Act = async (scene) => {
  await translating(scene);
  done(await takeTranslation(scene.translator, await lineOf(scene)));
};

const delivered: Act = async (scene) => {
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

const planAsked: Act = async (scene) => {
  await delivered(scene);
  done(await askForPlan(scene.patient, scene.id, await versionOf(scene)));
};

const planSent: Act = async (scene) => {
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

const planAccepted: Act = async (scene) => {
  await planSent(scene);
  const [sent] = await plansOf(scene.patient, scene.id);
  done(await answerPlan(scene.patient, sent?.id ?? "", "accept", ""));
};

/** One for each place on the way that lasts, in the order of the way. */
export const demoJourneys: readonly Act[] = [
  draft,
  firstContact,
  waiting,
  async (scene) => {
    await taken(scene);
    await decide(
      scene,
      "findImpossible",
      "A written opinion cannot answer this question; please see a doctor near you. (invented)",
    );
  },
  async (scene) => {
    await waiting(scene);
    await rest(scene);
  },
  async (scene) => {
    await checked(scene);
    const paper = await row<{ id: string }>(
      sql`SELECT id FROM request_papers WHERE request_id = ${scene.id} AND kind = 'doctor-report'`,
    );
    done(
      await orderTranslation(
        scene.office,
        {
          requestId: scene.id,
          paperId: paper?.id ?? "",
          from: scene.language,
          to: "it",
          pages: "",
        },
        1,
      ),
    );
  },
  checked,
  choice,
  offered,
  triaged,
  async (scene) => {
    await triaged(scene);
    done(
      await findNotSuitable(
        scene.triage,
        scene.id,
        await versionOf(scene),
        "Without an examination this question cannot be answered. (invented)",
      ),
    );
  },
  offeredSpecialist,
  payment,
  readingWithImages,
  async (scene) => {
    await reading(scene);
    done(
      await askPatient(
        scene.specialist,
        scene.id,
        await versionOf(scene),
        "Which medicines have been tried? (invented)",
      ),
    );
  },
  async (scene) => {
    await payment(scene);
    done(await sayPaid(scene.patient, scene.id, await versionOf(scene)));
  },
  async (scene) => {
    await triaged(scene);
    done(
      await askPatient(
        scene.triage,
        scene.id,
        await versionOf(scene),
        "When was the last examination? (invented)",
      ),
    );
  },
  async (scene) => {
    await reading(scene);
    done(await askForVisit(scene.specialist, scene.id, await versionOf(scene)));
  },
  async (scene) => {
    await reading(scene);
    done(await askForVisit(scene.specialist, scene.id, await versionOf(scene)));
    done(
      await planVisit(
        scene.coordinator,
        scene.id,
        await versionOf(scene),
        new Date(Date.now() + 3 * 86_400_000),
        true,
      ),
    );
  },
  async (scene) => {
    await reading(scene);
    done(await askForVisit(scene.specialist, scene.id, await versionOf(scene)));
    done(
      await planVisit(
        scene.coordinator,
        scene.id,
        await versionOf(scene),
        new Date(Date.now() + 3 * 86_400_000),
        false,
      ),
    );
    done(
      await endVisit(scene.specialist, scene.id, await versionOf(scene), {
        present: "The patient, the specialist (invented)",
        notes: "Invented notes.",
      }),
    );
  },
  returned,
  secondReading,
  agreed,
  signed,
  translating,
  translationTaken,
  delivered,
  async (scene) => {
    await delivered(scene);
    done(
      await askQuestion(
        scene.patient,
        scene.once(),
        scene.id,
        "May I travel by aeroplane? (invented)",
      ),
    );
  },
  planAsked,
  planSent,
  planAccepted,
  async (scene) => {
    await planAccepted(scene);
    done(await confirmPlan(scene.coordinator, scene.id, await versionOf(scene)));
  },
  async (scene) => {
    await offered(scene);
    done(
      await declineReferral(
        scene.coordinator,
        scene.id,
        await versionOf(scene),
        "no-capacity",
        "No place this month. (invented)",
      ),
    );
  },
  async (scene) => {
    await firstContact(scene);
    done(await decideByPatient(scene.patient, scene.id, await versionOf(scene), "withdraw"));
  },
  async (scene) => {
    await delivered(scene);
    done(await decideByPatient(scene.patient, scene.id, await versionOf(scene), "closeCase"));
  },
];
