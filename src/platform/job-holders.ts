import { randomInt } from "node:crypto";
import pg from "pg";
import { env } from "./env";

/** The space of advisory locks by which processes of the worker say that they live. */
const lockSpace = 720323;
const strangeSeconds = 30;

/**
 * Gives back at once the jobs that a killed worker held; the queue itself would wait four hours. Each process holds a
 * lock on a connection of its own: when it dies, whatever the way, the database lets the lock go, and others see that.
 * When the connection breaks, `lost` is called: a process that can't show that it lives must end.
 */
export class JobHolders {
  private readonly client = new pg.Client({
    connectionString: env().DATABASE_URL,
    keepAlive: true,
    application_name: "job-holder",
  });
  private readonly number = randomInt(1, 2_147_483_647);

  async begin(lost: () => void): Promise<void> {
    this.client.on("error", lost);
    this.client.on("end", lost);
    await this.client.connect();
    await this.client.query("SELECT pg_advisory_lock($1, $2)", [lockSpace, this.number]);
    await this.freeAbandoned();
  }

  async add(worker: string): Promise<void> {
    await this.client.query(
      "INSERT INTO job_holders (worker, holder) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      [worker, this.number],
    );
  }

  /** Frees what dead processes hold, and what is held by a name that no process has given for a while. */
  async freeAbandoned(): Promise<void> {
    const { rows } = await this.client.query(
      "SELECT DISTINCT holder FROM job_holders WHERE holder <> $1",
      [this.number],
    );
    for (const { holder } of rows) {
      const turn = await this.client.query("SELECT pg_try_advisory_lock($1, $2) AS mine", [
        lockSpace,
        holder,
      ]);
      if (!turn.rows[0].mine) continue;
      await this.client.query(
        "WITH gone AS (DELETE FROM job_holders WHERE holder = $1 RETURNING worker) SELECT graphile_worker.force_unlock_workers(array_agg(worker)) FROM gone",
        [holder],
      );
      await this.client.query("SELECT pg_advisory_unlock($1, $2)", [lockSpace, holder]);
    }
    await this.client.query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT j.locked_by)) FROM graphile_worker.jobs j
       WHERE j.locked_at < now() - make_interval(secs => $1) AND NOT EXISTS (SELECT FROM job_holders h WHERE h.worker = j.locked_by)`,
      [strangeSeconds],
    );
  }

  async end(): Promise<void> {
    this.client.removeAllListeners("end");
    await this.client
      .query("DELETE FROM job_holders WHERE holder = $1", [this.number])
      .catch(() => undefined);
    await this.client.end().catch(() => undefined);
  }
}
