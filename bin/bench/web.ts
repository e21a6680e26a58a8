import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buildName } from "../build";
import { freePort } from "../postgres";
import { keepRunning } from "../processes";
import { NotMeasured, now } from "./report";

export type Web = { address: string; port: number; pages: string; stop: () => Promise<void> };

/** The portal's front as `npm start` runs it, on a port of its own. */
export async function startWeb(databaseUrl: string, folder: string): Promise<Web> {
  const port = await freePort();
  const build = buildName();
  const address = `http://localhost:${port}`;
  const kept = keepRunning("web", "src/front/main.ts", {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    PUBLIC_URL: address,
    DATA_DIR: folder,
    LOG_LEVEL: "error",
    NODE_ENV: "production",
    PORTAL_BUILD: build,
  });
  const web = {
    address,
    port,
    pages: join(folder, "pages", build, "current"),
    stop: () => kept.stop(9_000),
  };
  await kept.ready.catch(async (error) => {
    await web.stop();
    throw error;
  });
  return web;
}

/** Asks for a page and waits until it lies in the store as a file. */
export async function published(web: Web, path: string): Promise<string> {
  const answer = await fetch(web.address + path);
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new NotMeasured(`${path} answered ${answer.status}`);
  const file = join(web.pages, `${path}.html`);
  await until(() => existsSync(`${file}.gz`), 5_000, `${path} was not stored`);
  return file;
}

export async function until(
  isSo: () => boolean | Promise<boolean>,
  most: number,
  otherwise: string,
) {
  const begun = now();
  while (!(await isSo())) {
    if (now() - begun > most) throw new NotMeasured(otherwise);
    await wait(5);
  }
}
