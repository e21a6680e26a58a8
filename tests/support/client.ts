import { createHash, createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inDatabase } from "./browser";

const folder = () => process.env.DATA_DIR ?? ".data";
const keys = () =>
  JSON.parse(readFileSync(join(folder(), "keys.json"), "utf8")) as { lookup: string };
const emailHash = (email: string) =>
  createHmac("sha256", Buffer.from(keys().lookup, "base64"))
    .update(`email\0${email.toLowerCase()}`)
    .digest();

/** A network address that no other test speaks from. */
export const ownAddress = () => `10.${randomBytes(3).join(".")}`;

export async function personId(email: string): Promise<string> {
  const { rows } = await inDatabase("SELECT id FROM people WHERE email_hash = $1", [
    emailHash(email),
  ]);
  return rows[0]?.id ?? "";
}

/** A session of one of the invented people, acting in a role of theirs, as a cookie's value. Made in the database: signing in has tests of its own. */
export async function sessionOf(email: string, role?: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const id = await personId(email);
  await inDatabase(
    `INSERT INTO sessions (token_hash, person_id, grant_id, is_complete, proved_at, proved_by, device, network, idle_ends_at, ends_at)
     VALUES ($1, $2, (SELECT id FROM role_grants WHERE person_id = $2 AND ended_at IS NULL AND ($3::text IS NULL OR role = $3) ORDER BY granted_at LIMIT 1),
       true, now(), 'password', 'Firefox/Linux', '10.0.0.0/24', now() + interval '1 hour', now() + interval '1 hour')`,
    [createHash("sha256").update(token).digest(), id, role ?? null],
  );
  return token;
}

export type Answer = { status: number; location: string; html: string; headers: Headers };

/** A client that speaks HTTP and forms without a browser: cookies kept, redirects not followed. */
export class Client {
  private readonly base: string;
  readonly address = ownAddress();
  cookies = new Map<string, string>();

  constructor(base: string, session?: string) {
    this.base = base;
    if (session) this.cookies.set("session", session);
  }

  async send(path: string, init: RequestInit = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(this.base + path, {
      ...init,
      redirect: "manual",
      headers: {
        "x-forwarded-for": this.address,
        ...(cookie ? { cookie } : {}),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return {
      status: answer.status,
      location: answer.headers.get("location") ?? "",
      html: await answer.text(),
      headers: answer.headers,
    };
  }

  /** Fills in a form as it stands in a page and posts it, the way a browser without scripts does. */
  async submit(
    page: string,
    html: string,
    id: string,
    fields: Record<string, string | Blob>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const form = new RegExp(`<form[^>]*data-form="${id}"[^>]*>(.*?)</form>`, "s").exec(html)?.[1];
    if (!form) throw new Error(`no form ${id} on ${page}`);
    const body = new FormData();
    for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
      const unescaped = (text: string) =>
        text
          .replaceAll("&quot;", '"')
          .replaceAll("&#x27;", "'")
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&");
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name) body.set(name, unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? ""));
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.send(page, { method: "POST", body, headers: { origin: this.base, ...headers } });
  }

  async fill(page: string, id: string, fields: Record<string, string | Blob>): Promise<Answer> {
    return this.submit(page, (await this.send(page)).html, id, fields);
  }
}

/** The letters caught for an address, the newest first, as they stand in the inbox of the demonstration. */
export async function lettersTo(
  base: string,
  address: string,
  atLeast = 1,
  seconds = 15,
): Promise<{ id: string; html: string }[]> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const list = await (await fetch(`${base}/en/demo/inbox`)).text();
    const rows = [...list.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)]
      .map((row) => row[1] ?? "")
      .filter((row) => row.includes(`>${address}<`));
    const ids = rows.flatMap((row) => /\/en\/demo\/inbox\/([0-9a-f-]+)/.exec(row)?.[1] ?? []);
    if (ids.length >= atLeast || Date.now() > end)
      return Promise.all(
        ids.map(async (id) => ({
          id,
          html: await (await fetch(`${base}/en/demo/inbox/${id}`)).text(),
        })),
      );
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** The path of the link with a token in a letter. */
export const linkIn = (letter: { html: string } | undefined): string =>
  /\/[a-z]{2}\/[a-z/-]+\?token=[\w-]{54}/.exec(letter?.html ?? "")?.[0] ?? "";
