import { decideByPatient, sayPaid } from "../../../src/cases/requests/commands";
import { findNotSuitable } from "../../../src/opinions/assignments/commands";
import { askPatient } from "../../../src/opinions/inquiries/commands";
import { confirmPlan } from "../../../src/opinions/plans/commands";
import { askQuestion } from "../../../src/opinions/questions/commands";
import { declineReferral } from "../../../src/opinions/referrals/commands";
import { orderTranslation } from "../../../src/opinions/translations/commands";
import { row, sql } from "../../../src/platform/db/sql";
import { askForVisit, endVisit, planVisit } from "../../../src/visits/appointments/commands";
import {
  agreed,
  delivered,
  offered,
  offeredSpecialist,
  payment,
  planAccepted,
  planAsked,
  planSent,
  reading,
  readingWithImages,
  returned,
  secondReading,
  signed,
  translating,
  translationTaken,
  triaged,
} from "./answering";
import { checked, choice, decide, draft, firstContact, rest, taken, waiting } from "./asking";
import { type Act, done, versionOf } from "./scene";

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
