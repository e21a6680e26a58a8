import { readdir, readFile } from "node:fs/promises";
import { resolve } from "node:path";
import PostalMime from "postal-mime";
import { env } from "../env";

export const inboxFolder = () => resolve(env().DATA_DIR, "inbox");

export type CaughtLetter = {
  id: string;
  at: Date;
  to: string;
  subject: string;
  text: string;
  html: string;
};

/** A letter that the demonstration has caught. The id is its file's name, without anything else. */
export async function caughtLetter(id: string): Promise<CaughtLetter | null> {
  if (!env().DEMO || !/^\d{13}-[0-9a-f]{8}$/.test(id)) return null;
  const raw = await readFile(resolve(inboxFolder(), `${id}.eml`)).catch(() => null);
  if (!raw) return null;
  const mail = await PostalMime.parse(raw);
  return {
    id,
    at: new Date(Number(id.slice(0, 13))),
    to: mail.to?.[0]?.address ?? "",
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html ?? "",
  };
}

/** The letters caught, the newest first. None where this is no demonstration. */
export async function caughtLetters(limit: number): Promise<CaughtLetter[]> {
  if (!env().DEMO) return [];
  const names = (await readdir(inboxFolder()).catch(() => []))
    .filter((name) => name.endsWith(".eml"))
    .sort()
    .reverse()
    .slice(0, limit);
  const letters = await Promise.all(names.map((name) => caughtLetter(name.replace(".eml", ""))));
  return letters.filter((letter) => letter !== null);
}
