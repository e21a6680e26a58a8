import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page, Route } from "@playwright/test";
import { expect, inDatabase, test } from "../support/browser";
import { ownAddress, personId, sessionOf } from "../support/client";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

let folder: string;
let requestId: string;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portal-images-"));
  const { rows } = await inDatabase(
    "SELECT id FROM requests WHERE patient_id = $1 AND state NOT IN ('draft', 'closed', 'withdrawn', 'not-possible') ORDER BY created_at LIMIT 1",
    [await personId("patient@demo.example")],
  );
  requestId = rows[0].id;
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const made = (name: string, size: number) => {
  const bytes = randomBytes(size);
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, bytes);
  return { path, hash: createHash("sha256").update(bytes).digest("hex") };
};
const arrived = async (hash: string) =>
  (
    await inDatabase(
      "SELECT count(*)::int AS n FROM stored_files f JOIN request_papers a ON a.file_id = f.id WHERE encode(f.sha256, 'hex') = $1 AND a.request_id = $2",
      [hash, requestId],
    )
  ).rows[0].n;
const uploadsOf = async (size: number) =>
  (
    await inDatabase("SELECT state FROM uploads WHERE request_id = $1 AND size = $2", [
      requestId,
      size,
    ])
  ).rows;

const form = (page: Page) =>
  page
    .locator("form[data-form]")
    .filter({ has: page.locator('[name=kind][value="imaging-dicom"]') })
    .filter({ has: page.locator("[type=file]") });
async function choose(page: Page, paths: string[]) {
  const fold = form(page).locator("details");
  if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
  await form(page).locator("[name=file]").setInputFiles(paths);
  await form(page).locator("[type=submit]").click();
}

test("a patient sends several large files at once, and they arrive as they were", async ({
  page,
  context,
  baseURL,
}) => {
  await context.addCookies([
    { name: "session", value: await sessionOf("patient@demo.example"), url: baseURL ?? "" },
  ]);
  await page.goto(`/en/second-opinion/cases/${requestId}`);
  const files = [made("CT 1.dcm", 24_000_001), made("صورة.dcm", 12_000_000), made("small.dcm", 3)];
  await choose(
    page,
    files.map((file) => file.path),
  );
  await expect(form(page).getByRole("progressbar").first()).toBeVisible();
  await expect(page.getByRole("status")).toContainText(
    /Everything has arrived|Arrived: 3|Files: 3/,
    { timeout: 30_000 },
  );
  for (const { hash } of files) await expect.poll(() => arrived(hash)).toBe(1);
});

test("a file whose page was closed in the middle goes on where it stopped", async ({
  page,
  context,
  baseURL,
}) => {
  await context.addCookies([
    { name: "session", value: await sessionOf("patient@demo.example"), url: baseURL ?? "" },
  ]);
  await page.goto(`/en/second-opinion/cases/${requestId}`);
  const size = 30_000_000 + Math.floor(Math.random() * 1_000_000);
  const { path, hash } = made("MR.dcm", size);
  let parts = 0;
  const held: Route[] = [];
  await page.route("**/api/uploads/*", async (route) => {
    // The second part never comes back.
    if (route.request().method() === "PATCH" && ++parts > 1) return void held.push(route);
    await route.continue();
  });
  await choose(page, [path]);
  await expect
    .poll(
      async () =>
        (
          await inDatabase(
            "SELECT max(received) > 8000000 AS so FROM uploads WHERE request_id = $1 AND size = $2",
            [requestId, size],
          )
        ).rows[0].so,
      { timeout: 30_000 },
    )
    .toBe(true);
  await page.close();
  for (const one of held) await one.abort().catch(() => undefined);
  const again = await context.newPage();
  await again.goto(`/en/second-opinion/cases/${requestId}`);
  expect(await again.evaluate(() => JSON.stringify(localStorage))).not.toContain("MR");
  await expect(again.getByRole("status")).toContainText("not sent to its end");
  let sent = 0;
  again.on("request", (request) => {
    if (request.method() === "PATCH") sent += request.postDataBuffer()?.length ?? 0;
  });
  await choose(again, [path]);
  await expect.poll(() => arrived(hash), { timeout: 20_000 }).toBe(1);
  expect(await uploadsOf(size)).toEqual([{ state: "taken" }]);
  expect(sent).toBeLessThan(size - 8_000_000);
});

test("without scripts the form takes one file, as ever", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL ? { baseURL } : {}),
  });
  await context.addCookies([
    { name: "session", value: await sessionOf("patient@demo.example"), url: baseURL ?? "" },
  ]);
  const page = await context.newPage();
  await page.goto(`/en/second-opinion/cases/${requestId}`);
  const path = join(folder, "list.pdf");
  const bytes = Buffer.concat([Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n"), randomBytes(40)]);
  writeFileSync(path, bytes);
  await choose(page, [path]);
  await expect.poll(() => arrived(createHash("sha256").update(bytes).digest("hex"))).toBe(1);
  await context.close();
});

test("a radiology office sees a number and a field, and what it sends arrives, with scripts and without", async ({
  page,
  browser,
  context,
  baseURL,
}) => {
  await context.addCookies([
    { name: "session", value: await sessionOf("patient@demo.example"), url: baseURL ?? "" },
  ]);
  await page.goto(`/en/second-opinion/cases/${requestId}`);
  const make = page.locator("[data-form=make-link]");
  await make.locator("summary").click();
  await make.locator("[name=office]").fill("Invented Imaging");
  await make.locator("[type=submit]").click();
  const shown = page.locator("li").filter({ hasText: "Invented Imaging" }).first();
  await shown.locator("summary").click();
  const address = (await shown.locator("bdi[dir=ltr]").textContent()) ?? "";
  const token = new URL(address).searchParams.get("token") ?? "";
  expect(address).toMatch(/\/en\/images\?token=[\w-]{54}$/);

  const office = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
  const there = await office.newPage();
  await there.goto(`/ar/images?token=${token}`);
  const { rows } = await inDatabase("SELECT number FROM requests WHERE id = $1", [requestId]);
  await expect(there.getByRole("main")).toContainText(rows[0].number);
  const images = made("study.zip", 9_000_001);
  await there.locator("[name=file]").setInputFiles([images.path]);
  await there.locator("[data-form=images] [type=submit]").click();
  await expect.poll(() => arrived(images.hash), { timeout: 20_000 }).toBe(1);

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL ? { baseURL } : {}),
  });
  const simple = await plain.newPage();
  await simple.goto(`/en/images?token=${token}`);
  const single = made("one.bin", 2_000_001);
  await simple.locator("[name=file]").setInputFiles([single.path]);
  await simple.locator("[data-form=images] [type=submit]").click();
  await expect(simple.getByRole("status")).toContainText("has arrived");
  expect(await arrived(single.hash)).toBe(1);
  await expect(simple.getByRole("main")).toContainText("2 files have arrived, 11 MB");

  await page.reload();
  await page
    .locator("li")
    .filter({ hasText: "Invented Imaging" })
    .first()
    .locator("form [type=submit]")
    .click();
  for (const wrong of [token, "x", `${token.slice(0, -2)}aa`]) {
    await simple.goto(`/en/images?token=${wrong}`);
    await expect(simple.getByRole("heading", { level: 1 })).toHaveText(
      "This link can no longer be used",
    );
    await expect(simple.locator("main form")).toHaveCount(0);
  }
  await office.close();
  await plain.close();
});
