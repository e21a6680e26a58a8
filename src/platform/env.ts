import { z } from "zod";

const flag = z
  .enum(["true", "false"])
  .transform((value) => value === "true")
  .optional();

const Environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgresql://"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** The address the public sees, without a slash at its end. Never taken from the Host header. */
  PUBLIC_URL: z
    .url()
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  /** Demonstration, with invented people and letters that leave for nowhere; the default where PUBLIC_URL is this machine. */
  DEMO: flag,
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** Where letters are handed over: smtp://user:password@host:587 or smtps://… */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .default("smtp://127.0.0.1:25"),
  MAIL_FROM: z.string().max(200).optional(),
  /** Where clamd listens: unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310. Without it nothing is scanned, and nothing unscanned opens for those who work here. */
  CLAMD_SOCKET: z
    .string()
    .regex(/^(unix:\/|tcp:\/\/[^/]+:\d+$)/, "must be unix:/path or tcp://host:port")
    .optional(),
  /** Addresses of proxies in front whose X-Forwarded-For is believed, with commas between them. */
  TRUSTED_PROXIES: z.string().default(""),
  /** A store that speaks the S3 protocol, instead of the folder in DATA_DIR: https://endpoint/bucket */
  S3_URL: z
    .string()
    .regex(/^https?:\/\/[^/]+\/[^/]+\/?$/, "must be the endpoint with the bucket as its path")
    .optional(),
  S3_KEY: z.string().optional(),
  S3_SECRET: z.string().optional(),
  S3_REGION: z.string().default("us-east-1"),
});

export type Environment = z.infer<typeof Environment> & {
  PUBLIC_URL: string;
  DEMO: boolean;
  MAIL_FROM: string;
};

const isThisMachine = (host: string) => ["localhost", "127.0.0.1", "[::1]"].includes(host);

/** Whether this is a demonstration, from the two settings that say so. */
export const isDemonstration = (demo: boolean | undefined, publicUrl: string | undefined) =>
  demo ?? (publicUrl === undefined || isThisMachine(new URL(publicUrl).hostname));

let known: Environment | undefined;

/** The settings of this process, checked once. Throws one line that names what is wrong. */
export function env(): Environment {
  if (known) return known;
  const read = Environment.safeParse(process.env);
  if (read.data?.S3_URL && !(read.data.S3_KEY && read.data.S3_SECRET))
    throw new Error("Settings: S3_URL needs S3_KEY and S3_SECRET");
  if (!read.success)
    throw new Error(
      `Settings: ${read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`,
    );
  const PUBLIC_URL = read.data.PUBLIC_URL ?? `http://localhost:${read.data.PORT}`;
  known = {
    ...read.data,
    PUBLIC_URL,
    DEMO: isDemonstration(read.data.DEMO, read.data.PUBLIC_URL),
    MAIL_FROM: read.data.MAIL_FROM ?? `Health Lombardy <no-reply@${new URL(PUBLIC_URL).hostname}>`,
  };
  return known;
}

/** The origins whose forms are ours. On one's own machine its three names count as one. */
export function ownOrigins(): readonly string[] {
  const url = new URL(env().PUBLIC_URL);
  if (!isThisMachine(url.hostname)) return [url.origin];
  return ["localhost", "127.0.0.1", "[::1]"].map(
    (host) => `${url.protocol}//${host}${url.port ? `:${url.port}` : ""}`,
  );
}
