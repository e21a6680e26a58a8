import { withDatabase } from "./database";
import { main } from "./steps";

// npm run retention: says what the rules on keeping would remove now. With -- --apply it removes it, as the night does.
await main(() =>
  withDatabase(async (url) => {
    process.env.DATABASE_URL = url;
    const isForGood = process.argv.includes("--apply");
    const { carryOutRetention } = await import("../src/accounts/retention/commands");
    const { closePool } = await import("../src/platform/db/pool");
    try {
      for (const { key, days, removed } of await carryOutRetention(
        isForGood ? "for good" : "only tried",
      ))
        console.log(
          `${key.padEnd(16)} kept ${String(days).padStart(5)} days   ${isForGood ? "removed" : "would remove"} ${removed}`,
        );
    } finally {
      await closePool();
    }
  }),
);
