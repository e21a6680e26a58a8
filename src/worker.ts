import { run } from "graphile-worker";
import { env } from "@/platform/env";
import { log } from "@/platform/log";

const runner = await run({ connectionString: env().DATABASE_URL, concurrency: 2, noHandleSignals: true, taskList: {}, crontab: "" });
process.send?.("ready");

const stop = async () => {
  await runner.stop().catch((error) => log.error("the worker did not stop cleanly", error));
  process.exit(0);
};
process.on("SIGTERM", stop);
process.on("disconnect", stop);
