import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePool } from "@/platform/db/pool";

/** Each test file gets a database of its own, copied from the template: real, filled, and nobody else's. */
const template = inject("templateUrl");
const name = `test_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;

async function admin(statement: string) {
  const url = new URL(template);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  await admin(`CREATE DATABASE "${name}" TEMPLATE portal`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;
});

afterAll(async () => {
  await closePool();
  await admin(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
});
