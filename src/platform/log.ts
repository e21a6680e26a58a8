import pino from "pino";

/** What a line of the log may carry. Never bodies, names, or a person's words. */
type Fields = Partial<Record<"code" | "id" | "path" | "tag" | "task" | "count" | "milliseconds" | "status" | "reference" | "reason", string | number>>;

const logger = pino({ level: process.env.LOG_LEVEL ?? "info", base: { process: process.env.PORTAL_PROCESS ?? "portal" } });

export const log = {
  info: (message: string, fields: Fields = {}) => logger.info(fields, message),
  warn: (message: string, fields: Fields = {}) => logger.warn(fields, message),
  /** Keeps the kind, the message and the place of an error, not what it was working on. */
  error: (message: string, error: unknown, fields: Fields = {}) =>
    logger.error(
      {
        ...fields,
        ...(error instanceof Error ? { kind: error.name, said: error.message.slice(0, 300), stack: error.stack?.split("\n").slice(1, 8).join("\n") } : {}),
      },
      message,
    ),
};
