import { spawn } from "node:child_process";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { findBrowser } from "../browser";
import { freePort } from "../postgres";
import { views } from "./first-view";
import { line, measure, NotMeasured } from "./report";
import { until, type Web } from "./web";

const options = [
  "--headless=new",
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];
const categories = {
  performance: "performance",
  accessibility: "accessibility",
  "best-practices": "best practices",
  seo: "SEO",
};

async function startBrowser(folder: string) {
  const browser = findBrowser();
  const port = await freePort();
  const running = spawn(
    browser,
    [
      ...options,
      `--remote-debugging-port=${port}`,
      `--user-data-dir=${join(folder, "browser")}`,
      "about:blank",
    ],
    {
      stdio: "ignore",
    },
  );
  const ended = new Promise<void>((resolve) => running.once("exit", () => resolve()));
  const stop = async () => {
    running.kill("SIGTERM");
    await ended;
  };
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/json/version`).then(
      (answer) => answer.ok,
      () => false,
    );
  await until(answers, 20_000, "Chromium does not answer").catch(async (error) => {
    await stop();
    throw error;
  });
  return { port, stop };
}

async function measurePage(name: string, address: string, port: number) {
  const outcome = await lighthouse(address, {
    port,
    logLevel: "error",
    onlyCategories: Object.keys(categories),
  });
  if (!outcome || outcome.lhr.runtimeError)
    throw new NotMeasured(outcome?.lhr.runtimeError?.message ?? "Lighthouse said nothing");
  const { lhr } = outcome;
  const scores = Object.entries(categories).map(
    ([id, title]) => `${title} ${Math.round(100 * (lhr.categories[id]?.score ?? 0))}`,
  );
  const paint = (lhr.audits["largest-contentful-paint"]?.numericValue ?? Number.NaN) / 1000;
  const short = Object.entries(categories).flatMap(([id]) =>
    (lhr.categories[id]?.auditRefs ?? [])
      .filter((ref) => ref.weight > 0 && (lhr.audits[ref.id]?.score ?? 1) < 0.9)
      .map((ref) => ref.id),
  );
  line(
    `Lighthouse mobile, ${name}`,
    `${scores.join(", ")}, LCP ${paint.toFixed(2)} s${short.length > 0 ? `, short in ${short.join(", ")}` : ""}`,
    "100 each, LCP at most 1.20 s",
  );
}

export async function measureLighthouse(web: Web, folder: string) {
  const browser = await startBrowser(folder);
  try {
    for (const [name, path] of Object.entries(views))
      await measure(`Lighthouse mobile, ${name}`, () =>
        measurePage(name, web.address + path, browser.port),
      );
  } finally {
    await browser.stop();
  }
}
