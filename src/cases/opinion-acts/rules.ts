import { type Act, both, draftIs, due, may, on, reads, stay, to } from "../acts/rules";

/** The opinion while it is written and read again. */
export const opinionActs = {
  // The opinion: writing and reading it again
  judgeFirst: due(
    "specialist",
    "opinion",
    both(reads, draftIs("none")),
    { done: () => ({ draft: "open" }) },
    {
      needs: ["consent:facility", "person:asked"],
    },
  ),
  saveDraft: may(
    "specialist",
    "opinion",
    both(on("reading", "visit-held", "waiting-information", "visit-planned"), draftIs("open")),
    stay,
    { needs: ["consent:facility", "person:writer", "draft:newest"], isQuiet: true },
  ),
  handIn: due(
    "specialist",
    "opinion",
    both(reads, draftIs("open")),
    to("second-reading", { draft: "handed-in" }),
    { needs: ["consent:facility", "person:writer", "draft:whole", "comments:answered"] },
  ),
  askPatient: may(
    "specialist",
    "facility-case",
    on("reading"),
    to("waiting-information", { asker: "specialist" }),
    { needs: ["consent:facility", "person:asked", "why:said"] },
  ),
  answerFacility: due(
    "patient",
    "own-case",
    on("waiting-information"),
    {
      triage: () => ({ state: "triage", asker: "none" }),
      reading: () => ({ state: "reading", asker: "none" }),
    },
    { right: "write-messages", needs: ["why:said"] },
  ),
  goOnReading: may(
    "specialist",
    "facility-case",
    both(on("waiting-information"), ({ asker }) => asker === "specialist"),
    to("reading", { asker: "none" }),
    { needs: ["consent:facility", "person:asked"] },
  ),
  askForVisit: may(
    "specialist",
    "facility-case",
    on("reading"),
    to("visit-planned", { visit: "asked" }),
    { needs: ["consent:facility", "person:asked"] },
  ),
  planVisit: {
    ...due(
      "facility-coordinator",
      "facility-case",
      on("visit-planned"),
      { done: () => ({ visit: "planned" }) },
      { needs: ["consent:facility", "visit:ahead"] },
    ),
    due: both(on("visit-planned"), ({ visit }) => visit !== "planned"),
  },
  holdVisit: due(
    "specialist",
    "facility-case",
    both(on("visit-planned"), ({ visit }) => visit === "planned"),
    to("visit-held", { visit: "none" }),
    { needs: ["consent:facility", "person:asked"] },
  ),
  cancelVisit: may(
    "specialist",
    "facility-case",
    on("visit-planned"),
    to("reading", { visit: "none" }),
    {
      needs: ["consent:facility", "person:asked"],
    },
  ),
  comment: may("second-reader", "opinion", both(on("second-reading"), draftIs("handed-in")), stay, {
    needs: ["consent:facility", "person:reader"],
    isQuiet: true,
  }),
  answerComment: may(
    "specialist",
    "opinion",
    both(
      on("reading", "visit-held", "waiting-information", "visit-planned", "second-reading"),
      draftIs("open", "handed-in", "agreed"),
    ),
    stay,
    { needs: ["consent:facility", "person:writer"], isQuiet: true },
  ),
  agree: due(
    "second-reader",
    "opinion",
    both(on("second-reading"), draftIs("handed-in")),
    { done: () => ({ draft: "agreed" }) },
    { needs: ["consent:facility", "person:reader", "comments:answered"] },
  ),
  giveBack: due(
    "second-reader",
    "opinion",
    both(on("second-reading"), draftIs("handed-in")),
    to("reading", { draft: "open" }),
    { needs: ["consent:facility", "person:reader", "comments:open"] },
  ),
} satisfies Record<string, Act>;
