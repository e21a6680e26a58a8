import { letterJobs } from "@/accounts/letters/jobs";
import { nightlyJobs } from "@/accounts/retention/jobs";
import { rightsJobs } from "@/accounts/rights/jobs";
import { endRequestsOf } from "@/cases/requests/commands";
import type { Followers } from "@/cases/rounds/commands";
import { caseJobs } from "@/cases/rounds/jobs";
import { arrivalJobs } from "@/documents/arrivals/jobs";
import { examinationJobs } from "@/documents/examinations/jobs";
import { removeDraftFiles, stopSending } from "@/documents/leftovers/commands";
import { leftoverJobs } from "@/documents/leftovers/jobs";
import { journeyJobs } from "@/journey/clock/jobs";
import { runningWith } from "@/journey/runs/queries";
import { facilityDesk } from "@/listings/facilities/queries";
import { memberJobs } from "@/listings/members/jobs";
import { listingJobs } from "@/listings/timers/jobs";
import { lapseOffer } from "@/opinions/assignments/commands";
import { deliveryJobs } from "@/opinions/deliveries/jobs";
import { planJobs } from "@/opinions/plans/jobs";
import { proposalJobs } from "@/opinions/proposals/jobs";
import { lapseReferral } from "@/opinions/referrals/commands";
import { casesRunningAt } from "@/opinions/referrals/queries";
import { complaintJobs } from "@/oversight/complaints/jobs";
import { requestsAsFhir, requestsForCopy } from "@/oversight/copies/queries";
import { journeysForCopy } from "@/oversight/journey-copies/queries";
import { partnerJobs } from "@/partners/decisions/jobs";
import { sealedOfPartners } from "@/partners/moves/queries";
import type { Jobs } from "@/platform/jobs";

/** What later domains do for cases: the earlier ones know none of them by name. */
export const followers: Followers = {
  removeFiles: removeDraftFiles,
  lapses: { "offered-facility": lapseReferral, "offered-specialist": lapseOffer },
};

/** What a person's rights reach beyond their account: what goes into a copy, and what ends before an erasure. */
export const accountJobs: Jobs = rightsJobs({
  more: async (personId) => ({
    ...(await requestsForCopy(personId)),
    ...(await journeysForCopy(personId)),
  }),
  resources: requestsAsFhir,
  before: (personId) => endRequestsOf(personId, { removeFiles: removeDraftFiles, stopSending }),
});

/** Everything the queue can be asked for, by name. */
export const jobs: Jobs = {
  ...letterJobs,
  ...accountJobs,
  ...nightlyJobs(sealedOfPartners),
  // What can run with a partner, as each later domain knows it, is named here.
  ...partnerJobs([runningWith]),
  ...listingJobs([facilityDesk]),
  ...memberJobs([casesRunningAt]),
  ...caseJobs(followers),
  ...arrivalJobs,
  ...leftoverJobs,
  ...examinationJobs,
  ...proposalJobs,
  ...deliveryJobs,
  ...planJobs,
  ...complaintJobs,
  ...journeyJobs,
};
