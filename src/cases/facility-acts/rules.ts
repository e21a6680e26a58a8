import { type Act, both, due, may, on, to } from "../acts/rules";
import { noFacts } from "../course/rules";

/** What a facility does until somebody reads. */
export const facilityActs = {
  // The facility
  acceptCase: due(
    "facility-coordinator",
    "facility-case",
    on("offered-facility"),
    to("triage", { facility: "here" }),
    {
      needs: ["consent:facility", "person:colleague"],
    },
  ),
  declineCase: due(
    "facility-coordinator",
    "facility-case",
    on("offered-facility"),
    {
      next: () => ({ ...noFacts, state: "offered-facility" }),
      none: () => ({ ...noFacts, state: "declined-by-all" }),
    },
    { needs: ["consent:facility", "why:said"] },
  ),
  lapseFacility: may("system", null, on("offered-facility"), {
    next: () => ({ ...noFacts, state: "offered-facility" }),
  }),
  findSuitable: due("medical-triage", "facility-case", on("triage"), to("offered-specialist"), {
    needs: ["consent:facility", "person:colleague"],
  }),
  findNotSuitable: due(
    "medical-triage",
    "facility-case",
    on("triage"),
    to("not-suitable", noFacts),
    { needs: ["consent:facility", "why:said"] },
  ),
  askAtTriage: may(
    "medical-triage",
    "facility-case",
    on("triage"),
    to("waiting-information", { asker: "medical-triage" }),
    { needs: ["consent:facility", "why:said"] },
  ),
  goOnAtTriage: may(
    "medical-triage",
    "facility-case",
    both(on("waiting-information"), ({ asker }) => asker === "medical-triage"),
    to("triage", { asker: "none" }),
    { needs: ["consent:facility"] },
  ),
  acceptOffer: due(
    "specialist",
    "offer",
    on("offered-specialist"),
    {
      fee: () => ({ state: "payment", fee: "asked" }),
      free: () => ({ state: "reading" }),
    },
    { needs: ["person:asked"] },
  ),
  declineOffer: due(
    "specialist",
    "offer",
    on("offered-specialist"),
    {
      specialist: () => ({ state: "offered-specialist" }),
      next: () => ({ ...noFacts, state: "offered-facility" }),
      none: () => ({ ...noFacts, state: "declined-by-all" }),
    },
    { needs: ["person:asked", "why:said"] },
  ),
  lapseSpecialist: may("system", null, on("offered-specialist"), {
    specialist: () => ({ state: "offered-specialist" }),
    next: () => ({ ...noFacts, state: "offered-facility" }),
    none: () => ({ ...noFacts, state: "declined-by-all" }),
  }),
  sayPaid: due(
    "patient",
    "own-case",
    both(on("payment"), ({ fee }) => fee !== "said"),
    { done: () => ({ fee: "said" }) },
  ),
  confirmPayment: {
    ...due("facility-coordinator", "facility-case", on("payment"), to("reading", { fee: "none" }), {
      needs: ["consent:facility"],
    }),
    due: both(on("payment"), ({ fee }) => fee === "said"),
  },
} satisfies Record<string, Act>;
