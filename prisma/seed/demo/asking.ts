import type { Answers, Step } from "../../../src/cases/answers/rules";
import { beginRequest, saveStep } from "../../../src/cases/drafts/commands";
import { writeMessage } from "../../../src/cases/messages/commands";
import { begin, finish, receiveRequest } from "../../../src/cases/moves/commands";
import {
  decideByPatient,
  decideRequest,
  submitRequest,
  takeOn,
} from "../../../src/cases/requests/commands";
import type { DeskDecision } from "../../../src/cases/requests/rules";
import { propose } from "../../../src/opinions/proposals/commands";
import type { Actor } from "../../../src/platform/actor";
import { system } from "../../../src/platform/audit";
import { inTransaction } from "../../../src/platform/db/transaction";
import { ok } from "../../../src/platform/result";
import { addExamined } from "./images";
import { type Act, done, type Scene, versionOf } from "./scene";

/** The portal's own move, where time alone would make it. */
export const rest = async ({ id }: Scene) => {
  await inTransaction(async (tx) => {
    const held = await begin(tx, system, id, "runOut");
    if (held.ok) await finish(tx, held.value, "dormant");
    return ok(null);
  });
};

const addCleanPaper = ({ id, patient }: Scene, kind: string, name: string) =>
  addExamined(patient, id, kind, name);

export const draft: Act = async (scene) => {
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

export const firstContact: Act = async (scene) => {
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

export const taken: Act = async (scene) => {
  await firstContact(scene);
  done(await takeOn(scene.office, scene.id, await versionOf(scene)));
};

export const decide = async (scene: Scene, act: DeskDecision, why = "") =>
  done(
    await decideRequest(scene.office, scene.id, {
      version: await versionOf(scene),
      act,
      urgency: "B",
      why,
    }),
  );

export const waiting: Act = async (scene) => {
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

export const checked: Act = async (scene) => {
  await waiting(scene);
  await addCleanPaper(scene, "doctor-report", "report-invented.pdf");
  await addCleanPaper(scene, "identity", "identity-invented.pdf");
  done(await decideByPatient(scene.patient, scene.id, await versionOf(scene), "papersSent"));
};

export const choice: Act = async (scene) => {
  await checked(scene);
  await decide(scene, "findComplete");
  await receiveRequest(scene.id);
  await propose(scene.id);
};
