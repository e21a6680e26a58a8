import "server-only";
import type { Jobs } from "@/platform/jobs";
import { removeForgotten } from "../applications/commands";
import { expireChecks, remindOfChecks } from "../checks/commands";
import { remindComplaints } from "../complaints/commands";
import { scanWaiting } from "../papers/commands";
import { listRunning, type Running } from "./commands";

/** What the queue does for partners. Later domains hand in what can still run with one when it is suspended. */
export const partnerJobs = (running: readonly Running[]): Jobs => ({
  async "partners:checks:look"() {
    const now = new Date();
    await expireChecks(now);
    await remindOfChecks(now);
  },
  async "partners:papers:scan-waiting"() {
    await scanWaiting();
  },
  async "partners:complaints:remind"() {
    await remindComplaints(new Date());
  },
  async "partners:applications:remove-forgotten"() {
    await removeForgotten(new Date());
  },
  async "partners:decisions:list-running"({ partnerId = "", moveId = "" }) {
    await listRunning(partnerId, moveId, running);
  },
});
