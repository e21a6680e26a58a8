import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  facilityBySlug,
  highlightsOf,
  languagesOf,
  offersOf,
  recognitionsOf,
} from "../../src/catalogue/facilities/queries";
import { airports } from "../../src/catalogue/places/queries";
import { figuresOf, spreadOf } from "../../src/catalogue/quality/queries";
import { pool } from "../../src/platform/db/pool";
import { numberSetting } from "../../src/platform/settings";
import {
  type Edge,
  plainConfiguration,
  portalConfiguration,
  requestsPerSecond,
  startNginx,
} from "./edge";
import {
  count,
  line,
  measure,
  median,
  milliseconds,
  NotMeasured,
  now,
  ratio,
  repeated,
  timed,
} from "./report";
import { published, until, type Web } from "./web";

const slug = "niguarda";
const path = `/en/facilities/${slug}`;
const rounds = 3;

/** A change that a reader may see, as any writer makes it. */
const outdate = () =>
  pool().query("UPDATE facilities SET updated_at = now() WHERE slug = $1", [slug]);

/** Each is asked in turn and again; the best of its rounds counts, because another's work can only slow it. */
async function bestOf(addresses: readonly string[]): Promise<number[]> {
  const best = addresses.map(() => 0);
  for (let round = 0; round < rounds; round++)
    for (const [at, address] of addresses.entries())
      best[at] = Math.max(best[at] ?? 0, await requestsPerSecond(address));
  return best;
}

async function measureThroughput(web: Web, folder: string, edge: Edge) {
  const file = await published(web, path);
  const plainFolder = join(folder, "plain");
  mkdirSync(plainFolder, { recursive: true });
  copyFileSync(`${file}.gz`, join(plainFolder, "page"));
  const plain = await startNginx(folder, "nginx-plain", (port) =>
    plainConfiguration(plainFolder, port),
  );
  try {
    const [front = 0, ours = 0, bare = 0] = await bestOf([
      web.address + path,
      edge.address + path,
      `${plain.address}/page`,
    ]);
    const beside = (own: number) =>
      `${ratio(own / bare)} (${count(Math.round(own))} / ${count(Math.round(bare))} requests a second)`;
    line("published page, front / one plain file of nginx", beside(front), "0.10 or better");
    line(
      "published page, nginx as deployed / one plain file of nginx",
      beside(ours),
      "0.90 or better",
    );
  } finally {
    await plain.stop();
  }
}

/** How long after a change nginx still sends the page as it was. */
async function measureTakingBack(web: Web, edge: Edge) {
  await published(web, path);
  const sent = async () => {
    const answer = await fetch(edge.address + path);
    await answer.arrayBuffer();
    return answer.headers.get("etag");
  };
  const before = await sent();
  await sent();
  await outdate();
  const begun = now();
  await until(
    async () => (await sent()) !== before,
    10_000,
    "the page was not taken back within ten seconds",
  );
  line("a changed page leaves nginx after", milliseconds(now() - begun), "below 2000 ms");
}

/** What the page of a facility asks the database for. */
async function pageQueries() {
  await facilityBySlug("en", slug);
  const facility = await facilityBySlug("en", slug);
  if (!facility) throw new NotMeasured(`there is no ${slug}`);
  await Promise.all([
    highlightsOf("en", facility.id),
    recognitionsOf(facility.id),
    languagesOf(facility.id),
    offersOf("en", facility.id),
    airports("en"),
    figuresOf(facility.id),
    spreadOf(),
    numberSetting("catalogue.old-after-years", 3),
  ]);
}

async function measureFreshPage(web: Web) {
  const fresh: number[] = [];
  for (let round = 0; round < 15; round++) {
    const file = await published(web, path);
    await outdate();
    await until(() => !existsSync(`${file}.gz`), 5_000, "the page was not taken back");
    fresh.push(await timed(() => fetch(web.address + path).then((answer) => answer.arrayBuffer())));
  }
  await pageQueries();
  const bare = median(await repeated(15, pageQueries));
  line(
    "page rendered anew / its SQL alone, median",
    `${ratio(median(fresh) / bare)} (${milliseconds(median(fresh))} / ${milliseconds(bare)})`,
  );
}

export async function measureServing(web: Web, folder: string) {
  await measure("a page rendered anew", () => measureFreshPage(web));
  let edge: Edge | undefined;
  await measure("published page through the front and nginx", async () => {
    edge = await startNginx(folder, "nginx-portal", (port) => portalConfiguration(web, port));
    await measureThroughput(web, folder, edge);
  });
  const started = edge;
  if (started) {
    await measure("a changed page leaves nginx", () => measureTakingBack(web, started));
    await started.stop();
  }
}
