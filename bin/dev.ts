import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadReference } from "../prisma/seed/load";
import { generateClient } from "./build";
import { dataFolder, withDatabase } from "./database";
import { prepareDemonstration } from "./demo";
import { assertKeysFit, prepareKeys } from "./keys";
import { migrate } from "./migrate";
import { main, step } from "./steps";
import { bundleViewer } from "./viewer";

// npm run dev: Next's development server, without the front, its store and the worker: letters stay where they are.
// "/" leads nowhere here: open /en.
await main(() =>
  withDatabase(async (url) => {
    generateClient();
    await bundleViewer();
    await step("migrations", () => migrate(url));
    await step("reference data", () => loadReference(url));
    prepareKeys(true);
    await assertKeysFit(url);
    await step("demonstration", () => prepareDemonstration(url));
    const next = join(
      dirname(createRequire(import.meta.url).resolve("next/package.json")),
      "dist",
      "bin",
      "next",
    );
    const port = process.env.PORT || "3000";
    console.log(`\nhttp://localhost:${port}/en`);
    const child = spawn(process.execPath, [next, "dev", "--port", port], {
      stdio: "inherit",
      env: {
        ...process.env,
        DATABASE_URL: url,
        DATA_DIR: dataFolder(),
        PORT: port,
        NODE_ENV: "development",
        NEXT_TELEMETRY_DISABLED: "1",
      },
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.on(signal, () => child.kill(signal));
    await new Promise((resolve) => child.once("exit", resolve));
  }),
);
