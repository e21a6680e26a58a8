import "server-only";
import type { Jobs } from "@/platform/jobs";
import { tick } from "../clock/commands";
import { remindComplaints } from "../complaints/commands";
import { receiveRequest } from "../moves/commands";
import { lapsePlans } from "../plans/commands";
import { propose } from "../proposals/commands";

export const requestJobs: Jobs = {
  async "second-opinion:requests:receive"({ requestId = "" }) {
    await receiveRequest(requestId);
  },
  async "second-opinion:proposals:make"({ requestId = "" }) {
    await propose(requestId);
  },
  /** Every minute: reminders, warnings, and what follows when nobody acts. */
  async "second-opinion:clock:tick"() {
    await tick(new Date());
    await lapsePlans(new Date());
    await remindComplaints(new Date());
  },
};
