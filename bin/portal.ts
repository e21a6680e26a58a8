import { createServer } from "node:net";
import { loadReference } from "../prisma/seed/load";
import { build, buildName } from "./build";
import { dataFolder, noteRunning, noteStopped, runningPortal } from "./database";
import { migrate } from "./migrate";
import { startPostgres } from "./postgres";
import { type Kept, keepRunning } from "./processes";
import { prepareSearch } from "./search-index";
import { main, PlainFailure, step } from "./steps";

/** How long the web and the worker may take to finish what they have begun. */
const drainMilliseconds = 9_000;

await main(async () => {
  const begun = performance.now();
  const port = readPort();
  const running = runningPortal();
  if (running) throw new PlainFailure(`The portal already runs in ${dataFolder()} (process ${running.pid}). Stop it first, or set another DATA_DIR and PORT.`);
  await assertPortIsFree(port);

  console.log("Health Lombardy");
  const kept: Kept[] = [];
  const stops: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      await Promise.all(kept.map((process) => process.stop(drainMilliseconds)));
      for (const end of stops.reverse()) await end();
    })();
    return stopping;
  };
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });

  try {
    let url = process.env.DATABASE_URL ?? "";
    if (!url) {
      const server = await step("database", async () => startPostgres(dataFolder()));
      url = server.url;
      noteRunning(url);
      stops.push(server.stop, async () => noteStopped());
    }
    await step("migrations", () => migrate(url));
    await step("reference data", () => loadReference(url));
    await step("search index", () => prepareSearch(url));
    await step("build", () => build());

    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DATABASE_URL: url,
      PORT: String(port),
      DATA_DIR: dataFolder(),
      NODE_ENV: "production",
      PORTAL_BUILD: buildName(),
    };
    await step("web and worker", async () => {
      kept.push(keepRunning("worker", "src/worker.ts", env), keepRunning("web", "src/front/main.ts", env));
      await Promise.race([Promise.all(kept.map((process) => process.ready)), asked]);
    });
    const address = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
    console.log(
      `\nReady after ${((performance.now() - begun) / 1000).toFixed(1)} s: ${address}\n  The catalogue is open to everyone; there is nothing to sign in to yet. Ctrl-C stops everything.`,
    );
    await asked;
    console.log("\nStopping …");
  } finally {
    await stop();
  }
});

function readPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new PlainFailure(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  return port;
}

async function assertPortIsFree(port: number) {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new PlainFailure(
          error.code === "EADDRINUSE" ? `Port ${port} is in use. Set another: PORT=${port + 1} npm start` : `Port ${port} can't be used: ${error.message}`,
        ),
      ),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
