import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { people } from "../access/routes";
import { expect, inDatabase, test } from "../support/browser";
import { lettersTo, linkIn, ownAddress, sessionOf } from "../support/client";
import { dayFromNow } from "../support/days";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

const pdf = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);
const base = process.env.PORTAL_URL ?? "http://localhost:3000";

type Words = {
  language: "en" | "it";
  begin: string;
  save: string;
  send: string;
  receipt: RegExp;
  checked: string;
  contract: string;
};
const words: Words[] = [
  {
    language: "en",
    begin: "Send me the link",
    save: "Save and go on",
    send: "Send the application",
    receipt: /has been received/,
    checked: "What was checked, and until when",
    contract: "Who contracts with whom",
  },
  {
    language: "it",
    begin: "Inviare il link",
    save: "Salvare e continuare",
    send: "Inviare la domanda",
    receipt: /è stata ricevuta/,
    checked: "Che cosa è stato verificato e fino a quando",
    contract: "Chi è parte del contratto",
  },
];

/** Writes a whole application, leaves it once in the middle, and hands it in. */
async function apply(page: Page, { language, begin, save, send, receipt }: Words, name: string) {
  const email = `${randomUUID()}@firm.example`;
  await page.goto(`/${language}/become-a-partner`);
  await page.locator(`a[href="/${language}/become-a-partner/start"]`).click();
  await page.locator("#begin-name").fill(name);
  await page.locator("#begin-email").fill(email);
  await page.getByRole("button", { name: begin }).click();
  await expect(page.getByRole("status")).toBeVisible();
  const link = async () => linkIn((await lettersTo(base, email)).at(-1));
  await page.goto(await link());
  await page.locator("#firm-legalName").fill(`${name} srl`);
  await page.locator("#firm-vat").fill("07643520568");
  await page.getByRole("button", { name: save }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.locator("#firm-legalName")).toHaveValue(`${name} srl`);
  await page.locator("#firm-vat").fill("IT 07643520567");
  await page.getByRole("button", { name: save }).click();
  // Left here, and taken up again with the letter's link: what was saved is there.
  await page.goto("about:blank");
  await page.goto(await link());
  await page.locator("#contact-contactName").fill("Wilma Probe");
  await page.locator("#contact-phone").fill("+39 02 000 00");
  await page.getByRole("button", { name: save }).click();
  await page.locator('input[value="companion"]').check();
  for (const question of ["owners", "commissions", "prices", "references", "complaints"])
    await page.locator(`#work-${question}`).fill("None, as asked.");
  await page.getByRole("button", { name: save }).click();
  for (;;) {
    const open = page.locator('form[data-form^="add-"] details[open]').first();
    if ((await open.count()) === 0) break;
    await open
      .locator('input[type="file"]')
      .setInputFiles({ name: "paper.pdf", mimeType: "application/pdf", buffer: pdf });
    await open.locator('input[type="date"]').fill(dayFromNow(200));
    await open.locator("button").click();
    await page.waitForURL(/#item-/);
    await page.goto(`${page.url().split("#")[0]}&again=${Math.random()}`);
  }
  await page.goto(`${(await link()).replace(/&.*/, "")}&step=send`);
  await page.locator("#send-isTrue").check();
  await page.getByRole("button", { name: send }).click();
  await expect(page.getByText(receipt)).toBeVisible();
}

/** A page of one of the invented people, in a browser of their own. */
async function pageOf(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({
    extraHTTPHeaders: { "x-forwarded-for": ownAddress() },
  });
  await context.addCookies([{ name: "session", value: await sessionOf(email), url: base }]);
  return context.newPage();
}

/** One checks, another decides; answers the address of the public page. */
async function admit(browser: Browser, name: string): Promise<string> {
  const { id } = (await inDatabase("SELECT id FROM partners WHERE name = $1", [name])).rows[0];
  let page = await pageOf(browser, people.curator);
  await page.goto("/en/association/partners");
  await page.goto(`/en/association/partners/${id}`);
  const forms = page.locator('form[data-form^="check-"]');
  const names = await forms.evaluateAll((all) => all.map((form) => form.getAttribute("data-form")));
  for (const form of names) {
    const one = page.locator(`form[data-form="${form}"]`);
    await one.locator("summary").click();
    await one.locator('input[value="waived"]').check();
    await one.locator('input[name="reason"]').fill("Seen on paper.");
    await one.locator("button").click();
    await page.waitForURL(/#item-/);
    await page.goto(`/en/association/partners/${id}`);
  }
  await page.context().close();
  page = await pageOf(browser, people.administrator);
  await page.goto(`/en/association/partners/${id}`);
  await page.getByLabel("Admit", { exact: true }).check();
  await page.locator("#decide-reason").fill("Everything is in order.");
  await page.locator("#decide-isSure").check();
  await page.getByRole("button", { name: "Decide", exact: true }).click();
  await expect(page.getByRole("link", { name: "Public page" })).toBeVisible();
  await page.context().close();
  return `/partners/${(await inDatabase("SELECT slug FROM partners WHERE id = $1", [id])).rows[0].slug}`;
}

for (const said of words)
  test(`a firm applies in ${said.language}, is checked by one and admitted by another, and has a public page`, async ({
    page,
    browser,
  }) => {
    test.setTimeout(240_000);
    const name = `Prova ${said.language} ${randomUUID().slice(0, 8)}`;
    await apply(page, said, name);
    const path = await admit(browser, name);
    await page.goto(`/${said.language}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expect(page.getByRole("heading", { name: said.checked })).toBeVisible();
    await expect(page.getByRole("heading", { name: said.contract })).toBeVisible();
  });

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a firm begins, leaves and hands in its application, and anyone reports a broker", async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const said = words[0] as Words;
    await apply(page, said, `Plain ${randomUUID().slice(0, 8)}`);
    await page.goto("/en/report-a-broker");
    await page.locator("#report-broker").fill("Cure Facili");
    await page.locator("#report-body").fill("Asked for money in advance.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.getByRole("status")).toContainText("B-");
    await page.goto("/en/check-a-name?name=Cure+Facili");
    await expect(page.getByText("Nobody of this name is admitted")).toBeVisible();
  });
});
