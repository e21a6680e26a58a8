import { beforeAll, describe, expect, test } from "vitest";
import type { Answers } from "@/cases/answers/rules";
import type { StateKey } from "@/cases/care-path/rules";
import { writeMessage } from "@/cases/messages/commands";
import { decideByPatient, decideRequest } from "@/cases/requests/commands";
import { requestCase, staysOf } from "@/cases/requests/queries";
import { addPaper, decidePaper } from "@/documents/papers/commands";
import { papersOf } from "@/documents/papers/queries";
import { arrive, ask, granted, office, once, patient, type Somebody } from "../support/people";
import { answers, pdf, sentRequest, versionOf, walk } from "../support/requests";
import { whereItStands } from "../support/scan";

let coordinator: Somebody;
beforeAll(async () => {
  coordinator = await arrive("case-coordinator");
});

/** A request before the coordinators, with a message and a paper in it. */

async function lively(state: StateKey = "waiting-documents") {
  const made = await sentRequest();
  const actor = patient(made.whose);
  await walk(made.requestId, state, new Date(), { ownerId: coordinator.personId });
  granted(
    (await writeMessage(actor, once(), made.requestId, "Ist meine Akte da?")) as {
      ok: true;
      value: null;
    },
  );
  granted(
    (await addPaper(actor, made.requestId, "identity", { name: "Ausweis.pdf", bytes: pdf() })) as {
      ok: true;
      value: null;
    },
  );
  const [paper] = await papersOf(actor, (await requestCase(actor, made.requestId)) ?? never());
  return { ...made, actor, paperId: paper?.id ?? never() };
}
const never = (): never => {
  throw new Error("nothing there");
};

describe("what is typed", () => {
  test("can be read in no column of any table, nor in a job", async () => {
    const { requestId, actor, paperId } = await lively();
    const version = await versionOf(requestId);
    const {
      birth,
      condition,
      questions,
      story,
      operations,
      medicines,
      allergies,
      proposed,
      phone,
    } = Object.assign({}, ...Object.values(answers)) as Answers;
    const typed = [
      birth,
      condition,
      questions,
      story,
      operations,
      medicines,
      allergies,
      proposed,
      phone,
    ].map((word) => word || never());
    const words = [...typed, "Ist meine Akte da?", "Ausweis.pdf"];
    granted(
      await decidePaper(office(coordinator), {
        requestId,
        paperId,
        verdict: "refused",
        reason: "Die Rückseite fehlt",
      }),
    );
    granted(await decideByPatient(actor, requestId, version, "papersSent"));
    granted(
      await decideRequest(office(coordinator), requestId, {
        version: version + 1,
        act: "askForPapers",
        why: "Es fehlt der Brief aus Basel",
      }),
    );
    words.push("Die Rückseite fehlt", "Es fehlt der Brief aus Basel");

    const request = (await requestCase(actor, requestId)) ?? never();
    expect(request.answers).toMatchObject(answers.story);
    expect((await staysOf(request)).at(-1)?.why).toBe("Es fehlt der Brief aus Basel");
    expect((await papersOf(actor, request)).map(({ reason, name }) => [name, reason])).toEqual([
      ["Ausweis.pdf", "Die Rückseite fehlt"],
    ]);

    expect(await whereItStands(words)).toEqual([]);
    // What is not sealed is found: the scan is no blind one.
    expect(await whereItStands([request.number])).toEqual(["requests.number"]);
    const jobs = JSON.stringify(await ask("SELECT * FROM graphile_worker._private_jobs"));
    for (const word of words) expect(jobs).not.toContain(word);
  });
});
