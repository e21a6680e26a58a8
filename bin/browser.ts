import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "@playwright/test";
import { PlainFailure } from "./steps";

const system = "/usr/bin/chromium";

/** A Chromium to test with: the one named, Playwright's own, the system's, or else one installed now. */
export function findBrowser(): string {
  const known = [
    process.env.PLAYWRIGHT_CHROMIUM_PATH ?? "",
    chromium.executablePath(),
    system,
    "/usr/bin/google-chrome",
  ];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  console.log("  no browser yet, installing one …");
  const playwright = join(
    dirname(createRequire(import.meta.url).resolve("@playwright/test/package.json")),
    "cli.js",
  );
  spawnSync(process.execPath, [playwright, "install", "chromium"], {
    stdio: "ignore",
    timeout: 180_000,
  });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  if (process.platform === "linux" && userInfo().uid === 0) {
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "chromium"],
    ])
      spawnSync("apt-get", args, { stdio: "ignore", timeout: 300_000 });
    if (existsSync(system)) return system;
  }
  throw new PlainFailure(
    "No Chromium was found, and none could be installed. Install one, or set PLAYWRIGHT_CHROMIUM_PATH.",
  );
}
