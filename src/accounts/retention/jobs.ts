import "server-only";
import type { Jobs } from "@/platform/jobs";
import { log } from "@/platform/log";
import { checkChain } from "../audit/commands";
import { tellOfDeadJobs } from "../dead-jobs/commands";
import { renewKeys, type SealedColumn } from "../keys/commands";
import { carryOutRetention } from "./commands";

/** What is done every night, and what the operator asks for. Later domains hand in what they have sealed themselves. */
export const nightlyJobs = (sealed: readonly SealedColumn[]): Jobs => ({
  async "accounts:retention:carry-out"() {
    for (const { key, removed } of await carryOutRetention("for good"))
      if (removed > 0) log.info("retention", { tag: key, count: removed });
  },
  /** The head stands in the log too, which is kept elsewhere: a chain cut at its end no longer holds it. */
  async "accounts:audit:check"() {
    const { entries, brokenAt, head } = await checkChain();
    if (brokenAt) log.warn("the record is broken", { id: brokenAt });
    else log.info("the record is whole", { count: entries, code: head ?? "" });
  },
  async "accounts:dead-jobs:tell"() {
    await tellOfDeadJobs();
  },
  async "accounts:keys:renew"() {
    log.info("keys renewed", { count: await renewKeys(sealed) });
  },
});
