import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { withDatabase } from "./database";
import { prepareKeys } from "./keys";
import { main, PlainFailure } from "./steps";

// npm run keys:rotate: adds a new master key to the key file, makes it the current one, and seals everything again under
// it. Programs that run read the file again when they meet the new key. Cut off, it goes on with -- --again.
await main(() =>
  withDatabase(async (url) => {
    process.env.DATABASE_URL = url;
    prepareKeys(true);
    const { keyFile, openKeyring, readKeyring } = await import("../src/platform/security/keyring");
    if (process.env.KMS_URL)
      throw new PlainFailure(
        "The keys come from a key service: make the new one there, restart, then run this with --again.",
      );
    if (!process.argv.includes("--again")) {
      const text = readFileSync(keyFile(), "utf8");
      readKeyring(text);
      const file = JSON.parse(text) as { current: string; master: Record<string, string> };
      const name = `m${Object.keys(file.master).length + 1}`;
      const renewed = {
        ...file,
        current: name,
        master: { ...file.master, [name]: randomBytes(32).toString("base64") },
      };
      writeFileSync(`${keyFile()}.new`, `${JSON.stringify(renewed, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${keyFile()}.new`, keyFile());
      console.log(`The new master key is ${name}. Keep a copy of the key file.`);
    }
    await openKeyring();
    const { renewKeys } = await import("../src/accounts/keys/commands");
    const { sealedOfPartners } = await import("../src/partners/moves/queries");
    const { closePool } = await import("../src/platform/db/pool");
    try {
      console.log(
        `${await renewKeys(sealedOfPartners)} values are under the new key. Old keys can leave the file once every program has been started anew.`,
      );
    } finally {
      await closePool();
    }
  }),
);
