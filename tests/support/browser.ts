import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, test as base, expect } from "@playwright/test";
import pg from "pg";

function watch(context: BrowserContext, baseURL: string, wrong: string[]) {
  context.on(
    "console",
    (message) =>
      message.type() === "error" &&
      !/404|ERR_INTERNET_DISCONNECTED/.test(message.text()) &&
      wrong.push(message.text()),
  );
  context.on("weberror", (error) => wrong.push(error.error().message));
  context.on(
    "request",
    (request) =>
      !request.url().startsWith(baseURL) &&
      !/^(?:data|blob):/.test(request.url()) &&
      wrong.push(`asked another site: ${request.url()}`),
  );
}

/** Pages, in whatever context a test opens them, on which an error or a request to another site fails the test. */
export const test = base.extend<{ strict: undefined }>({
  strict: [
    async ({ browser, context, baseURL }, use) => {
      const wrong: string[] = [];
      watch(context, baseURL ?? "", wrong);
      const open = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const another = await open(options);
        watch(another, baseURL ?? "", wrong);
        return another;
      };
      await use(undefined);
      browser.newContext = open;
      expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A query on the running portal's own database, as another writer would make it. */
export async function inDatabase(statement: string, values: unknown[] = []) {
  const { databaseUrl } = JSON.parse(
    readFileSync(join(process.env.DATA_DIR ?? ".data", "running.json"), "utf8"),
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await client.query(statement, values);
  } finally {
    await client.end();
  }
}

/** One address of every kind of public page. */
export const publicPages = [
  "",
  "/districts",
  "/districts/heart-and-blood-vessels",
  "/specialties",
  "/specialties/cardiology",
  "/conditions/breast-cancer",
  "/treatments/liver-transplant",
  "/facilities",
  "/facilities?district=eyes&province=MI&sort=name",
  "/facilities?province=LO&ownership=private&irccs=yes",
  "/facilities/niguarda",
  "/facilities/piario",
  "/compare?facility=niguarda&facility=san-raffaele&facility=ieo&facility=monzino",
  "/compare",
  "/search?q=heart",
  "/search?q=qqqqzzzz",
  "/search",
  "/partners",
  "/partners?category=transfer&area=milano&language=en",
  "/partners/trasferimenti-inventati",
  "/partners/foresteria-di-prova-bergamo",
  "/become-a-partner",
  "/check-a-name?name=niguarda",
  "/method",
  "/care-in-italy",
  "/accessibility",
  "/privacy",
  "/second-opinion?condition=breast-cancer",
  "/nothing-here",
] as const;
