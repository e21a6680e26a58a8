import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type ApartAnswer,
  type ApartAsked,
  type ApartCode,
  ApartFault,
  type ApartLimits,
  type ApartName,
  type ApartWork,
  residentBytes,
} from "./rules";

type Waiting = ApartAsked & {
  limits: ApartLimits;
  done: (output: unknown) => void;
  failed: (error: Error) => void;
};

const loader = (root: string) =>
  process.getBuiltinModule("node:module").createRequire(join(root, "package.json")).resolve("tsx");

const lookMilliseconds = 100;
const idleMilliseconds = 30_000;
/** The heap ends before the memory allowed does, so that a page of the heap is never what is missing. */
const heapMegabytes = 1024;

/**
 * A process of its own for what may take any time and any memory: reading files that somebody sent. One piece of work at
 * a time; the process is killed when a piece goes beyond its limits, and made anew for the next.
 */
export class Apart {
  private readonly program: string;
  private readonly env: Record<string, string | undefined>;
  private readonly queue: Waiting[] = [];
  private child: ChildProcess | undefined;
  private current: Waiting | undefined;
  private idle: NodeJS.Timeout | undefined;
  private next = 0;

  /** `env` is all that the process gets to know of this one's surroundings. */
  constructor(env: Record<string, string | undefined>, program = "src/apart.ts") {
    this.env = env;
    this.program = program;
  }

  /** Does a piece of work. Throws an ApartFault where it was given up, and an Error where the work itself threw. */
  do<Name extends ApartName>(
    name: Name,
    input: ApartWork[Name]["input"],
    limits: ApartLimits,
  ): Promise<ApartWork[Name]["output"]> {
    return new Promise((resolve, reject) => {
      this.queue.push({
        id: this.next++,
        name,
        input,
        limits,
        done: (output) => resolve(output as ApartWork[Name]["output"]),
        failed: reject,
      });
      this.begin();
    });
  }

  /** Ends the process; what was under way is given up. */
  end() {
    clearTimeout(this.idle);
    this.child?.kill("SIGKILL");
  }

  private begin() {
    if (this.current) return;
    const work = this.queue.shift();
    if (!work) return this.rest();
    clearTimeout(this.idle);
    this.current = work;
    const child = this.running();
    let given: ApartCode = "ended";
    const giveUp = (code: ApartCode) => {
      given = code;
      child.kill("SIGKILL");
    };
    const { id, name, input, limits } = work;
    const timer = setTimeout(() => giveUp("time"), limits.milliseconds);
    const look = setInterval(async () => {
      const statm = await readFile(`/proc/${child.pid}/statm`, "utf8").catch(() => "");
      if (residentBytes(statm) > limits.bytes) giveUp("memory");
    }, lookMilliseconds);
    const finish = (then: () => void) => {
      clearTimeout(timer);
      clearInterval(look);
      child.off("message", told);
      child.off("exit", ended);
      this.current = undefined;
      then();
      this.begin();
    };
    const told = (answer: ApartAnswer) => {
      if (answer.id !== id) return;
      finish(() =>
        "output" in answer ? work.done(answer.output) : work.failed(new Error(answer.fault)),
      );
    };
    const ended = (code: number | null, signal: string | null) => {
      this.child = undefined;
      // V8 ends a process whose heap is full by aborting it.
      const isFull = given === "ended" && (signal === "SIGABRT" || code === 134);
      finish(() => work.failed(new ApartFault(isFull ? "memory" : given)));
    };
    child.on("message", told);
    child.on("exit", ended);
    child.send({ id, name, input } satisfies ApartAsked, (error) => error && giveUp("ended"));
  }

  private running(): ChildProcess {
    if (this.child) return this.child;
    const root = process.cwd();
    // Asked for at run time: a bundler would follow the program's path, which is none of its modules.
    const { fork } = process.getBuiltinModule("node:child_process");
    const child = fork(join(root, this.program), {
      cwd: root,
      env: { ...this.env, NODE_ENV: "production" },
      execArgv: [
        `--max-old-space-size=${heapMegabytes}`,
        "--import",
        loader(root),
        "--conditions=react-server",
      ],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.on("exit", () => {
      if (this.child === child) this.child = undefined;
    });
    child.on("error", () => child.kill("SIGKILL"));
    this.child = child;
    return child;
  }

  /** A process that is not needed is no reason to go on living, nor kept for long. */
  private rest() {
    const { child } = this;
    if (!child) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => child.kill("SIGKILL"), idleMilliseconds);
    this.idle.unref();
  }
}
