import pg from "pg";
import { env } from "../env";

export type Turn = { readonly isLost: boolean; end: () => Promise<void> };

/**
 * Whose turn it is to write into something on the disk, across all processes. One connection holds all turns of this
 * process: when it breaks they are lost, which each holder is told, and when the process dies the others can go on.
 */
export class Turns {
  private client: Promise<pg.Client> | undefined;
  private readonly held = new Map<string, { isLost: boolean }>();

  /** Null where somebody has it. */
  async take(name: string): Promise<Turn | null> {
    if (this.held.has(name)) return null;
    const turn = { isLost: false };
    this.held.set(name, turn);
    try {
      const client = await this.connected();
      const { rows } = await client.query(
        "SELECT pg_try_advisory_lock(hashtextextended($1, 11)) AS mine",
        [name],
      );
      if (!rows[0].mine) {
        this.held.delete(name);
        return null;
      }
      return {
        get isLost() {
          return turn.isLost;
        },
        end: async () => {
          if (!turn.isLost)
            await client
              .query("SELECT pg_advisory_unlock(hashtextextended($1, 11))", [name])
              .catch(() => undefined);
          if (this.held.get(name) === turn) this.held.delete(name);
        },
      };
    } catch (error) {
      this.held.delete(name);
      throw error;
    }
  }

  private connected(): Promise<pg.Client> {
    this.client ??= this.connect().catch((error) => {
      this.client = undefined;
      throw error;
    });
    return this.client;
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: 3000,
      keepAlive: true,
      application_name: "turns",
    });
    const broken = () => {
      this.client = undefined;
      for (const turn of this.held.values()) turn.isLost = true;
      this.held.clear();
    };
    client.on("error", broken);
    client.on("end", broken);
    await client.connect();
    return client;
  }

  async close(): Promise<void> {
    await (await this.client)?.end();
  }
}
