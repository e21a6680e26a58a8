import type { IncomingMessage, ServerResponse } from "node:http";
import pg from "pg";
import { unreadCount } from "@/accounts/notices/queries";
import { sessionByToken } from "@/accounts/sessions/queries";
import { env } from "@/platform/env";
import { log } from "@/platform/log";
import { securityHeaders } from "./headers";
import { tokenIn } from "./personal";

type Listener = { response: ServerResponse; token: string; grantId: string | null };

const beatMilliseconds = 20_000;
const mostOpen = 6;

/**
 * Pages that stay open: each gets told when a notice came or its session ended. One connection to the database for all
 * of them; when it breaks, it is made again and everybody is told anew.
 */
export class Live {
  private readonly listeners = new Map<string, Set<Listener>>();
  private isEnding = false;

  constructor() {
    void this.listen();
    setInterval(() => void this.beat(), beatMilliseconds).unref();
  }

  async open(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const token = tokenIn(request.headers.cookie);
    const session = token ? await sessionByToken(token) : null;
    if (!token || !session?.isComplete) return false;
    const { personId } = session;
    const listener: Listener = { response, token, grantId: session.held?.grantId ?? null };
    const mine = this.listeners.get(personId) ?? new Set<Listener>();
    this.listeners.set(personId, mine);
    for (const oldest of mine) {
      if (mine.size < mostOpen) break;
      this.drop(personId, oldest);
    }
    mine.add(listener);
    response.writeHead(200, {
      ...securityHeaders,
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.write(`retry: 3000\nevent: notices\ndata: ${session.unread}\n\n`);
    response.on("close", () => this.drop(personId, listener));
    return true;
  }

  end() {
    this.isEnding = true;
    for (const [personId, all] of this.listeners) for (const one of all) this.drop(personId, one);
  }

  private drop(personId: string, listener: Listener) {
    listener.response.end();
    const all = this.listeners.get(personId);
    all?.delete(listener);
    if (all?.size === 0) this.listeners.delete(personId);
  }

  /** What a person's open pages are told: how many notices wait, or that the session is no longer what it was. */
  private async tell(personId: string, hasChanged = false) {
    const all = this.listeners.get(personId);
    if (!all) return;
    const unread = await unreadCount(personId);
    for (const one of all) {
      const session = await sessionByToken(one.token);
      if (session && (session.held?.grantId ?? null) === one.grantId)
        one.response.write(
          `event: notices\ndata: ${unread}\n\n${hasChanged ? "event: changed\ndata: 1\n\n" : ""}`,
        );
      else {
        one.response.write("event: ended\ndata: 1\n\n");
        this.drop(personId, one);
      }
    }
  }

  private async beat() {
    for (const personId of this.listeners.keys())
      await this.tell(personId).catch((error) =>
        log.error("an open page could not be told", error),
      );
  }

  private async listen() {
    while (!this.isEnding) {
      const client = new pg.Client({
        connectionString: env().DATABASE_URL,
        connectionTimeoutMillis: 3000,
        keepAlive: true,
        application_name: "live",
      });
      try {
        const broken = new Promise<never>((_, reject) => {
          client.on("error", reject);
          client.on("end", () => reject(new Error("the connection ended")));
        });
        client.on(
          "notification",
          ({ payload }) =>
            void this.tell(payload ?? "", true).catch((error) =>
              log.error("an open page could not be told", error),
            ),
        );
        await client.connect();
        await client.query("LISTEN notices");
        await this.beat();
        await broken;
      } catch {
        await client.end().catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 1000).unref());
      }
    }
  }
}
