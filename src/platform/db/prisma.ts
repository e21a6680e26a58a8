import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/client";
import { pool } from "./pool";

let client: PrismaClient | undefined;

/** Prisma over the process's own pool: for writes and for reads that are not hot. */
export function db(): PrismaClient {
  client ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
  return client;
}

export type Tx = Parameters<Parameters<PrismaClient["$transaction"]>[0]>[0];
