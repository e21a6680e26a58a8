import { createServer } from "node:net";
import { cast, demoPassword } from "../prisma/seed/demo/cast";
import { loadReference } from "../prisma/seed/load";
import { isDemonstration } from "../src/platform/env";
import { build, buildName } from "./build";
import { dataFolder, noteRunning, noteStopped, runningPortal } from "./database";
import { prepareDemonstration } from "./demo";
import { firstAdministratorLink } from "./first-administrator";
import { assertKeysFit, prepareKeys } from "./keys";
import { migrate } from "./migrate";
import { freePort, startPostgres } from "./postgres";
import { type Kept, keepRunning } from "./processes";
import { prepareWebRole } from "./roles";
import { main, PlainFailure, step } from "./steps";

/** How long the web and the worker may take to finish what they have begun. */
const drainMilliseconds = 9_000;

await main(async () => {
  const begun = performance.now();
  const port = readPort();
  const isDemo = readDemo();
  const running = runningPortal();
  if (running)
    throw new PlainFailure(
      `The portal already runs in ${dataFolder()} (process ${running.pid}). Stop it first, or set another DATA_DIR and PORT.`,
    );
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
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve());
  });

  try {
    let url = process.env.DATABASE_URL ?? "";
    if (!url) {
      const server = await step("database", async () => startPostgres(dataFolder()));
      url = server.url;
      noteRunning(url);
      stops.push(server.stop, async () => noteStopped());
    }
    await step("keys", async () => prepareKeys(isDemo));
    await step("migrations", () => migrate(url));
    await assertKeysFit(url);
    await step("reference data", () => loadReference(url));
    if (isDemo) await step("demonstration", () => prepareDemonstration(url));
    const webUrl = await prepareWebRole(url);
    await step("build", () => build());

    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DATABASE_URL: url,
      PORT: String(port),
      DATA_DIR: dataFolder(),
      NODE_ENV: "production",
      PORTAL_BUILD: buildName(),
      DEMO: String(isDemo),
    };
    const hasOwnMail = isDemo && !process.env.SMTP_URL;
    if (hasOwnMail) env.SMTP_URL = `smtp://127.0.0.1:${await freePort()}`;
    await step("web and worker", async () => {
      if (hasOwnMail) kept.push(keepRunning("mail", "src/mail-sink.ts", env));
      kept.push(
        keepRunning("worker", "src/worker.ts", env),
        keepRunning("web", "src/front/main.ts", { ...env, DATABASE_URL: webUrl }),
      );
      await Promise.race([Promise.all(kept.map((process) => process.ready)), asked]);
    });
    const address = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
    console.log(`\nReady after ${((performance.now() - begun) / 1000).toFixed(1)} s: ${address}\n`);
    console.log(isDemo ? demoSignIns(address) : await operatorLines(url, address));
    console.log("Ctrl-C stops everything.");
    await asked;
    console.log("\nStopping …");
  } finally {
    await stop();
  }
});

/** How to be each of the invented people. */
function demoSignIns(address: string): string {
  const lines = cast.map(
    ({ email, holds }) =>
      `  ${email.padEnd(30)} ${holds.map((held) => held.role + (held.facility ? ` at ${held.facility}` : "")).join(", ") || "helps a patient"}`,
  );
  return `A demonstration, with invented people. Sign in at ${address}/en/sign-in with the password "${demoPassword}":
${lines.join("\n")}
The second step of those who work here: npm run demo:code
Every letter is caught: ${address}/demo/inbox`;
}

async function operatorLines(url: string, address: string): Promise<string> {
  const link = await firstAdministratorLink(url, address);
  return link
    ? `There is no administrator yet. This link makes the first one; it works once, for a day:\n  ${link}`
    : "";
}

function readDemo(): boolean {
  const { DEMO, PUBLIC_URL } = process.env;
  if (DEMO !== undefined && DEMO !== "true" && DEMO !== "false")
    throw new PlainFailure(`DEMO must be true or false, not "${DEMO}".`);
  try {
    return isDemonstration(
      DEMO === undefined ? undefined : DEMO === "true",
      PUBLIC_URL || undefined,
    );
  } catch {
    throw new PlainFailure(
      `PUBLIC_URL must be an address such as https://example.org, not "${PUBLIC_URL}".`,
    );
  }
}

function readPort() {
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new PlainFailure(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  return port;
}

async function assertPortIsFree(port: number) {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new PlainFailure(
          error.code === "EADDRINUSE"
            ? `Port ${port} is in use. Set another: PORT=${port + 1} npm start`
            : `Port ${port} can't be used: ${error.message}`,
        ),
      ),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
