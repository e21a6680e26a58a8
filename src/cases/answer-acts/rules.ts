import {
  type Act,
  answered,
  both,
  delivered,
  draftIs,
  due,
  isHere,
  may,
  on,
  planIs,
  stay,
  to,
  wordsAre,
} from "../acts/rules";

/** From the signature to the end: delivery, questions, plan. */
export const answerActs = {
  // The signature and what comes after
  sign: due(
    "specialist",
    "opinion",
    both(on("second-reading"), draftIs("agreed")),
    to("signed", { draft: "signed" }),
    { needs: ["consent:facility", "person:writer", "proof:fresh"] },
  ),
  signAlone: may(
    "specialist",
    "opinion",
    both(on("second-reading"), draftIs("handed-in")),
    to("signed", { draft: "signed" }),
    { needs: ["consent:facility", "person:writer", "proof:fresh", "time:over", "why:said"] },
  ),
  orderOpinionTranslation: due(
    "system",
    null,
    on("signed"),
    to("opinion-translation", { words: "ordered" }),
  ),
  deliver: due(
    "system",
    null,
    (c) => on("signed")(c) || both(on("opinion-translation"), wordsAre("done"))(c),
    to("delivered", { words: "none" }),
  ),
  readOpinion: due(
    "patient",
    "own-opinion",
    both(delivered, draftIs("signed"), planIs("none", "declined", "lapsed", "confirmed")),
    { done: () => ({ draft: "opened" }) },
    { right: "see-documents", isQuiet: true },
  ),
  askQuestion: may(
    "patient",
    "own-opinion",
    both(answered, isHere),
    {
      done: (c) => (delivered(c) ? { state: "questions" } : {}),
    },
    {
      right: "write-messages",
    },
  ),
  answerQuestion: due(
    "specialist",
    "facility-case",
    on("questions"),
    {
      last: () => ({ state: "delivered" }),
      more: () => ({}),
    },
    { needs: ["consent:facility", "person:writer"] },
  ),
  amend: may(
    "specialist",
    "facility-case",
    both(answered, draftIs("signed", "opened"), isHere),
    to("reading", { draft: "open" }),
    { needs: ["consent:facility", "person:writer", "why:said"] },
  ),

  // The plan of treatment
  askForPlan: may(
    "patient",
    "own-plan",
    both(answered, isHere, planIs("none", "declined", "lapsed")),
    to("plan-asked"),
  ),
  savePlan: may("facility-coordinator", "plan", on("plan-asked"), stay, {
    needs: ["consent:facility", "draft:newest"],
    isQuiet: true,
  }),
  sendPlan: due(
    "facility-coordinator",
    "plan",
    on("plan-asked"),
    to("delivered", { plan: "sent" }),
    {
      needs: ["consent:facility", "plan:whole", "draft:newest"],
    },
  ),
  answerPlan: {
    ...due(
      "patient",
      "own-plan",
      both(answered, planIs("sent"), isHere),
      {
        accepted: () => ({ plan: "accepted" }),
        declined: () => ({ plan: "declined" }),
        asked: () => ({ state: "plan-asked", plan: "none" }),
      },
      { needs: ["plan:in-time", "why:said"] },
    ),
    due: both(delivered, planIs("sent"), isHere),
  },
  lapsePlan: may("system", null, planIs("sent"), { done: () => ({ plan: "lapsed" }) }),
  confirmPlan: {
    ...due(
      "facility-coordinator",
      "facility-case",
      both(answered, planIs("accepted"), isHere),
      { done: () => ({ plan: "confirmed" }) },
      { needs: ["consent:facility"] },
    ),
    due: both(delivered, planIs("accepted"), isHere),
  },
  closeCase: {
    ...due(
      "patient",
      "own-case",
      (c) => on("not-suitable")(c) || (delivered(c) && !planIs("accepted")(c)),
      to("closed"),
    ),
    due: (c) =>
      on("not-suitable")(c) ||
      (delivered(c) &&
        (draftIs("opened")(c) || !isHere(c)) &&
        planIs("none", "declined", "lapsed", "confirmed")(c)),
  },
} satisfies Record<string, Act>;
