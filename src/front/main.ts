import { readdirSync, rmSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import next from "next";
import { rememberFacilities } from "@/catalogue/finding/queries";
import { followSearch, searchIndex } from "@/catalogue/search-memory/queries";
import { followChanges } from "@/platform/changes";
import { watchPool } from "@/platform/db/pool";
import { env } from "@/platform/env";
import { languages } from "@/platform/i18n/rules";
import { sayReady } from "@/platform/lifesign";
import { log, sieveConsole } from "@/platform/log";
import { openKeyring } from "@/platform/security/keyring";
import { Assets } from "./assets";
import { refuseNoise } from "./connections";
import { Crowd } from "./crowd";
import { handler } from "./handler";
import { Live } from "./live";
import { frontShares } from "./loads";
import { Publisher } from "./publisher";
import { Store } from "./store";
import { Uploads } from "./uploads";

/** After the last answer to a closing portal, or after this long, it ends. */
const drainMilliseconds = 8_000;
const build = process.env.PORTAL_BUILD ?? "development";
const pages = resolve(env().DATA_DIR, "pages");
const folder = join(pages, build);

sieveConsole();
await openKeyring();
const app = next({ dev: false, dir: process.cwd(), hostname: "127.0.0.1", port: 0 });
await app.prepare();
// Kept connections are ended by who asks, never by who answers: an asking would meet one just closed.
const inner = createServer({ keepAliveTimeout: 0 }, app.getRequestHandler());
await new Promise<void>((done) => inner.listen(0, "127.0.0.1", done));
const address = inner.address();
const port = typeof address === "object" && address ? address.port : 0;

const store = new Store(folder, { pages: 20_000, bytes: 96 * 1024 * 1024 });
// Pages of builds before this one are nobody's any more.
for (const name of readdirSync(pages))
  if (name !== build) rmSync(join(pages, name), { recursive: true, force: true });

const publisher = new Publisher(store, port);
const ending = new AbortController();
void followChanges(
  {
    horizon: store.horizon,
    changed: (tags) => publisher.outdate(tags),
    lost: () => publisher.outdate(["everything"]),
    keepHorizon: (horizon) => store.keepHorizon(horizon),
  },
  ending.signal,
);

// The index is this process's own; what it is made from must be followed before it is read.
void followSearch(ending.signal, async () => {
  await publisher.outdate(["search"]);
  void rememberFacilities();
});
await searchIndex();
void rememberFacilities();

let isDraining = false;
const crowd = new Crowd();
const front = {
  publisher,
  assets: new Assets(),
  live: new Live(),
  crowd,
  shares: frontShares(),
  uploads: new Uploads((address) => crowd.isTooMuch(address)),
  port,
  problems: new Map(
    await Promise.all(
      languages.flatMap((language) =>
        ["problem", "forbidden", "too-many", "unsaved"].map(
          async (kind) =>
            [`${kind}:${language}`, await publisher.once(`/${language}/${kind}`)] as const,
        ),
      ),
    ),
  ),
  isDraining: () => isDraining,
  async isReady() {
    try {
      await Promise.race([
        watchPool().query("SELECT 1"),
        wait(2000).then(() => Promise.reject(new Error("slow"))),
      ]);
      await access(folder, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
};

// How long a body may take depends on what it is: the handler says so.
const server = createServer(
  { maxHeaderSize: 32 * 1024, headersTimeout: 10_000, requestTimeout: 0, keepAliveTimeout: 65_000 },
  handler(front),
);
refuseNoise(server);
await Promise.allSettled(languages.map((language) => publisher.answer(`/${language}`, false)));
server.listen(env().PORT, sayReady);
server.on("error", (error) => {
  log.error("the port could not be opened", error);
  process.exit(1);
});

async function drain() {
  if (isDraining) return;
  // Readiness goes red first; answers from now on close their connection, so that busy ones end too.
  isDraining = true;
  ending.abort();
  front.live.end();
  const deadline = wait(drainMilliseconds, undefined, { ref: false });
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  await Promise.race([closed, deadline]);
  process.exit(0);
}
process.on("SIGTERM", drain);
process.on("SIGINT", drain);
process.on("disconnect", drain);
