import { z } from "zod";

const Environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** The address the public sees, without a slash at its end. Never taken from the Host header. */
  PUBLIC_URL: z
    .url()
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Environment = z.infer<typeof Environment> & { PUBLIC_URL: string };

let known: Environment | undefined;

/** The settings of this process, checked once. Throws one line that names what is wrong. */
export function env(): Environment {
  if (known) return known;
  const read = Environment.safeParse(process.env);
  if (!read.success) throw new Error(`Settings: ${read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`);
  known = { ...read.data, PUBLIC_URL: read.data.PUBLIC_URL ?? `http://localhost:${read.data.PORT}` };
  return known;
}
