import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { env } from "@/platform/env";
import { sayReady } from "@/platform/lifesign";
import { inboxFolder } from "@/platform/mail/inbox";

/** Of a demonstration: takes every letter over SMTP, on this machine alone, and keeps the newest. */
const largest = 1_000_000;
const mostKept = 2000;
const folder = inboxFolder();
mkdirSync(folder, { recursive: true, mode: 0o700 });

const server = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  size: largest,
  onData(stream, _session, done) {
    const parts: Buffer[] = [];
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => void keep(Buffer.concat(parts)).then(() => done(), done));
    stream.on("error", done);
  },
});

async function keep(letter: Buffer) {
  const name = `${Date.now()}-${randomBytes(4).toString("hex")}.eml`;
  await writeFile(join(folder, `.${name}`), letter, { mode: 0o600 });
  await rename(join(folder, `.${name}`), join(folder, name));
  const names = (await readdir(folder)).filter((one) => one.endsWith(".eml")).sort();
  for (const old of names.slice(0, Math.max(0, names.length - mostKept)))
    await rm(join(folder, old), { force: true });
}

server.on("error", () => undefined);
server.listen(Number(new URL(env().SMTP_URL).port), "127.0.0.1", sayReady);
const stop = () => server.close(() => process.exit(0));
process.on("SIGTERM", stop);
process.on("disconnect", stop);
