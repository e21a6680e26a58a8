import { loadReference } from "../prisma/seed/load";
import { withDatabase } from "./database";
import { migrate } from "./migrate";
import { main, step } from "./steps";

await main(() =>
  withDatabase(async (url) => {
    await step("migrations", () => migrate(url));
    await step("reference data", () =>
      loadReference(url, { force: process.argv.includes("--force") }),
    );
  }),
);
