import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The lowest versions without a published hole that touches us; to be raised when one is published. */
const floors = {
  next: "16.4.6",
  react: "19.3.1",
  "react-dom": "19.3.1",
  "next-intl": "4.9.2",
  pg: "8.16.0",
  "graphile-worker": "0.16.6",
  nodemailer: "7.0.11",
  "smtp-server": "3.16.0",
  otpauth: "9.4.0",
  "file-type": "21.3.1",
};

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, { version: string }>;
};
const asNumber = (version: string) =>
  version.split(".").reduce((sum, part) => sum * 10_000 + Number.parseInt(part, 10), 0);

test.each(Object.entries(floors))("%s is at %s or newer", (name, floor) => {
  expect(asNumber(packages[`node_modules/${name}`]?.version ?? "0.0.0")).toBeGreaterThanOrEqual(
    asNumber(floor),
  );
});

test("no registry's address stands in the lock file", () => {
  expect(readFileSync("package-lock.json", "utf8")).not.toMatch(/"resolved": "http/);
});
