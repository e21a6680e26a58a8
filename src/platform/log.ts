import pino from "pino";

/** What a line of the log may carry. Never bodies, names, or a person's words. */
type Fields = Partial<
  Record<
    | "code"
    | "id"
    | "path"
    | "tag"
    | "task"
    | "count"
    | "milliseconds"
    | "status"
    | "reference"
    | "reason",
    string | number
  >
>;

const logger = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { process: process.env.PORTAL_PROCESS ?? "portal" },
});

/** Errors whose words are the language's own or the system's, and quote nothing that somebody wrote. */
const harmless = ["TypeError", "ReferenceError"];

type Known = { code?: unknown; constraint?: unknown; table?: unknown };

/** What kind of error it is: its name, with the code of the database or the system where it has one. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code } = error as Known;
  return typeof code === "string" && /^[\w-]{1,40}$/.test(code)
    ? `${error.name} ${code}`
    : error.name;
}

const frames = (error: Error) =>
  error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join("\n");

/** An error as the log keeps it: kind, constraint, place in the code. Its message can quote what it was working on. */
function facts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: "unknown" };
  const { constraint, table } = error as Known;
  return {
    kind: kindOf(error),
    ...(harmless.includes(error.name) ? { said: error.message.slice(0, 200) } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
    ...(typeof table === "string" ? { table } : {}),
    stack: frames(error),
    ...(error.cause instanceof Error ? { cause: kindOf(error.cause) } : {}),
  };
}

export const log = {
  info: (message: string, fields: Fields = {}) => logger.info(fields, message),
  warn: (message: string, fields: Fields = {}) => logger.warn(fields, message),
  error: (message: string, error: unknown, fields: Fields = {}) =>
    logger.error({ ...fields, ...facts(error) }, message),
};

/** What a library says on the console goes through the same sieve: of an error its kind and place, of anything else nothing. */
export function sieveConsole(): void {
  const keep =
    (level: "warn" | "error") =>
    (...said: unknown[]) => {
      const error = said.find((one) => one instanceof Error);
      if (error) logger[level](facts(error), "a library reported an error");
    };
  console.error = keep("error");
  console.warn = keep("warn");
}
