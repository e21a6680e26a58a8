import { defineConfig } from "@playwright/test";

const isRoot = process.getuid?.() === 0;

/** Runs against the portal at PORTAL_URL, which `npm test` starts. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.ts",
  workers: 2,
  timeout: 60_000,
  // A machine of two cores stumbles now and then; what passes only the second time is named at the end.
  retries: 1,
  reporter: [["list"], ["json"]],
  outputDir: "../.test/browser",
  use: {
    baseURL: process.env.PORTAL_URL ?? "http://localhost:3000",
    launchOptions: {
      ...(process.env.PLAYWRIGHT_CHROMIUM_PATH
        ? { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH }
        : {}),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    {
      name: "browser",
      testMatch: ["access/**/*.spec.ts", "accessibility/**/*.spec.ts", "e2e/**/*.spec.ts"],
    },
    // What stops and kills things comes last and alone.
    {
      name: "process",
      testMatch: "process/**/*.spec.ts",
      dependencies: ["browser"],
      fullyParallel: false,
      workers: 1,
      timeout: 180_000,
    },
  ],
});
