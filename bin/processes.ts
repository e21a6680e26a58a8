import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { lifesignMilliseconds } from "../src/platform/lifesign";
import { PlainFailure } from "./steps";

export type Kept = { ready: Promise<void>; stop: (milliseconds: number) => Promise<void> };

const root = join(import.meta.dirname, "..");
/** Memory is given back soon: a portal shares a small machine with its database. */
const lean = ["--optimize-for-size", "--max-semi-space-size=4"];
const loader = createRequire(import.meta.url).resolve("tsx");

/** A program that has said nothing for so many beats hangs; one that ran well for as many is not counted as failing. */
const mostSilentBeats = 12;

/**
 * Runs a program of the portal and starts it again when it dies or hangs. It says "ready" over its channel, and then
 * that it is at work; when the channel closes because this process was killed, it ends by itself.
 */
export function keepRunning(
  name: string,
  program: string,
  env: NodeJS.ProcessEnv,
  beatMilliseconds = lifesignMilliseconds,
): Kept {
  let child: ChildProcess;
  let isStopping = false;
  let deaths = 0;
  let hasBeenReady = false;
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();

  const run = () => {
    child = fork(join(root, program), {
      cwd: root,
      env: { MALLOC_ARENA_MAX: "2", ...env, PORTAL_PROCESS: name },
      execArgv: [...lean, "--import", loader, "--conditions=react-server", "--enable-source-maps"],
      detached: true,
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    // What a library says while it starts is of no use to the reader, unless it does not start.
    let isReady = false;
    let said = "";
    child.stdout?.on("data", (chunk) => {
      if (isReady) process.stdout.write(chunk);
      else said = (said + chunk).slice(-4000);
    });
    // Beats are counted, not time: a machine that slept finds nobody silent.
    let silent = 0;
    let beats = 0;
    const running = child;
    const watch = setInterval(() => {
      if (!isReady) return;
      silent++;
      beats++;
      if (beats === mostSilentBeats) deaths = 0;
      if (silent < mostSilentBeats) return;
      console.error(`The ${name} says nothing any more; it is ended.`);
      running.kill("SIGKILL");
    }, beatMilliseconds);
    watch.unref();
    child.on("message", (message) => {
      silent = 0;
      if (message !== "ready") return;
      isReady = true;
      hasBeenReady = true;
      resolve();
    });
    child.on("exit", (code) => {
      clearInterval(watch);
      if (isStopping) return;
      deaths++;
      if (!isReady) process.stdout.write(said);
      if (!hasBeenReady)
        reject(
          new PlainFailure(
            `The ${name} could not start (exit code ${code}); what it said is above.`,
          ),
        );
      console.error(`The ${name} ended (exit code ${code}); it is started again.`);
      setTimeout(run, Math.min(10_000, 250 * 2 ** Math.min(deaths, 6)));
    });
  };
  run();
  // After it has once been ready, a death is mended here and is nobody's failure.
  ready.catch(() => undefined);

  return {
    ready,
    async stop(milliseconds) {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise<void>((done) => child.once("exit", () => done()));
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), milliseconds);
      await ended;
      clearTimeout(force);
    },
  };
}
