import {
  type Act,
  anew,
  atDesk,
  atFacility,
  beforeSigning,
  both,
  delivered,
  draftIs,
  due,
  inWords,
  may,
  on,
  planIs,
  stay,
  to,
  wordsAre,
} from "../acts/rules";
import { noFacts } from "../course/rules";

/** From the question to the choice of a facility, and what the association does. */
export const askingActs = {
  // The patient's question
  sendRequest: due("patient", "ask", on("draft"), to("sent"), {
    needs: ["consent:health-data", "answers:whole"],
  }),
  receive: due("system", null, on("sent"), to("first-contact")),
  withdraw: may("patient", "own-case", beforeSigning, {
    done: () => ({ ...noFacts, state: "withdrawn" }),
  }),
  papersSent: due("patient", "own-case", on("waiting-documents"), to("material-check")),
  // Also of a case that was closed because it rested too long; where it goes on is where it rested.
  takeUpAgain: {
    ...due(
      "patient",
      "own-case",
      (c) => on("dormant")(c) || (on("closed")(c) && draftIs("none")(c)),
      {
        papers: () => ({ state: "waiting-documents" }),
        choice: () => ({ state: "choice" }),
      },
      { isAfterwards: true, needs: ["time:rested"] },
    ),
    due: on("dormant"),
  },
  runOut: may(
    "system",
    null,
    (c) =>
      on("waiting-documents", "choice", "dormant", "not-suitable", "payment")(c) ||
      (delivered(c) && !planIs("sent", "accepted")(c)),
    {
      dormant: () => ({ state: "dormant" }),
      choice: anew,
      closed: () => ({ state: "closed" }),
    },
  ),

  // The association's coordinator
  takeOn: may("case-coordinator", "desk-case", (c) => !on("draft")(c), stay, {
    needs: ["consent:health-data"],
  }),
  checkPapers: {
    ...due(
      "case-coordinator",
      "desk-case",
      on("first-contact", "waiting-documents", "translation"),
      to("material-check", { words: "none" }),
      { needs: ["class:set"] },
    ),
    due: on("first-contact"),
  },
  findComplete: {
    ...due(
      "case-coordinator",
      "desk-case",
      (c) => atDesk(c) || on("waiting-documents", "translation")(c),
      to("complete", { words: "none" }),
      { needs: ["class:set"] },
    ),
    due: atDesk,
  },
  askForPapers: {
    ...due(
      "case-coordinator",
      "desk-case",
      (c) => atDesk(c) || on("translation")(c),
      to("waiting-documents", { words: "none" }),
      { needs: ["class:set"] },
    ),
    due: atDesk,
  },
  findImpossible: due("case-coordinator", "desk-case", on("first-contact"), to("not-possible"), {
    needs: ["why:said"],
  }),
  chooseAnew: due("case-coordinator", "desk-case", on("declined-by-all"), { done: anew }),
  closeDeclined: due("case-coordinator", "desk-case", on("declined-by-all"), to("closed")),
  orderTranslation: may(
    "case-coordinator",
    "desk-case",
    (c) => !on("draft", "sent", "not-possible", "withdrawn", "closed")(c),
    {
      waits: (c) =>
        on("translation")(c)
          ? { words: "ordered" }
          : on("first-contact", "waiting-documents", "material-check")(c)
            ? { state: "translation", words: "ordered" }
            : {},
      aside: () => ({}),
    },
    { needs: ["consent:health-data"] },
  ),
  overrideProposal: may("case-coordinator", "desk-case", on("choice"), stay, {
    needs: ["why:said"],
  }),

  // Words in another language
  takeTranslation: {
    ...due(
      "translator",
      "translation",
      (c) => !on("draft", "not-possible", "withdrawn", "closed")(c),
      {
        all: (c) => (inWords(c) ? { words: "taken" } : {}),
        more: (c) => (inWords(c) ? { words: "ordered" } : {}),
        aside: () => ({}),
      },
      { needs: ["consent:linguists"] },
    ),
    due: both(inWords, wordsAre("ordered")),
  },
  finishTranslation: {
    ...due(
      "translator",
      "translation",
      (c) => !on("draft", "not-possible", "withdrawn", "closed")(c),
      {
        papers: (c) => (on("translation")(c) ? { state: "material-check", words: "none" } : {}),
        opinion: (c) => (on("opinion-translation")(c) ? { words: "done" } : {}),
        taken: (c) => (inWords(c) ? { words: "taken" } : {}),
        ordered: (c) => (inWords(c) ? { words: "ordered" } : {}),
        aside: () => ({}),
      },
      { needs: ["person:asked", "words:whole", "draft:newest"] },
    ),
    due: both(inWords, wordsAre("taken")),
  },

  // The choice of a facility
  proposeChoice: due("system", null, on("complete"), to("choice")),
  chooseFacilities: due("patient", "choose", on("choice"), to("offered-facility"), {
    needs: ["fee:unchanged"],
  }),
  closeToFacility: may(
    "patient",
    "own-case",
    (c) => !on("draft", "withdrawn")(c),
    {
      aside: () => ({}),
      next: () => ({ ...noFacts, state: "offered-facility" }),
      choice: anew,
      // After the delivery nothing is chosen anew: who was to answer no longer does, and the patient has it again.
      gone: (c) => ({
        facility: "none",
        plan: "none",
        ...(atFacility(c)
          ? anew()
          : on("questions", "plan-asked")(c)
            ? { state: "delivered" }
            : {}),
      }),
    },
    { isAfterwards: true },
  ),
  chooseElsewhere: {
    ...due("patient", "own-case", on("not-suitable", "declined-by-all", "payment"), { done: anew }),
    due: on("not-suitable"),
  },
} satisfies Record<string, Act>;
