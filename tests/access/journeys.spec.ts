import { expect, test } from "@playwright/test";
import { Client, sessionOf } from "../support/client";
import { examplesOfJourneys } from "../support/journey-pages";
import { pagesOfRequests, people } from "./routes";

const base = process.env.PORTAL_URL ?? "http://localhost:3000";
const pages = pagesOfRequests.filter(
  (page) => page.includes("journey") || page.includes("/partner/orders"),
);

for (const page of pages)
  test(`${page} opens for whom it is for, and does not exist for anybody else`, async () => {
    test.setTimeout(180_000);
    const examples = await examplesOfJourneys(page);
    expect(examples.length).toBeGreaterThan(0);
    for (const { path, who: owner } of examples) {
      expect((await new Client(base).send(`/en${path}`)).status, path).toBe(307);
      for (const [who, email] of Object.entries(people)) {
        const { status } = await new Client(base, await sessionOf(email)).send(`/en${path}`);
        expect(status, `${who} at ${path}`).toBe(who === owner ? 200 : 404);
      }
    }
  });
