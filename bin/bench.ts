import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { loadReference } from "../prisma/seed/load";
import { generateFacilities } from "./bench/generate";
import { count, line, measure, ratio, seconds, timed } from "./bench/report";
import { build } from "./build";
import { assertKeysFit, prepareKeys } from "./keys";
import { migrate } from "./migrate";
import { startPostgres } from "./postgres";
import { main, PlainFailure, step } from "./steps";

const sizes = [10_000, 100_000];

// npm run bench [-- --most 10000] [--only journeys]: ratios measured in one run, in a database of its own, with the aim beside each.
await main(async () => {
  const { values } = parseArgs({
    options: {
      most: { type: "string", default: String(sizes.at(-1)) },
      only: { type: "string", default: "" },
    },
  });
  const most = Number(values.most);
  if (!Number.isInteger(most) || most < 0)
    throw new PlainFailure("Say how many facilities at most: npm run bench -- --most 10000");

  const folder = mkdtempSync(join(tmpdir(), "portal-bench-"));
  // PostgreSQL and the workers of nginx run as users of their own.
  chmodSync(folder, 0o755);
  const server = await startPostgres(folder);
  const client = new pg.Client({ connectionString: server.url });
  const clear = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => clear().finally(() => process.exit(1)));
  try {
    await step("migrations", () => migrate(server.url));
    await step("reference data", () => loadReference(server.url));
    if (values.only === "") await step("build", () => build());
    process.env.KEY_FILE = join(folder, "keys.json");
    prepareKeys(true);
    await assertKeysFit(server.url);
    process.env.DATABASE_URL = server.url;
    Object.assign(process.env, { NODE_ENV: "production" });
    await client.connect();
    const { measureJourneys } = await import("./bench/journeys");
    await measure("journeys", measureJourneys);
    if (values.only === "journeys") return;
    const { refreshSearch } = await import("../src/catalogue/search-memory/queries");
    const { measureSearch } = await import("./bench/searching");
    const { measureList } = await import("./bench/listing");
    const seeded = Number(
      (await client.query("SELECT count(*) FROM facilities WHERE closed_on IS NULL")).rows[0].count,
    );

    let each = 0;
    const measureSize = async (size: number, generated?: number) => {
      const indexed = await timed(() => refreshSearch(null));
      const made = generated === undefined ? "" : `generated in ${seconds(generated)}, `;
      const before =
        each > 0
          ? `; a facility's time / that of the size before: ${ratio(indexed / size / each)}`
          : "";
      each = indexed / size;
      line(`${count(size)} facilities`, `${made}indexed in ${seconds(indexed)}${before}`);
      await measure(`search at ${count(size)}`, () => measureSearch(size));
      await measure(`filtered list at ${count(size)}`, () => measureList(size));
    };

    const { measureSigningIn } = await import("./bench/signing-in");
    await measure("signing in", measureSigningIn);
    const { measureSubmitting } = await import("./bench/submitting");
    await measure("sending a request", measureSubmitting);
    await measureSize(seeded);
    await measureWeb(server.url, folder);
    for (const size of sizes.filter((size) => size <= most)) {
      const generated = await timed(() => generateFacilities(client, size));
      await measureSize(size, generated);
    }
  } finally {
    await client.end().catch(() => undefined);
    await clear();
  }
});

/** What needs the web running: its speed, its bytes and how a browser sees it. */
async function measureWeb(databaseUrl: string, folder: string) {
  const { startWeb } = await import("./bench/web");
  await measure("the web", async () => {
    const web = await startWeb(databaseUrl, folder);
    try {
      const { measureServing } = await import("./bench/serving");
      const { measureFirstView } = await import("./bench/first-view");
      await measureServing(web, folder);
      await measure("uploading", async () =>
        (await import("./bench/uploading")).measureUploading(web.address, folder),
      );
      await measure("bytes of a first view", () => measureFirstView(web));
      await measure("Lighthouse mobile", async () =>
        (await import("./bench/lighthouse")).measureLighthouse(web, folder),
      );
    } finally {
      await web.stop();
    }
  });
}
