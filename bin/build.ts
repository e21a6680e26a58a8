import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PlainFailure } from "./steps";
import { bundleViewer, viewerFolder } from "./viewer";

const root = join(import.meta.dirname, "..");
const stamp = join(root, ".next", "BUILT_FOR");
const ingredients = [
  "src",
  "messages",
  "public",
  "prisma/models",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

/** The name of a build is the hash of all that goes into it, so that an unchanged tree is built once. */
export function buildName(): string {
  const hash = createHash("sha256");
  for (const ingredient of ingredients) {
    const path = join(root, ingredient);
    if (!existsSync(path)) continue;
    const names = /\.\w+$/.test(ingredient)
      ? [""]
      : readdirSync(path, { recursive: true, encoding: "utf8", withFileTypes: true })
          .filter(
            (entry) =>
              entry.isFile() &&
              !entry.parentPath.includes("generated") &&
              entry.parentPath !== viewerFolder,
          )
          .map((entry) => join(entry.parentPath, entry.name).slice(path.length))
          .sort();
    for (const name of names)
      hash.update(`${ingredient}${name}\0`).update(readFileSync(path + name));
  }
  return hash.digest("hex").slice(0, 16);
}

const program = (name: string, path: string) =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path);

function run(path: string, args: string[], env: Record<string, string> = {}) {
  // `NODE_ENV` from outside would build a development bundle.
  const done = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env, NODE_ENV: "production" },
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (done.status !== 0)
    throw new PlainFailure(`${done.stdout}\n${done.stderr}\nThe build failed.`);
}

/** Prisma wants to see a schema engine's path and never opens it: the one used here is WebAssembly. */
export function generateClient() {
  run(program("prisma", "build/index.js"), ["generate"], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  });
}

export async function build(): Promise<string> {
  const name = buildName();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === name && existsSync(viewerFolder))
    return "nothing to do";
  generateClient();
  await bundleViewer();
  run(program("next", "dist/bin/next"), ["build"], { PORTAL_BUILD: name });
  writeFileSync(stamp, name);
  return `build ${name}`;
}
