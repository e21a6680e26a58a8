import { allowed, pagesOnDisk, people } from "../access/routes";
import { expectAccessible, faultsOf } from "../support/axe";
import { expect, test } from "../support/browser";
import { ownAddress, sessionOf } from "../support/client";

test.use({ extraHTTPHeaders: { "x-forwarded-for": ownAddress() } });

const door = [
  "/sign-in",
  "/sign-in?sent=1",
  "/sign-in/link?token=x",
  "/sign-in/erased?number=E-ABCDEFGH",
  "/register",
  "/register/confirm?token=x",
  "/invitation?token=x",
  "/images?token=x",
  "/become-a-partner/start",
  "/become-a-partner/application?token=x",
  "/report-a-broker",
  "/report-a-broker?sent=B-ABCDEFGH",
  "/complain",
  "/verify",
  "/verify?code=NOSUCHCODE",
  "/email?token=x",
  "/first-administrator?token=x",
  "/demo/inbox",
];
const pages = [
  ...door.map((path) => ({ path, who: null })),
  ...pagesOnDisk.map((path) => ({ path, who: allowed[path]?.[0] ?? null })),
];

for (const { path, who } of pages) {
  test(`axe finds nothing on ${path}, in English wide and Arabic narrow, and nothing runs over the edge`, async ({
    page,
    context,
    baseURL,
  }) => {
    if (who)
      await context.addCookies([
        { name: "session", value: await sessionOf(people[who]), url: baseURL ?? "" },
      ]);
    await expectAccessible(page, path);
  });
}

test("a form with problems says so to everybody: summary first, each field named, linked and described", async ({
  page,
}) => {
  await page.goto("/en/register");
  await page.getByRole("button", { name: "Send me the letter" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByRole("alert").getByRole("link").click();
  const field = page.getByLabel("Your e-mail address");
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription("Fill this in.");
  expect(await faultsOf(page)).toEqual([]);
});
