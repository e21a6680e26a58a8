import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = {
  "@": fileURLToPath(new URL("./src", import.meta.url)),
  "server-only": fileURLToPath(new URL("./tests/support/server-only.ts", import.meta.url)),
};

/** `unit` needs nothing; `database` gets a PostgreSQL of its own and a database for each worker. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          setupFiles: "tests/support/console.ts",
          // A paper of many pages or an archive of many levels takes its time on a busy machine.
          testTimeout: 30_000,
          include: ["{src,bin}/**/*.test.ts", "tests/architecture/**/*.test.ts"],
          exclude: ["src/**/{queries,commands,jobs,changes,sql}.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: [
            "src/**/{queries,commands,jobs,changes,sql}.test.ts",
            "tests/database/**/*.test.ts",
          ],
          globalSetup: "tests/support/postgres.ts",
          setupFiles: ["tests/support/console.ts", "tests/support/database.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
