import { getTranslations } from "next-intl/server";
import { ChainLine } from "@/accounts/audit/components/chain-line";
import { lastCheck } from "@/accounts/audit/queries";
import { deadJobs } from "@/accounts/dead-jobs/queries";
import { openInvitations } from "@/accounts/invitations/queries";
import { waitingProofs } from "@/accounts/relations/queries";
import { requestsInHand } from "@/accounts/rights/queries";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { boardCounts } from "@/journey/boards/queries";
import { memberLines } from "@/listings/member-desks/queries";
import { waitingTerms } from "@/opinions/terms/queries";
import { waitingComplaints } from "@/oversight/complaints/queries";
import { ControlView } from "@/oversight/control/components/control-view";
import { lateCases, turnsOf, waitingAtDesk } from "@/oversight/control/queries";
import { waitingWithPartners } from "@/partners/desks/queries";
import { WaitingList } from "@/ui/data/waiting-list";

const pages = {
  administrator: [
    "proofs",
    "terms",
    "partners",
    "complaints",
    "partner-complaints",
    "brokers",
    "facilitiesApplied",
    "jobs",
    "people",
  ],
  "partner-curator": ["partners", "partner-complaints", "brokers", "people"],
  "privacy-officer": ["rights", "complaints"],
  "case-coordinator": ["requests", "late", "journeys", "journeysLate", "facilitiesTasks"],
} as const;

/** The lists whose address is not their own name. */
const addresses = {
  late: "requests?show=late",
  journeys: "journey?show=association",
  journeysLate: "journey?show=late",
  facilitiesApplied: "facilities?state=applied",
  facilitiesTasks: "facilities?state=tasks",
};

export default async function Page(props: PersonalProps) {
  const office = await requireOffice();
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  const control = await getTranslations("oversight.control");
  const isPrivacy = office.role === "privacy-officer";
  // Each answers with nothing to those whom it does not concern.
  const [proofs, jobs, invitations, requests, terms, complaints, firms] = await Promise.all([
    waitingProofs(office),
    deadJobs(office),
    openInvitations(office),
    requestsInHand(office),
    waitingTerms(office),
    waitingComplaints(office),
    waitingWithPartners(office),
  ]);
  const members = (state: "applied" | "tasks") =>
    memberLines(office, { state, name: "", sort: "name" }, 1, 1);
  const [atDesk, applied, tasks, journeys, late, turns] = await Promise.all([
    waitingAtDesk(office),
    members("applied"),
    members("tasks"),
    boardCounts(office),
    lateCases(office),
    turnsOf(office),
  ]);
  const found = {
    proofs: { name: t("association.proofsTitle"), count: proofs.length },
    terms: { name: t("nav.termsDesk"), count: terms.length },
    complaints: { name: t("nav.complaints"), count: complaints },
    partners: { name: t("nav.partners"), count: firms.partners },
    "partner-complaints": { name: t("nav.partnerComplaints"), count: firms.complaints },
    brokers: { name: t("nav.brokers"), count: firms.reports },
    jobs: { name: t("association.jobsTitle"), count: jobs.length },
    people: { name: t("association.open"), count: invitations.length },
    requests: { name: control("desk"), count: atDesk },
    late: { name: control("late"), count: late.total },
    facilitiesApplied: { name: control("facilitiesApplied"), count: applied.total },
    facilitiesTasks: { name: control("facilitiesTasks"), count: tasks.total },
    journeys: { name: control("journeys"), count: journeys.association },
    journeysLate: { name: control("journeysLate"), count: journeys.late },
    rights: {
      name: t("association.rightsTitle"),
      count: requests.filter(({ state }) => ["asked", "working", "failed"].includes(state)).length,
    },
  };
  const waiting = pages[office.role].map((page) => ({
    href: `/${language}/association/${addresses[page as "late"] ?? page}`,
    ...found[page],
  }));
  return (
    <Personal
      language={language}
      path="/association"
      title={t("association.title")}
      lead={t("association.lead")}
    >
      {waiting.length > 0 ? <WaitingList waiting={waiting} /> : <p>{t("facility.nothing")}</p>}
      {(office.role === "administrator" || office.role === "case-coordinator") && (
        <ControlView
          language={language}
          late={late}
          turns={turns}
          opens={office.role === "case-coordinator"}
        />
      )}
      {isPrivacy && (
        <div className="py-3">
          <a href={`/${language}/association/audit`}>{t("association.auditTitle")}</a>
          <ChainLine check={await lastCheck()} />
        </div>
      )}
    </Personal>
  );
}
