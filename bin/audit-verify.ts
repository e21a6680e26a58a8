import { withDatabase } from "./database";
import { main, PlainFailure } from "./steps";

// npm run audit:verify: goes over the whole record. Ends with an error where an entry was changed, removed or put in.
await main(() =>
  withDatabase(async (url) => {
    process.env.DATABASE_URL = url;
    const { verifyChain } = await import("../src/accounts/audit/commands");
    const { closePool } = await import("../src/platform/db/pool");
    try {
      const { entries, brokenAt, head } = await verifyChain();
      if (brokenAt !== null)
        throw new PlainFailure(
          `The record is broken at entry ${brokenAt}: it was changed, removed or put in. ${entries} entries before it are whole.`,
        );
      console.log(`The record is whole: ${entries} entries. Its last link is ${head}.`);
    } finally {
      await closePool();
    }
  }),
);
