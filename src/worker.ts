import { EventEmitter } from "node:events";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { jobs } from "@/jobs";
import { rows, sql } from "@/platform/db/sql";
import { env } from "@/platform/env";
import { JobHolders } from "@/platform/job-holders";
import type { Jobs } from "@/platform/jobs";
import { sayReady } from "@/platform/lifesign";
import { kindOf, log } from "@/platform/log";
import { openKeyring } from "@/platform/security/keyring";

await openKeyring();

/** Changes older than a week: a front that was away longer takes everything as changed. */
async function prune() {
  await rows(sql`DELETE FROM published_changes WHERE changed_at < now() - interval '7 days'`);
}

const all: Jobs = { ...jobs, "published_changes:prune": prune };

/** The queue keeps of an error what kind it is, and the log where it was; neither keeps what it was working on. */
const taskList: TaskList = Object.fromEntries(
  Object.entries(all).map(([name, work]) => [
    name,
    async (payload: unknown) => {
      try {
        await work((payload ?? {}) as Record<string, string>);
      } catch (error) {
        log.error("a job failed", error, { task: name });
        throw new Error(kindOf(error));
      }
    },
  ]),
);

let isStopping = false;
/** Whatever ends the queue ends the process, which is then started again with nothing held. */
const giveUp = (why: string) => {
  if (isStopping) return;
  log.warn("the worker ends and is started again", { reason: why });
  process.exit(1);
};
const holders = new JobHolders();
await holders.begin(() => giveUp("database"));
const freeing = setInterval(() => void holders.freeAbandoned().catch(() => undefined), 10_000);
const events: WorkerEvents = new EventEmitter();
events.on(
  "worker:create",
  ({ worker }) => void holders.add(worker.workerId).catch(() => giveUp("database")),
);

const runner = await run({
  events,
  connectionString: env().DATABASE_URL,
  concurrency: 4,
  pollInterval: 1000,
  noHandleSignals: true,
  logger: new Logger(
    () => (level, message) =>
      void (level === "error" && log.warn("the queue", { reason: message.slice(0, 60) })),
  ),
  taskList,
  crontab: [
    "17 3 * * * published_changes:prune",
    "* * * * * cases:clock:tick",
    "* * * * * listings:timings:publish",
    "* * * * * listings:proofs:end",
    "* * * * * opinions:plans:lapse",
    "* * * * * oversight:complaints:remind",
    "* * * * * journey:clock:tick",
    "* * * * * partners:checks:look",
    "* * * * * partners:complaints:remind",
    "*/5 * * * * partners:papers:scan-waiting",
    "37 3 * * * partners:applications:remove-forgotten",
    "*/5 * * * * documents:papers:examine-waiting",
    "31 3 * * * accounts:retention:carry-out",
    "41 3 * * * accounts:keys:renew",
    "47 3 * * * accounts:audit:check",
    "53 3 * * * documents:uploads:sweep",
    "7 6 * * * accounts:dead-jobs:tell",
  ].join("\n"),
});

runner.promise.then(
  () => giveUp("queue"),
  () => giveUp("queue"),
);

sayReady();

const stop = async () => {
  isStopping = true;
  clearInterval(freeing);
  await runner.stop().catch((error) => log.error("the worker did not stop cleanly", error));
  await holders.end();
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("disconnect", stop);
